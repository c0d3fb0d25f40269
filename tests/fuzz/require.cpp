#include "require.h"

#include <cstdio>
#include <cstdlib>

namespace fuzz {

void require(bool condition, const char* what) {
  if (condition) return;
  std::fprintf(stderr, "fuzzer: %s\n", what);
  std::abort();
}

void require_sentence(const base::Error& error, const std::string& begin, std::size_t most) {
  const std::string message = error.what();
  require(message.rfind(begin, 0) == 0, "message without the file's name");
  require(message.find('\n') == std::string::npos && message.size() < most, "message is no sentence");
}

}  // namespace fuzz
