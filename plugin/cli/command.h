// What the program can be told to do. Each parse_… function reads its part of the command line and gives the
// command to run, or throws base::Error where the usage is wrong.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/team.h"

namespace cli {

enum ExitCode : int { kDone = 0, kFailed = 1, kWrongUsage = 2, kCancelled = 130 };

using Arguments = std::vector<std::string>;  // without the program's name
// What paints does so with the help of the team, whose rank 0 this is.
using Command = std::function<ExitCode(core::Team&)>;

Command parse_paint(const Arguments& arguments);
Command parse_weights(const Arguments& arguments);  // after "weights"
Command parse_bench(const Arguments& arguments);    // after "bench"
Command parse_recipe(const Arguments& arguments);   // after "recipe"
Command parse_video(const Arguments& arguments);    // after "video"

}  // namespace cli
