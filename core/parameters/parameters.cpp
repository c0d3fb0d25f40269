#include "core/parameters.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>

#include "base/error.h"
#include "base/translation.h"
#include "core/assignments.h"
#include "parameters/quoted.h"

namespace core {
namespace {

// The shortest text that reads back as the same number, in every locale: "512", "0.05", "1e15".
std::string number_text(double value) {
  char buffer[64];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value).ptr;
  std::string text(buffer, end);
  const std::size_t exponent = text.find('e');
  if (exponent == std::string::npos) return text;
  std::size_t digits = exponent + 1;
  if (text[digits] == '+') text.erase(digits, 1);
  if (text[digits] == '-') ++digits;
  while (digits + 1 < text.size() && text[digits] == '0') text.erase(digits, 1);
  return text;
}

// For whole numbers: no exponent.
std::string limit_text(const ParameterRow& row, double limit) {
  return row.is_whole() ? std::to_string(static_cast<std::int64_t>(limit)) : number_text(limit);
}

std::string joined(const std::vector<const char*>& words) {
  std::string text;
  for (const char* word : words) text += (text.empty() ? "" : ", ") + std::string(word);
  return text;
}

std::string all_names() {
  std::vector<const char*> names;
  for (const ParameterRow& row : parameter_table()) names.push_back(row.name);
  return joined(names);
}

[[noreturn]] void refuse(const ParameterRow& row, const std::string& text) {
  const std::string given = quoted(text);
  if (!row.choices.empty()) {
    throw base::Error(base::format(_("%s must be one of %s, not %s"), row.name, joined(row.choices).c_str(),
                                   given.c_str()));
  }
  if (row.is_text()) throw base::Error(base::format(_("%s must not be empty"), row.name));
  const std::string least = limit_text(row, row.least);
  const std::string greatest = limit_text(row, row.greatest) + (*row.unit ? std::string(" ") + row.unit : "");
  throw base::Error(base::format(row.is_whole() ? _("%s must be a whole number from %s to %s, not %s")
                                                : _("%s must be a number from %s to %s, not %s"),
                                 row.name, least.c_str(), greatest.c_str(), given.c_str()));
}

template <typename Number>
std::optional<Number> whole_text_as(const std::string& text) {
  Number value{};
  const char* end = text.data() + text.size();
  const auto result = std::from_chars(text.data(), end, value);
  if (result.ec != std::errc() || result.ptr != end) return std::nullopt;
  return value;
}

// Also false for NaN.
bool in_range(const ParameterRow& row, double value) { return value >= row.least && value <= row.greatest; }

bool allowed(const ParameterRow& row, const std::string& text) {
  if (row.choices.empty()) return !text.empty();
  for (const char* choice : row.choices) {
    if (text == choice) return true;
  }
  return false;
}

}  // namespace

const ParameterRow& parameter_row(std::string_view name) {
  for (const ParameterRow& row : parameter_table()) {
    if (name == row.name) return row;
  }
  throw base::Error(base::format(_("there is no parameter %s; the parameters are %s"),
                                 quoted(std::string(name)).c_str(), all_names().c_str()));
}

std::string range_text(const ParameterRow& row) {
  const std::string range = limit_text(row, row.least) + " … " + limit_text(row, row.greatest);
  return *row.unit ? range + " " + row.unit : range;
}

bool same_parameters(const Parameters& a, const Parameters& b) {
  const std::vector<ParameterRow>& table = parameter_table();
  return std::all_of(table.begin(), table.end(), [&](const ParameterRow& row) {
    return std::visit([&](auto member) { return a.*member == b.*member; }, row.member);
  });
}

void set_parameter(Parameters& parameters, const std::string& name, const std::string& text) {
  const ParameterRow& row = parameter_row(name);
  if (const auto* whole = std::get_if<int Parameters::*>(&row.member)) {
    const auto value = whole_text_as<int>(text);
    if (!value || !in_range(row, *value)) refuse(row, text);
    parameters.** whole = *value;
  } else if (const auto* real = std::get_if<double Parameters::*>(&row.member)) {
    const auto value = whole_text_as<double>(text);
    if (!value || !in_range(row, *value)) refuse(row, text);
    parameters.** real = *value == 0 ? 0 : *value;  // "-0" becomes 0
  } else {
    if (!allowed(row, text)) refuse(row, text);
    parameters.*std::get<std::string Parameters::*>(row.member) = text;
  }
}

std::string parameter_text(const Parameters& parameters, const ParameterRow& row) {
  if (const auto* whole = std::get_if<int Parameters::*>(&row.member)) {
    return std::to_string(parameters.**whole);
  }
  if (const auto* real = std::get_if<double Parameters::*>(&row.member)) {
    return number_text(parameters.**real);
  }
  return parameters.*std::get<std::string Parameters::*>(row.member);
}

void set_parameters(Parameters& parameters, const std::string& assignments) {
  Parameters changed = parameters;  // all or nothing
  for (const auto& [name, value] : read_assignments(assignments)) set_parameter(changed, name, value);
  parameters = changed;
}

void check_parameters(const Parameters& parameters) {
  for (const ParameterRow& row : parameter_table()) {
    bool good = false;
    if (const auto* whole = std::get_if<int Parameters::*>(&row.member)) {
      good = in_range(row, parameters.**whole);
    } else if (const auto* real = std::get_if<double Parameters::*>(&row.member)) {
      good = in_range(row, parameters.**real);
    } else {
      good = allowed(row, parameters.*std::get<std::string Parameters::*>(row.member));
    }
    if (!good) refuse(row, parameter_text(parameters, row));
  }
}

std::string parameter_markdown() {
  std::string table = "| Parameter | Default | Values | Meaning |\n|---|---|---|---|\n";
  const Parameters defaults;
  for (const ParameterRow& row : parameter_table()) {
    std::string values = "text";
    if (!row.choices.empty()) {
      values = joined(row.choices);
    } else if (!row.is_text()) {
      values = range_text(row);
    }
    table += std::string("| `") + row.name + "` | `" + parameter_text(defaults, row) + "` | " + values +
             " | " + row.blurb + " |\n";
  }
  return table;
}

}  // namespace core
