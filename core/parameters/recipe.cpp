#include "core/recipe.h"

#include <cmath>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/translation.h"

namespace core {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kVersion = 1;
constexpr std::size_t kMostBytes = std::size_t{1} << 20;
constexpr std::size_t kMostStyles = 1000;

bool belongs(const ParameterRow& row) { return row.presets != ParameterRow::Presets::kNone; }

// Always named, as the default has changed; where it is not, the recipe is of the time when this was it.
constexpr char kWeights[] = "weights";
constexpr char kFirstDefaultWeights[] = "vgg16";

std::string name_alone(const std::string& path) { return path.substr(path.rfind('/') + 1); }

Json parameters_json(const Parameters& parameters) {
  Json json = Json::object();
  const Parameters defaults;
  for (const ParameterRow& row : parameter_table()) {
    const bool is_default = parameter_text(parameters, row) == parameter_text(defaults, row);
    if (!belongs(row) || (is_default && row.name != std::string_view(kWeights))) continue;
    std::visit(
        [&](auto member) {
          const auto& value = parameters.*member;
          if constexpr (std::is_same_v<std::decay_t<decltype(value)>, std::string>) {
            json[row.name] = name_alone(value);  // weights and start pictures may be files
          } else {
            json[row.name] = value;
          }
        },
        row.member);
  }
  return json;
}

void add_file(Json& json, const char* key, const RecipeFile& file) {
  if (file.name.empty()) return;
  json[key] = {{"file", name_alone(file.name)}};
  if (!file.sha256.empty()) json[key]["sha256"] = file.sha256;
}

// What a recipe says, each value checked where it is taken.
class Reader {
 public:
  explicit Reader(const std::string& source) : source_(source) {}

  [[noreturn]] void refuse(const std::string& why) const { throw base::Error(source_ + " " + why); }

  std::string text(const Json& json, const char* key) const {
    const auto found = json.find(key);
    if (found == json.end()) return "";
    if (!found->is_string()) refuse(base::format(_("is no recipe: its \"%s\" is no text"), key));
    return found->get<std::string>();
  }

  double positive(const Json& json, const char* key) const {
    const auto found = json.find(key);
    if (found == json.end()) return 1;
    if (!found->is_number() || !(found->get<double>() >= 0)) {
      refuse(base::format(_("is no recipe: its \"%s\" is no number of 0 or more"), key));
    }
    return found->get<double>();
  }

  RecipeFile file(const Json& json) const {
    if (!json.is_object()) refuse(_("is no recipe: a file of it is no object"));
    // A name with a folder could point anywhere.
    return {name_alone(text(json, "file")), text(json, "sha256")};
  }

  RecipeFile file(const Json& json, const char* key) const {
    const auto found = json.find(key);
    return found == json.end() ? RecipeFile{} : file(*found);
  }

  Parameters parameters(const Json& json) const {
    Parameters parameters;
    parameters.weights = kFirstDefaultWeights;
    const auto found = json.find("parameters");
    if (found == json.end()) return parameters;
    if (!found->is_object()) refuse(_("is no recipe: its \"parameters\" are no object"));
    for (const auto& [name, value] : found->items()) {
      const bool is_text = value.is_string();
      if (!is_text && !value.is_number()) {
        refuse(
            base::format(_("is no recipe: its parameter \"%s\" is neither number nor text"), name.c_str()));
      }
      try {
        if (!belongs(parameter_row(name))) continue;
        set_parameter(parameters, name, is_text ? value.get<std::string>() : value.dump());
      } catch (const base::Error& error) {
        refuse(base::format(_("has a recipe that cannot be followed: %s"), error.what()));
      }
    }
    return parameters;
  }

 private:
  const std::string& source_;
};

}  // namespace

std::string recipe_text(const Recipe& recipe) {
  Json json = {{"recipe", kVersion}, {"program", recipe.program}};
  json["parameters"] = parameters_json(recipe.parameters);
  add_file(json, "content", recipe.content);
  for (const RecipeStyle& style : recipe.styles) {
    Json& one = json["styles"].emplace_back();
    one["file"] = name_alone(style.picture.name);
    if (!style.picture.sha256.empty()) one["sha256"] = style.picture.sha256;
    one["weight"] = style.weight;
    one["scale"] = style.scale;
    add_file(one, "guide", style.guide);
    add_file(one, "style_guide", style.style_guide);
  }
  add_file(json, "keep", recipe.keep);
  add_file(json, "freeze", recipe.freeze);
  // A file's name may have bytes that are no UTF-8.
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Recipe read_recipe(const std::string& text, const std::string& source) {
  const Reader reader(source);
  if (text.size() > kMostBytes) reader.refuse(_("is no recipe: it has more than a megabyte"));
  const Json json = Json::parse(text, nullptr, false);
  if (!json.is_object()) reader.refuse(_("is no recipe: JSON that begins with { is needed"));
  const auto version = json.find("recipe");
  if (version == json.end() || !version->is_number_integer()) {
    reader.refuse(_("is no recipe: \"recipe\":1 is missing"));
  }
  if (*version != kVersion) {
    reader.refuse(base::format(_("is a recipe of version %s; this program knows version %d"),
                               version->dump().c_str(), kVersion));
  }
  Recipe recipe;
  recipe.program = reader.text(json, "program");
  recipe.parameters = reader.parameters(json);
  recipe.content = reader.file(json, "content");
  recipe.keep = reader.file(json, "keep");
  recipe.freeze = reader.file(json, "freeze");
  const auto styles = json.find("styles");
  if (styles == json.end()) return recipe;
  if (!styles->is_array() || styles->size() > kMostStyles) {
    reader.refuse(_("is no recipe: its \"styles\" are no list"));
  }
  for (const Json& style : *styles) {
    RecipeStyle& one = recipe.styles.emplace_back();
    one.picture = reader.file(style);
    one.weight = reader.positive(style, "weight");
    one.scale = reader.positive(style, "scale");
    one.guide = reader.file(style, "guide");
    one.style_guide = reader.file(style, "style_guide");
  }
  return recipe;
}

}  // namespace core
