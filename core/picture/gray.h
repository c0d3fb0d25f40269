// Gray pictures: a gray photograph painted in a gray style is gray. The network sees colours in them that
// nobody else does, as its first filters do not answer the three channels alike.
#pragma once

#include "core/image.h"

namespace core {

// Whether the channels of every pixel differ by no more than what saving to 8 bits leaves.
bool is_gray(const Image& image);

// Brings the three planes of `pixels` values each to their mean: a gray picture, or a gradient that keeps one
// gray.
void make_gray(float* rgb, std::size_t pixels);

}  // namespace core
