// Runs a function in a process of its own, so that its memory is measured alone.
#pragma once

#include <functional>
#include <string>

namespace cli {

// What `function` returns there. Call it before any thread is started: the process is a copy of this one.
// Throws base::Error with the message of what `function` threw, or telling that the process was killed.
std::string in_separate_process(const std::function<std::string()>& function);

}  // namespace cli
