// Errors of the readers: one sentence "FILE: what is wrong", with names from the file made fit to print.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace weights {

[[noreturn]] void refuse(const std::string& file, const std::string& what);

// A name or value out of a file, in quotes: control characters replaced, long ones cut.
std::string in_quotes(const std::string& text);
std::string shape_text(const std::vector<std::uint64_t>& shape);  // "[64, 3, 3, 3]"

}  // namespace weights
