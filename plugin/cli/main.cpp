// The program `style-transfer`: finds out which command is meant, and turns errors into exit codes.
#include <algorithm>
#include <csignal>
#include <new>

#include "base/error.h"
#include "cli/command.h"
#include "cli/error_line.h"

namespace {

struct Name {
  const char* name;
  cli::Command (*parse)(const cli::Arguments&);
};
constexpr Name kCommands[] = {{"weights", cli::parse_weights},
                              {"bench", cli::parse_bench},
                              {"recipe", cli::parse_recipe},
                              {"video", cli::parse_video}};

cli::Command parse(const cli::Arguments& arguments) {
  const std::string first = arguments.empty() ? "" : arguments.front();
  for (const auto& [name, parse] : kCommands) {
    if (first == name) return parse(cli::Arguments(arguments.begin() + 1, arguments.end()));
  }
  return cli::parse_paint(arguments);
}

}  // namespace

int main(int argc, char** argv) {
  // A file that grows past the limit shall be an error that is told, as a full disk is.
  std::signal(SIGXFSZ, SIG_IGN);
  // Nor does a painting end because nobody reads its progress any more.
  std::signal(SIGPIPE, SIG_IGN);
  cli::Command command;
  try {
    command = parse(cli::Arguments(argv + std::min(argc, 1), argv + argc));
  } catch (const base::Error& error) {
    cli::print_error(error.what());
    return cli::kWrongUsage;
  }
  try {
    return command();
  } catch (const std::bad_alloc&) {
    cli::print_error("there is not enough memory; a smaller --size needs less");
  } catch (const std::exception& error) {
    cli::print_error(error.what());
  }
  return cli::kFailed;
}
