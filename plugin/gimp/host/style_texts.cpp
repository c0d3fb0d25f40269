#include "gimp/host/style_texts.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <sstream>

#include "base/error.h"
#include "base/translation.h"
#include "gimp/host/preset_values.h"

namespace gimp {
namespace {

constexpr char kMore[] = "more-styles", kWeights[] = "style-weights", kScales[] = "style-scales",
               kPlaces[] = "style-places", kKeep[] = "keep", kFreeze[] = "freeze", kConvert[] = "convert",
               kRgb[] = "rgb";
constexpr char kImage[] = "image:", kNowhere[] = "none";

std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts;
  std::istringstream stream(text);
  for (std::string part; std::getline(stream, part, separator);) parts.push_back(part);
  return parts;
}

std::string place_text(const ui::Place& place) {
  switch (place.kind) {
    case ui::Place::Kind::kSelection:
      return "selection";
    case ui::Place::Kind::kLayerMask:
      return "mask";
    case ui::Place::Kind::kDrawable:
      return std::to_string(place.id);
    case ui::Place::Kind::kEverywhere:
      break;
  }
  return kNowhere;
}

// Of what has one place, not one a style: empty as usual.
std::string own_place_text(const ui::Place& place) {
  return place.kind == ui::Place::Kind::kEverywhere ? "" : place_text(place);
}

ui::Place place_of(const char* name, const std::string& text) {
  if (text == kNowhere || text.empty()) return {};
  if (text == "selection") return {ui::Place::Kind::kSelection, -1};
  if (text == "mask") return {ui::Place::Kind::kLayerMask, -1};
  char* end = nullptr;
  const long number = std::strtol(text.c_str(), &end, 10);
  if (*end != '\0' || number < 1 || number > G_MAXINT) {
    throw base::Error(
        base::format(_("%s must be none, selection, mask, or the number of a channel, a mask or "
                       "a layer, not \"%s\""),
                     name, text.c_str()));
  }
  return {ui::Place::Kind::kDrawable, static_cast<int>(number)};
}

std::string source_text(const StyleSource& source, bool with_open_images) {
  if (!source.file.empty()) return take_text(g_filename_to_uri(source.file.c_str(), nullptr, nullptr));
  if (!source.image || !with_open_images) return {};
  const Allocated<gchar> title(g_uri_escape_string(image_title(source.image).c_str(), nullptr, FALSE));
  return kImage + std::to_string(number_of(source.image)) + "/" + title.get();
}

// Nothing where the image has gone, or its number is another's now.
StyleSource open_image(const std::string& text) {
  StyleSource source;
  const std::size_t slash = text.find('/');
  const ImageRef image = image_of_number(std::atoi(text.c_str()));
  if (slash == std::string::npos || !image || !gimp_image_is_valid(image)) return source;
  if (take_text(g_uri_unescape_string(text.c_str() + slash + 1, nullptr)) == image_title(image)) {
    source.image = image;
  }
  return source;
}

StyleSource source_of(const std::string& text) {
  StyleSource source;
  if (text.rfind(kImage, 0) == 0) return open_image(text.substr(sizeof kImage - 1));
  source.file =
      text.rfind("file:", 0) == 0 ? take_text(g_filename_from_uri(text.c_str(), nullptr, nullptr)) : text;
  if (source.file.empty()) {
    throw base::Error(
        base::format(_("more-styles names \"%s\", which is no file on this computer"), text.c_str()));
  }
  return source;
}

std::string more_text(const Values& values, bool with_open_images) {
  std::string text;
  for (std::size_t i = 1; i < values.styles.size(); ++i) {
    text += (i > 1 ? "|" : "") + source_text(values.styles[i].source, with_open_images);
  }
  return text;
}

void set_more(Values& values, const std::string& text) {
  values.first();
  values.styles.resize(1);
  for (const std::string& part : split(text, '|')) {
    const StyleSource source = source_of(part);
    if (!source.empty()) values.styles.emplace_back().source = source;
  }
}

void set_numbers(Values& values, const char* name, const std::string& text, double StyleValue::*member) {
  if (text.empty()) return;
  const std::vector<std::string> parts = split(text, ',');
  if (parts.size() != values.styles.size()) {
    throw base::Error(base::format(_("%s must have one number for each style, of which there are %d, not %d"),
                                   name, static_cast<int>(values.styles.size()),
                                   static_cast<int>(parts.size())));
  }
  for (std::size_t i = 0; i < parts.size(); ++i) {
    gchar* end = nullptr;
    const double number = g_ascii_strtod(parts[i].c_str(), &end);
    if (parts[i].empty() || *end != '\0') {
      throw base::Error(base::format(_("%s must be numbers as 0.7,0.3, not \"%s\""), name, text.c_str()));
    }
    values.styles[i].*member = number;
  }
}

void set_places(Values& values, const std::string& text) {
  const std::vector<std::string> parts = split(text, ',');
  if (parts.size() > values.styles.size()) {
    throw base::Error(base::format(_("%s must have at most one place for each style, of which there are %d, "
                                     "not %d"),
                                   kPlaces, static_cast<int>(values.styles.size()),
                                   static_cast<int>(parts.size())));
  }
  for (std::size_t i = 0; i < parts.size(); ++i) values.styles[i].place = place_of(kPlaces, parts[i]);
}

void set_conversion(Values& values, const std::string& text) {
  if (!text.empty() && text != kNowhere && text != kRgb) {
    throw base::Error(base::format(_("%s must be rgb or none, not \"%s\""), kConvert, text.c_str()));
  }
  values.to_rgb = text == kRgb;
}

std::string number_text(double number) {
  gchar buffer[G_ASCII_DTOSTR_BUF_SIZE];
  return g_ascii_formatd(buffer, sizeof buffer, "%.6g", number);
}

// One word a style, with commas; empty where all are `usual`.
template <class Word>
std::string words(const Values& values, const std::string& usual, const Word& word) {
  std::string text;
  bool any = false;
  for (const StyleValue& style : values.styles) {
    const std::string of_style = word(style);
    any |= of_style != usual;
    text += (text.empty() ? "" : ",") + of_style;
  }
  return any ? text : "";
}

}  // namespace

const std::vector<StyleText>& style_texts() {
  static const std::vector<StyleText> texts = {
      {kMore, N_("More styles"),
       N_("The second style picture and those after it: files on this computer, separated by |"), true,
       more_text, set_more},
      {kWeights, N_("Style weights"), N_("The styles' shares as 0.7,0.3; \"\": all the same"), true,
       [](const Values& values, bool) {
         return words(values, "1", [](const StyleValue& style) { return number_text(style.weight); });
       },
       [](Values& values, const std::string& text) {
         set_numbers(values, kWeights, text, &StyleValue::weight);
       }},
      {kScales, N_("Style sizes"), N_("The styles' sizes as 1,0.5; \"\": all as large"), true,
       [](const Values& values, bool) {
         return words(values, "1", [](const StyleValue& style) { return number_text(style.scale); });
       },
       [](Values& values, const std::string& text) {
         set_numbers(values, kScales, text, &StyleValue::scale);
       }},
      {kPlaces, N_("Places of the styles"),
       N_("Where each style paints: none, selection, mask, or the number of a channel, a mask or a layer, "
          "with commas between; styles without a place share what is left"),
       false,
       [](const Values& values, bool) {
         return words(values, kNowhere, [](const StyleValue& style) { return place_text(style.place); });
       },
       set_places},
      {kKeep, N_("Keep firmly"),
       N_("What is kept four times as firmly as the rest: none, selection, mask, or the number of a channel, "
          "a mask or a layer"),
       false, [](const Values& values, bool) { return own_place_text(values.keep); },
       [](Values& values, const std::string& text) { values.keep = place_of(kKeep, text); }},
      {kFreeze, N_("Freeze"),
       N_("What stays as it is, and is met by what is painted: none, selection, mask, or the number of a "
          "channel, a mask or a layer"),
       false, [](const Values& values, bool) { return own_place_text(values.freeze); },
       [](Values& values, const std::string& text) { values.freeze = place_of(kFreeze, text); }},
      {kConvert, N_("Convert"),
       N_("rgb: an image with indexed colours is converted to RGB, in the same step of undo; \"\": it is "
          "refused"),
       false, [](const Values& values, bool) { return std::string(values.to_rgb ? kRgb : ""); },
       set_conversion},
  };
  return texts;
}

void set_options(Values& values, const core::Assignments& options) {
  std::map<std::string, std::string> taken;
  core::Assignments parameters;
  for (const auto& [name, value] : options) {
    const auto is_called = [&name = name](const StyleText& text) { return name == text.name; };
    if (name == kPreset || std::any_of(style_texts().begin(), style_texts().end(), is_called)) {
      taken[name] = value;
    } else {
      parameters.emplace_back(name, value);
    }
  }
  take_preset(values, taken[kPreset]);
  for (const StyleText& text : style_texts()) {
    if (taken.count(text.name) > 0) text.set(values, taken[text.name]);
  }
  for (const auto& [name, value] : parameters) core::set_parameter(values.parameters, name, value);
}

}  // namespace gimp
