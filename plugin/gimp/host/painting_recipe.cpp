#include "gimp/host/painting_recipe.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "base/error.h"
#include "base/sha256.h"
#include "base/translation.h"
#include "core/recipe_file.h"
#include "gimp/host/place_marks.h"
#include "gimp/picture_file.h"
#include "ui/style_files.h"

namespace gimp {
namespace {

namespace fs = std::filesystem;

constexpr char kRecipe[] = "style-transfer-recipe";
constexpr char kContent[] = "style-transfer-content";  // the layer's tattoo, in decimal
constexpr char kPlaces[] = "style-transfer-places";

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

void attach(DrawableRef layer, const char* name, const std::string& text) {
  GimpParasite* const parasite =
      gimp_parasite_new(name, GIMP_PARASITE_PERSISTENT, static_cast<guint32>(text.size() + 1), text.c_str());
  gimp_item_attach_parasite(layer, parasite);
  gimp_parasite_free(parasite);
}

std::optional<ContentLayer> content_of(const ContentLayer& painting) {
  const unsigned long tattoo = std::strtoul(parasite_text(painting.layer, kContent).c_str(), nullptr, 10);
  if (tattoo == 0) return std::nullopt;
  const DrawableRef layer = gimp_image_get_layer_by_tattoo(painting.image, static_cast<guint>(tattoo));
  if (!layer || number_of(layer) == number_of(painting.layer)) return std::nullopt;
  return find_content(painting.image, layer);
}

// A file of that name and content among those that the user has used, the samples, or beside the image.
std::string find_style(const core::RecipeFile& wanted, ImageRef image) {
  std::vector<std::string> candidates = ui::known_style_files();
  const std::string saved = saved_path(image);
  if (!saved.empty()) candidates.push_back((fs::path(saved).parent_path() / wanted.name).string());
  return core::find_file(wanted, candidates).path;
}

}  // namespace

PaintingRecipe recipe_of(const Values& values, const ContentLayer& content) {
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
  return {core::recipe_text(recipe), place_marks(values)};
}

void attach_recipe(DrawableRef painting, const PaintingRecipe& recipe, const ContentLayer& content) {
  attach(painting, kRecipe, recipe.text);
  if (!recipe.places.empty()) attach(painting, kPlaces, recipe.places);
  attach(painting, kContent, std::to_string(gimp_item_get_tattoo(content.layer)));
}

std::optional<Painting> painting_on(const ContentLayer& layer) {
  const std::string text = parasite_text(layer.layer, kRecipe);
  if (text.empty()) return std::nullopt;
  try {
    const std::optional<ContentLayer> content = content_of(layer);
    if (!content) return std::nullopt;
    return Painting{layer.layer, *content, core::read_recipe(text, layer.name)};
  } catch (const base::Error&) {
    return std::nullopt;  // no recipe of ours, or its layer can no longer be painted
  }
}

PaintingValues values_of(const Painting& painting) {
  PaintingValues found;
  found.values.parameters = painting.recipe.parameters;
  for (const core::RecipeStyle& style : painting.recipe.styles) {
    StyleValue& value = found.values.styles.emplace_back();
    value.source.file = find_style(style.picture, painting.content.image);
    value.weight = style.weight;
    value.scale = style.scale;
    if (!value.source.file.empty()) continue;
    found.notes.push_back(base::format(
        _("the style “%s” of this painting is not found (SHA-256 %s); choose it again"),
        style.picture.name.c_str(), style.picture.sha256.empty() ? "?" : style.picture.sha256.c_str()));
  }
  const std::string places = parasite_text(painting.layer, kPlaces);
  for (std::string& note : set_place_marks(found.values, places, painting.content)) {
    found.notes.push_back(std::move(note));
  }
  return found;
}

}  // namespace gimp
