// The program `style-transfer`: finds out which command is meant, and turns errors into exit codes.
#include <algorithm>
#include <csignal>
#include <iostream>
#include <new>

#include "base/error.h"
#include "cli/command.h"

namespace {

// One line, whatever a file is called.
void print_error(std::string message) {
  const auto is_control = [](unsigned char c) { return c < 0x20 || c == 0x7F; };
  std::replace_if(message.begin(), message.end(), is_control, '?');
  std::cerr << "style-transfer: error: " << message << '\n';
}

cli::Command parse(const cli::Arguments& arguments) {
  const std::string first = arguments.empty() ? "" : arguments.front();
  const auto rest = [&] { return cli::Arguments(arguments.begin() + 1, arguments.end()); };
  if (first == "weights") return cli::parse_weights(rest());
  if (first == "bench") return cli::parse_bench(rest());
  if (first == "video") return cli::parse_video(rest());
  return cli::parse_paint(arguments);
}

}  // namespace

int main(int argc, char** argv) {
  // A file that grows past the limit shall be an error that is told, as a full disk is.
  std::signal(SIGXFSZ, SIG_IGN);
  cli::Command command;
  try {
    command = parse(cli::Arguments(argv + std::min(argc, 1), argv + argc));
  } catch (const base::Error& error) {
    print_error(error.what());
    return cli::kWrongUsage;
  }
  try {
    return command();
  } catch (const std::bad_alloc&) {
    print_error("there is not enough memory; a smaller --size needs less");
  } catch (const std::exception& error) {
    print_error(error.what());
  }
  return cli::kFailed;
}
