#include "core/image.h"

namespace core {

Image::Image(int width, int height, bool has_alpha)
    : width_(width), height_(height), rgb_(3 * pixels(), 0.0f), alpha_(has_alpha ? pixels() : 0, 1.0f) {}

}  // namespace core
