#include "gimp/host/painting_recipe.h"

#include "base/error.h"
#include "base/sha256.h"
#include "core/recipe.h"
#include "gimp/picture_file.h"

namespace gimp {
namespace {

constexpr char kParasite[] = "style-transfer-recipe";

core::RecipeFile file_of(const StyleSource& source) {
  core::RecipeFile file{style_name(source), ""};
  if (source.file.empty()) return file;
  try {
    file.sha256 = base::sha256_of_file(local_path(source.file));
  } catch (const base::Error&) {
    // It has gone since it was read; its name is still worth knowing.
  }
  return file;
}

}  // namespace

std::string recipe_of(const Values& values, const ContentLayer& content) {
  core::Recipe recipe;
  recipe.program = STYLE_TRANSFER_VERSION;
  recipe.parameters = values.parameters;
  recipe.content.name = content.name;
  for (const StyleValue& style : values.styles) {
    if (style.source.empty()) continue;
    core::RecipeStyle& one = recipe.styles.emplace_back();
    one.picture = file_of(style.source);
    one.weight = style.weight;
    one.scale = style.scale;
  }
  return core::recipe_text(recipe);
}

void attach_recipe(DrawableRef layer, const std::string& recipe) {
  GimpParasite* const parasite = gimp_parasite_new(kParasite, GIMP_PARASITE_PERSISTENT,
                                                   static_cast<guint32>(recipe.size() + 1), recipe.c_str());
  gimp_item_attach_parasite(layer, parasite);
  gimp_parasite_free(parasite);
}

}  // namespace gimp
