// The one place where libpng's errors, which arrive by longjmp, become base::Error.
//
// Calls into libpng stand in the lambda given to run(). A longjmp skips the lambda's frame, so nothing with a
// destructor may live in it: buffers belong to the caller.
#pragma once

#include <png.h>

#include <csetjmp>
#include <cstdio>
#include <string>
#include <utility>

#include "base/error.h"

namespace pictures {

class PngGuard {
 public:
  // `prefix`: the beginning of the sentence, such as "x.png cannot be read: ".
  explicit PngGuard(std::string prefix) : prefix_(std::move(prefix)) {}

  template <class Calls>
  void run(png_structp png, const Calls& calls) {
    if (setjmp(png_jmpbuf(png)) != 0) fail();
    calls();
  }

  // For png_create_*_struct, with the guard as error pointer.
  static void on_error(png_structp png, png_const_charp message) {
    auto* guard = static_cast<PngGuard*>(png_get_error_ptr(png));
    std::snprintf(guard->message_, sizeof guard->message_, "%s", message);
    png_longjmp(png, 1);
  }
  // Warnings are about chunks that do not matter for the pixels.
  static void on_warning(png_structp, png_const_charp) {}

 private:
  [[noreturn]] void fail() const { throw base::Error(prefix_ + message_); }

  std::string prefix_;
  char message_[256] = "";
};

}  // namespace pictures
