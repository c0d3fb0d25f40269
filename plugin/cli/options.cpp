#include "cli/options.h"

#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>
#include <sstream>
#include <utility>
#include <vector>

#include "base/error.h"
#include "cli/help_format.h"

namespace cli {
namespace {

constexpr std::size_t kTextColumns = 64;

std::string wrapped(const std::string& text) {
  std::istringstream words(text);
  std::string result;
  std::size_t used = 0;
  for (std::string word; words >> word; used += columns(word)) {
    if (used > 0 && used + 1 + columns(word) > kTextColumns) {
      result += '\n';
      used = 0;
    } else if (used > 0) {
      result += ' ';
      ++used;
    }
    result += word;
  }
  return result;
}

std::string value_name(const core::ParameterRow& row) {
  if (!row.is_text()) return *row.unit != '\0' ? row.unit : "N";
  std::string name;
  for (const char* choice : row.choices) name += (name.empty() ? "" : "|") + std::string(choice);
  return name.empty() ? "TEXT" : name;
}

std::string description(const core::ParameterRow& row, const core::Parameters& defaults) {
  const std::string range = row.is_text() ? "" : core::range_text(row) + "; ";
  return wrapped(row.blurb) + "\n(" + range + "default " + core::parameter_text(defaults, row) + ")";
}

}  // namespace

void add_parameter_options(CLI::App& app, core::Parameters& parameters,
                           const std::function<bool(const core::ParameterRow&)>& wanted) {
  for (const core::ParameterRow& row : core::parameter_table()) {
    if (!wanted(row)) continue;
    app.add_option_function<std::string>(
           std::string("--") + row.name,
           [&parameters, &row](const std::string& text) { core::set_parameter(parameters, row.name, text); },
           description(row, parameters))
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast)
        ->type_name(value_name(row))
        ->group(row.group);
  }
}

std::optional<std::string> parse_or_answer(CLI::App& app, const Arguments& arguments) {
  const auto format = std::make_shared<HelpFormat>();
  app.formatter(format);
  for (CLI::Option* option : app.get_options()) {
    const std::string text = option->get_description();
    if (text.find('\n') == std::string::npos) option->description(wrapped(text));
  }
  for (CLI::App* command : app.get_subcommands(nullptr)) command->formatter(format);
  try {
    app.parse(Arguments(arguments.rbegin(), arguments.rend()));  // CLI11 takes them from the back
    return std::nullopt;
  } catch (const CLI::CallForHelp&) {
    return app.help();
  } catch (const CLI::CallForVersion& version) {
    return std::string(version.what()) + "\n";
  } catch (const CLI::ArgumentMismatch& error) {
    const std::string message = error.what();
    throw base::Error(message.substr(0, message.find(':')) + " lacks its value; see " + app.get_name() +
                      " --help");
  } catch (const CLI::ParseError& error) {
    // Also where something else is missing: "weights burn" lacks a command because there is none called so.
    const std::vector<std::string> unknown = app.remaining(true);
    const std::string message =
        unknown.empty() ? error.what() : "\"" + unknown.front() + "\" is not known here";
    throw base::Error(message + "; see " + app.get_name() + " --help");
  }
}

Command print(std::string text) {
  return [text = std::move(text)](core::Team&) {
    std::cout << text << std::flush;
    if (!std::cout) throw base::Error("the text cannot be written to the standard output");
    return kDone;
  };
}

}  // namespace cli
