// "optimizer=adam seed=3": names and values, separated by white space; a value with spaces in double
// quotes, where \" and \\ stand for " and \. What scripts give as one text.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace core {

using Assignments = std::vector<std::pair<std::string, std::string>>;  // name, value

// In the order given, and twice where a name is given twice. Throws base::Error that quotes what is none.
Assignments read_assignments(const std::string& text);

// What read_assignments() reads as this value: in quotes where it needs them.
std::string assignment_value(const std::string& value);

}  // namespace core
