// What layers are called, for people.
#pragma once

#include <string>

namespace gimp {

// A layer to paint: "“Background” of photo.xcf", or "“photo.png”" where it is called as its image.
std::string content_name(const std::string& layer, const std::string& image_title);

// A new layer's name: "Style: starry-night.png".
std::string result_name(const std::string& style_name);

}  // namespace gimp
