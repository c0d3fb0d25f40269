// Command-line options made from the parameter table, and CLI11's outcomes as the program wants them.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "cli/command.h"
#include "core/parameters.h"

namespace CLI {
class App;
}

namespace cli {

// One option --NAME for each row that `wanted` accepts, grouped as in the table, with range, choices and
// default (the present value in `parameters`) in its help. Parsing sets `parameters`, which must outlive
// `app`, and throws base::Error as core::set_parameter does.
void add_parameter_options(CLI::App& app, core::Parameters& parameters,
                           const std::function<bool(const core::ParameterRow&)>& wanted);

// Parses. The text of --help or --version, where that was asked for, instead of a run.
// Throws base::Error for unknown options, missing values and the like.
std::optional<std::string> parse_or_answer(CLI::App& app, const Arguments& arguments);

// The command that prints a text.
Command print(std::string text);

}  // namespace cli
