#include <cstdarg>
#include <cstdio>

#include "base/translation.h"

namespace base {

std::string format(const char* text, ...) {
  va_list values;
  va_start(values, text);
  va_list again;
  va_copy(again, values);
  const int length = std::vsnprintf(nullptr, 0, text, values);
  va_end(values);
  std::string result(length > 0 ? static_cast<std::size_t>(length) : 0, '\0');
  std::vsnprintf(result.data(), result.size() + 1, text, again);
  va_end(again);
  return result;
}

}  // namespace base
