// Puts a result into the image: a new layer above the one that was painted. Main thread only.
#pragma once

#include <string>
#include <vector>

#include "core/image.h"
#include "gimp/host/content_layer.h"
#include "gimp/host/painting_recipe.h"

namespace gimp {

// `picture`, at any size, is brought to the layer's size. `alpha` and `mask` are full size, one value a
// pixel, or empty. The layer keeps `recipe` (painting_recipe.h), and takes the place of `replaced`, if that
// is one and still there. An indexed image becomes RGB. One undo step. Returns the new layer. Throws
// base::Error when the image or layer has gone; then nothing has changed.
DrawableRef add_result(const ContentLayer& content, const std::vector<float>& alpha,
                       const std::vector<float>& mask, const core::Image& picture,
                       const std::string& layer_name, const PaintingRecipe& recipe,
                       DrawableRef replaced = {});

}  // namespace gimp
