// The paintings that come with the program: all of them in the public domain.
#pragma once

#include <string>
#include <vector>

namespace ui {

struct SampleStyle {
  std::string file;
  std::string name;  // "The Starry Night, Vincent van Gogh", in the user's language
};

// Those whose files are installed.
std::vector<SampleStyle> sample_styles();

}  // namespace ui
