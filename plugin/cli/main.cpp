// The program `style-transfer`: finds out which command is meant, and turns errors into exit codes. Of several
// processes that paint together the first does so; the others help it.
#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <memory>
#include <new>

#include "base/error.h"
#include "cli/command.h"
#include "cli/error_line.h"
#include "cli/interruption.h"
#include "core/serve.h"
#include "mpi/join_team.h"

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

cli::ExitCode lead(core::Team& team, const cli::Arguments& arguments) {
  cli::Command command;
  try {
    command = parse(arguments);
  } catch (const base::Error& error) {
    cli::print_error(error.what());
    return cli::kWrongUsage;
  }
  try {
    return command(team);
  } catch (const std::bad_alloc&) {
    cli::print_error("there is not enough memory; a smaller --size needs less");
  } catch (const std::exception& error) {
    cli::print_error(error.what());
  }
  return cli::kFailed;
}

class InterruptedHelper : public core::Observer {
 public:
  bool cancelled() override { return interruption_.requested(); }

 private:
  cli::Interruption interruption_;
};

// Nobody hears of what goes wrong between pictures, so that the process ends at once, and what started all
// ends them.
void help(core::Team& team) {
  InterruptedHelper observer;
  try {
    core::serve(team, observer);
  } catch (const std::exception& error) {
    cli::print_error(error.what());
    std::_Exit(cli::kFailed);
  }
}

}  // namespace

int main(int argc, char** argv) {
  // A file that grows past the limit shall be an error that is told, as a full disk is.
  std::signal(SIGXFSZ, SIG_IGN);
  // Nor does a painting end because nobody reads its progress any more.
  std::signal(SIGPIPE, SIG_IGN);
  const std::unique_ptr<core::Team> team = mpi::join_team();
  if (team->rank() > 0) {
    help(*team);
    return cli::kDone;
  }
  const cli::ExitCode code = lead(*team, cli::Arguments(argv + std::min(argc, 1), argv + argc));
  core::dismiss(*team);
  return code;
}
