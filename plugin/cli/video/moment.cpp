#include "cli/video/moment.h"

#include <cmath>
#include <cstdlib>

#include "base/error.h"

namespace cli {
namespace {

constexpr double kMostSeconds = 1e7;
constexpr double kMostFrames = 1e9;

}  // namespace

Moment parse_moment(const std::string& option, const std::string& text) {
  const base::Error wrong(
      "--" + option + " must be seconds as 12.5, a time as 1:02.5, or a frame as 120f, not \"" + text + "\"");
  double value = 0;
  int parts = 0;
  const char* at = text.c_str();
  for (;; ++at, ++parts) {
    if (*at < '0' || *at > '9') throw wrong;
    char* end = nullptr;
    const double part = std::strtod(at, &end);
    if (parts > 0 && part >= 60) throw wrong;
    value = value * 60 + part;
    if (value > kMostSeconds && *end != 'f') throw wrong;
    at = end;
    if (*at != ':') break;
    if (parts == 2 || part != std::floor(part)) throw wrong;
  }
  if (*at == 'f' && at[1] == '\0' && parts == 0 && value >= 1 && value <= kMostFrames &&
      value == std::floor(value)) {
    return static_cast<std::int64_t>(value);
  }
  if (*at != '\0') throw wrong;
  return value;
}

}  // namespace cli
