// Sizes to paint at, in words.
#pragma once

#include <string>
#include <vector>

#include "core/resample.h"

namespace ui {

// Values of the parameter `size`, small to large; the last is 0, the layer's own. None is larger than that.
std::vector<int> offered_sizes(core::Size layer);

// "Quick look (512 px)", "Full size (3000 × 2000 px)"; of an offered one.
std::string size_name(int size, core::Size layer);

// "Quick look (512 px), about 20 s". `seconds`: negative while unknown.
std::string size_text(int size, core::Size layer, double seconds);

}  // namespace ui
