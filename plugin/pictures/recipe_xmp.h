// The recipe inside a picture's XMP packet (ISO 16684-1): one property, st:recipe, of a description of its own.
#pragma once

#include <string>

#include "pictures/picture.h"

namespace pictures {

// The packet with that recipe and no other; an empty packet becomes a new one.
Bytes with_recipe(const Bytes& xmp, const std::string& recipe);

// The recipe's text, out of a packet or a whole file with one; empty where there is none.
std::string recipe_in(const Bytes& bytes);

}  // namespace pictures
