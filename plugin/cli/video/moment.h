// A place in a film, as --from and --to name it: a time from the film's beginning, "12.5" in seconds,
// "1:02.5" or "1:00:02", or the number of a frame, "120f", counted from 1.
#pragma once

#include <cstdint>
#include <string>
#include <variant>

namespace cli {

using Moment = std::variant<double, std::int64_t>;  // seconds, or a frame

// Throws base::Error that names the option, the text and what would be right.
Moment parse_moment(const std::string& option, const std::string& text);

}  // namespace cli
