// What a painting was made of, kept on its layer as a parasite that is saved with the image. Main thread only.
#pragma once

#include <string>

#include "gimp/host/content_layer.h"
#include "gimp/host/values.h"

namespace gimp {

// As core::Recipe's text. Files stand by name and SHA-256, open images by name.
std::string recipe_of(const Values& values, const ContentLayer& content);

void attach_recipe(DrawableRef layer, const std::string& recipe);

}  // namespace gimp
