// libvips set up once a process, and its errors as ours.
#pragma once

#include <string>
#include <vector>

#include "base/error.h"

namespace pictures {

inline constexpr double kDotsInMetre = 1000;  // libvips counts in millimetres

// Before a picture is read or written. Throws base::Error where libvips cannot start.
void start_vips();

// While it exists, a kind of operation that libvips does not trust may be called. One at a time.
class Opened {
 public:
  // The names of libvips' classes; those that this libvips does not have are passed over.
  explicit Opened(std::vector<const char*> operations);
  ~Opened();
  Opened(const Opened&) = delete;
  Opened& operator=(const Opened&) = delete;

 private:
  std::vector<const char*> operations_;
};

// While it exists, what decoders print is not seen: of a damaged file, libjxl tells its whole call stack.
class SilentErrors {
 public:
  SilentErrors();
  ~SilentErrors();
  SilentErrors(const SilentErrors&) = delete;
  SilentErrors& operator=(const SilentErrors&) = delete;

 private:
  int standard_error_;  // negative: nothing was changed
};

// Calls into libvips stand in `calls`; what goes wrong becomes `prefix` and the first line that libvips says.
base::Error vips_failure(const std::string& prefix);

}  // namespace pictures
