#include "picture_check.h"

#include "require.h"

namespace fuzz {

void check_picture(const pictures::Picture& picture) {
  const core::Image& image = picture.image;
  require(image.width() > 0 && image.height() > 0, "no pixels");
  require(picture.bit_depth == 8 || picture.bit_depth == 16, "wrong depth");
  require(image.rgb().size() == 3 * image.pixels(), "wrong number of colours");
  require(!image.has_alpha() || image.alpha().size() == image.pixels(), "wrong number of alpha values");
  for (const float value : image.rgb()) require(value >= 0 && value <= 1, "colour out of range");
  for (const float value : image.alpha()) require(value >= 0 && value <= 1, "alpha out of range");
}

}  // namespace fuzz
