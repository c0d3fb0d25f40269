#include "core/free_memory.h"

#include <fstream>
#include <limits>
#include <string>

namespace core {

std::size_t free_memory() {
  std::ifstream file("/proc/meminfo");
  std::string name;
  std::size_t kibibytes = 0;
  for (std::string line; file >> name >> kibibytes; std::getline(file, line)) {
    if (name == "MemAvailable:") return kibibytes * 1024;
  }
  return std::numeric_limits<std::size_t>::max();
}

}  // namespace core
