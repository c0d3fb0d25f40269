#include "cli/help_format.h"

#include <algorithm>

namespace cli {
namespace {

constexpr std::size_t kNameColumns = 30;

// Two columns; a name that is too long has a line of its own.
std::string row(const std::string& name, const std::string& text) {
  const std::string indent(kNameColumns, ' ');
  std::string left = "  " + name;
  if (text.empty()) return left + "\n";
  if (columns(left) < kNameColumns) {
    left.append(kNameColumns - columns(left), ' ');
  } else {
    left += "\n" + indent;
  }
  for (const char letter : text) {
    left += letter;
    if (letter == '\n') left += indent;
  }
  return left + "\n";
}

}  // namespace

std::size_t columns(const std::string& text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::string HelpFormat::make_help(const CLI::App* app, std::string name, CLI::AppFormatMode mode) const {
  std::string text = app->get_description() + "\n" + make_usage(app, name) + make_positionals(app) +
                     make_groups(app, mode) + make_subcommands(app, mode);
  const std::string footer = app->get_footer();
  if (!footer.empty()) text += "\n" + footer + "\n";
  return text;
}

std::string HelpFormat::make_usage(const CLI::App* app, std::string name) const {
  std::string usage = "Usage: " + name + " [OPTIONS]";
  for (const CLI::Option* option :
       app->get_options([](const CLI::Option* o) { return o->get_positional(); })) {
    usage += " " + make_option_usage(option);
  }
  if (!app->get_subcommands([](const CLI::App*) { return true; }).empty()) usage += " SUBCOMMAND";
  return usage + "\n";
}

std::string HelpFormat::make_subcommand(const CLI::App* command) const {
  return row(command->get_name(), command->get_description());
}

std::string HelpFormat::make_option(const CLI::Option* option, bool is_positional) const {
  return row(make_option_name(option, is_positional) + make_option_opts(option), make_option_desc(option));
}

}  // namespace cli
