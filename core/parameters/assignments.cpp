#include "core/assignments.h"

#include <algorithm>

#include "base/error.h"
#include "base/translation.h"
#include "parameters/quoted.h"

namespace core {
namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v'; }

// Reads the value at `at` and leaves `at` behind it. In double quotes \" and \\ stand for " and \.
std::string take_value(const std::string& text, std::size_t& at, const std::string& name) {
  std::string value;
  if (at == text.size() || text[at] != '"') {
    while (at < text.size() && !is_space(text[at])) value += text[at++];
    return value;
  }
  for (++at; at < text.size() && text[at] != '"'; ++at) {
    const bool escaped =
        text[at] == '\\' && at + 1 < text.size() && (text[at + 1] == '"' || text[at + 1] == '\\');
    if (escaped) ++at;
    value += text[at];
  }
  if (at == text.size()) {
    throw base::Error(
        base::format(_("the value of %s lacks its closing quote: %s"), name.c_str(), quoted(value).c_str()));
  }
  ++at;
  if (at < text.size() && !is_space(text[at])) {
    throw base::Error(base::format(_("after the quoted value of %s there must be a space, not %s"),
                                   name.c_str(), quoted(text.substr(at)).c_str()));
  }
  return value;
}

}  // namespace

Assignments read_assignments(const std::string& text) {
  Assignments assignments;
  std::size_t at = 0;
  while (true) {
    while (at < text.size() && is_space(text[at])) ++at;
    if (at == text.size()) return assignments;
    std::size_t name_end = at;
    while (name_end < text.size() && text[name_end] != '=' && !is_space(text[name_end])) ++name_end;
    const std::string name = text.substr(at, name_end - at);
    if (name_end == text.size() || text[name_end] != '=') {
      throw base::Error(
          base::format(_("options must be written as name=value, not %s"), quoted(name).c_str()));
    }
    at = name_end + 1;
    assignments.emplace_back(name, take_value(text, at, name));
  }
}

std::string assignment_value(const std::string& value) {
  const bool plain =
      !value.empty() && value.front() != '"' && std::none_of(value.begin(), value.end(), is_space);
  if (plain) return value;
  std::string text = "\"";
  for (const char letter : value)
    text += (letter == '"' || letter == '\\' ? "\\" : "") + std::string(1, letter);
  return text + "\"";
}

}  // namespace core
