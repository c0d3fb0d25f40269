// What a FilmPainter remembers between two frames. Pictures are kept with 16 bits a value, so that what was
// saved and loaded is what would have gone on.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "core/film_painter.h"
#include "core/image.h"

namespace core {

struct FilmState::Memory {
  int shot = 0;
  // All of the working size, opaque.
  std::shared_ptr<const Image> model = nullptr;  // the shot's first content
  Image content = {};                            // the last one
  Image painting = {};                           // what was painted of it
};

// With 16 bits a value: what save() keeps of it.
Image rounded(Image picture);

}  // namespace core
