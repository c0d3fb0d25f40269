// How --help is laid out: the same with every version of CLI11, of which those from 2.5 on break lines anew.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

namespace cli {

// How many a text takes on a terminal. In characters: UTF-8's continuation bytes take none.
std::size_t columns(const std::string& text);

class HelpFormat : public CLI::Formatter {
 public:
  std::string make_help(const CLI::App* app, std::string name, CLI::AppFormatMode mode) const override;
  std::string make_usage(const CLI::App* app, std::string name) const override;
  std::string make_subcommand(const CLI::App* command) const override;
  std::string make_option(const CLI::Option* option, bool is_positional) const override;
};

}  // namespace cli
