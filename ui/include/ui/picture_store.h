// Pictures one after the other, the frames of an animation, kept on disk with 16 bits a value: in a file
// without a name, which goes with the process, however that ends.
//
// Any thread, one at a time.
#pragma once

#include <cstdint>
#include <cstdio>
#include <memory>
#include <vector>

#include "core/image.h"

namespace ui {

class PictureStore {
 public:
  // Throws base::Error where no file can be made.
  PictureStore();

  int count() const { return static_cast<int>(places_.size()); }
  // Of any size. Throws base::Error where the disk is full; then it is as it was.
  void add(const core::Image& picture);
  // 0 … count() − 1.
  core::Image read(int number) const;

 private:
  struct Place {
    std::int64_t offset = 0;
    int width = 0;
    int height = 0;
    bool has_alpha = false;
  };
  struct Closer {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };

  std::unique_ptr<std::FILE, Closer> file_;
  std::vector<Place> places_;
  std::int64_t end_ = 0;
};

}  // namespace ui
