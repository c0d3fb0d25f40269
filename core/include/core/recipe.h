// A painting's recipe: all that is needed to paint it again, as JSON.
//
//   {"recipe":1, "program":"0.1.0", "parameters":{"weights":"fast","size":1024},
//    "content":{"file":"photo.jpg","sha256":"…"},
//    "styles":[{"file":"waves.jpg","sha256":"…","weight":0.7,"scale":1,"guide":{…},"style_guide":{…}}],
//    "keep":{…},"freeze":{…}}
//
// Parameters that are at their defaults, but for the weights, and those of the machine (threads, memory) are
// left out, as are masks that were not given. Files stand by name, without folders: a recipe travels with its
// picture, and whoever gets it needs to know the file, not where it lay.
#pragma once

#include <string>
#include <vector>

#include "core/parameters.h"

namespace core {

// A file that a painting was made of.
struct RecipeFile {
  std::string name;    // empty: there is none
  std::string sha256;  // 64 lower-case digits; empty: not known
};

struct RecipeStyle {
  RecipeFile picture;
  double weight = 1;
  double scale = 1;
  RecipeFile guide;
  RecipeFile style_guide;
};

struct Recipe {
  Parameters parameters;
  RecipeFile content;
  std::vector<RecipeStyle> styles;
  RecipeFile keep;
  RecipeFile freeze;
  std::string program;  // its version
};

// On one line.
std::string recipe_text(const Recipe& recipe);

// Untrusted text. Throws base::Error, beginning with `source`, for what is no recipe, one of a newer version,
// or one with unknown or wrong values.
Recipe read_recipe(const std::string& text, const std::string& source);

}  // namespace core
