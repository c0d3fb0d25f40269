// What a painting was made of, kept on its layer as parasites that are saved with the image, and found again.
// Main thread only.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/recipe.h"
#include "gimp/host/content_layer.h"
#include "gimp/host/values.h"

namespace gimp {

struct PaintingRecipe {
  std::string text;    // core::Recipe's; files stand by name and SHA-256, open images by name
  std::string places;  // see place_marks.h
};
PaintingRecipe recipe_of(const Values& values, const ContentLayer& content);

// With the layer that was painted.
void attach_recipe(DrawableRef painting, const PaintingRecipe& recipe, const ContentLayer& content);

struct Painting {
  DrawableRef layer;
  ContentLayer content;  // what it was made of
  core::Recipe recipe;
};

// None where the layer was not painted by this plug-in, or what it was made of has gone.
std::optional<Painting> painting_on(const ContentLayer& layer);

struct PaintingValues {
  Values values;
  std::vector<std::string> notes;  // sentences: style files and places that are not found any more
};
// Parasites come with images from anywhere: what they say is checked, and a style is only taken from the recent
// ones, the samples and the image's folder, where it is looked for by its sum.
PaintingValues values_of(const Painting& painting);

}  // namespace gimp
