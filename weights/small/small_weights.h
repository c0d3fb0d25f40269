// The weights "small": a VGG-19 of half width, trained by the project and built into the program, so that
// good pictures need no file. README.md beside this tells of their training, their pictures and their
// licence.
#pragma once

#include <string_view>

namespace weights {

inline constexpr char kSmall[] = "small";

// The bytes of small.safetensors.
std::string_view small_weights_file();

}  // namespace weights
