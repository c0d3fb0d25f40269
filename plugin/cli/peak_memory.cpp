#include "cli/peak_memory.h"

#include <sys/resource.h>

#include <fstream>
#include <string>

namespace cli {

std::size_t peak_memory_bytes() {
  // getrusage() also counts what the parent had in use before it started this program.
  std::ifstream status("/proc/self/status");
  for (std::string name; status >> name; std::getline(status, name)) {
    std::size_t kibibytes = 0;
    if (name == "VmHWM:" && status >> kibibytes) return kibibytes * 1024;
  }
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<std::size_t>(usage.ru_maxrss) * 1024;
}

}  // namespace cli
