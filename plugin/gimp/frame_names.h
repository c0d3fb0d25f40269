// What the names of an animation's layers say, as GIMP's player and its exports read them: "Frame 3 (40ms)
// (replace)".
#pragma once

#include <optional>
#include <string>

namespace gimp {

struct FrameTags {
  std::optional<int> milliseconds;  // how long it is shown
  bool replaces = false;  // "(replace)"; else it is drawn over the frame before, as "(combine)" says
};

// Of the layer's name. Letters of any case; the last tag of a kind counts.
FrameTags frame_tags(const std::string& layer_name);

// Of a new layer, which is a whole frame. `number`: from 1.
std::string frame_name(int number, std::optional<int> milliseconds);

}  // namespace gimp
