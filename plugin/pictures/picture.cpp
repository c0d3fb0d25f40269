#include "pictures/picture.h"

#include <cstring>

namespace pictures {

bool Profile::is_rgb() const {
  // ICC.1:2010, table 17: the colour space's signature stands at byte 16 of the header.
  constexpr std::size_t kColourSpace = 16;
  return bytes.size() >= kColourSpace + 4 && std::memcmp(bytes.data() + kColourSpace, "RGB ", 4) == 0;
}

}  // namespace pictures
