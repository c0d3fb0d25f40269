// What must hold for every picture that was read, whatever the bytes.
#pragma once

#include "pictures/picture.h"

namespace fuzz {

// Aborts unless its sizes, depth and values hold together.
void check_picture(const pictures::Picture& picture);

}  // namespace fuzz
