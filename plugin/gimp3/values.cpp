#include "values.h"

#include <cstring>
#include <string>

#include "base/error.h"
#include "base/translation.h"
#include "gimp/host/animation/animation_texts.h"
#include "gimp/host/preset_values.h"
#include "gimp/host/style_texts.h"
#include "gimp/refusals.h"

namespace gimp3 {
namespace {

using gimp::FileHandle;
using gimp::take_text;

constexpr char kStyleFile[] = "style-file";
constexpr char kStyleDrawable[] = "style-drawable";
constexpr char kStyleImage[] = "style-image";
constexpr char kStyleTitle[] = "style-image-title";

std::string blurb_of(const core::ParameterRow& row) {
  const char* const blurb = _(row.blurb);
  // Translators: what an argument of a script is, and its unit, "px" or "MiB".
  if (*row.unit) return base::format(_("%s, in %s"), blurb, row.unit);
  if (row.choices.empty()) return blurb;
  std::string choices;
  for (const char* choice : row.choices) choices += std::string(choices.empty() ? "" : ", ") + choice;
  // Translators: what an argument of a script is, and the words that it may be, "adam, lbfgs".
  return base::format(_("%s (one of %s)"), blurb, choices.c_str());
}

// Choices are texts here, too: of a GimpChoice, GIMP replaces an unknown value by the usual one without
// asking, while a text arrives and is refused in words.
void add_argument(GimpProcedure* procedure, const core::ParameterRow& row) {
  const core::Parameters usual;
  const std::string blurb = blurb_of(row);
  if (const auto* whole = std::get_if<int core::Parameters::*>(&row.member)) {
    gimp_procedure_add_int_argument(procedure, row.name, _(row.title), blurb.c_str(),
                                    static_cast<int>(row.least), static_cast<int>(row.greatest),
                                    usual.**whole, G_PARAM_READWRITE);
  } else if (const auto* real = std::get_if<double core::Parameters::*>(&row.member)) {
    gimp_procedure_add_double_argument(procedure, row.name, _(row.title), blurb.c_str(), row.least,
                                       row.greatest, usual.**real, G_PARAM_READWRITE);
  } else {
    gimp_procedure_add_string_argument(procedure, row.name, _(row.title), blurb.c_str(),
                                       core::parameter_text(usual, row).c_str(), G_PARAM_READWRITE);
  }
}

void read_row(GimpProcedureConfig* config, const core::ParameterRow& row, core::Parameters& parameters) {
  if (const auto* whole = std::get_if<int core::Parameters::*>(&row.member)) {
    g_object_get(config, row.name, &(parameters.**whole), nullptr);
  } else if (const auto* real = std::get_if<double core::Parameters::*>(&row.member)) {
    g_object_get(config, row.name, &(parameters.**real), nullptr);
  } else {
    gchar* text = nullptr;
    g_object_get(config, row.name, &text, nullptr);
    core::set_parameter(parameters, row.name, take_text(text));
  }
}

void store_row(const core::Parameters& parameters, const core::ParameterRow& row,
               GimpProcedureConfig* config) {
  if (const auto* whole = std::get_if<int core::Parameters::*>(&row.member)) {
    g_object_set(config, row.name, parameters.**whole, nullptr);
  } else if (const auto* real = std::get_if<double core::Parameters::*>(&row.member)) {
    g_object_set(config, row.name, parameters.**real, nullptr);
  } else {
    g_object_set(config, row.name, core::parameter_text(parameters, row).c_str(), nullptr);
  }
}

std::string text_argument(GimpProcedureConfig* config, const char* name) {
  gchar* text = nullptr;
  g_object_get(config, name, &text, nullptr);
  return take_text(text);
}

// Throws base::Error for a file that is not on this machine's disks.
std::string style_file(GimpProcedureConfig* config) {
  GFile* file = nullptr;
  g_object_get(config, kStyleFile, &file, nullptr);
  const FileHandle owner(file);
  if (!file || take_text(g_file_get_uri(file)).empty()) return {};  // Script-Fu's "" is such a file
  if (const char* path = g_file_peek_path(file)) {
    // GIMP 3.2 keeps /a.png as file:////a.png, which comes back as //a.png: another file to the dialog's
    // list.
    return *path == '/' ? path + std::strspn(path, "/") - 1 : path;
  }
  throw base::Error(base::format(_("the style picture %s is not a file on this computer; save it first"),
                                 take_text(g_file_get_parse_name(file)).c_str()));
}

GimpDrawable* style_drawable(GimpProcedureConfig* config) {
  GimpDrawable* drawable = nullptr;
  g_object_get(config, kStyleDrawable, &drawable, nullptr);
  if (drawable) g_object_unref(drawable);  // libgimp holds it, too
  return drawable;
}

// Numbers begin anew in each session, hence the title.
GimpImage* style_image(GimpProcedureConfig* config) {
  gint id = -1;
  gchar* title = nullptr;
  g_object_get(config, kStyleImage, &id, kStyleTitle, &title, nullptr);
  const std::string wanted = take_text(title);
  GimpImage* const image = gimp_image_id_is_valid(id) ? gimp_image_get_by_id(id) : nullptr;
  return image && gimp::image_title(image) == wanted ? image : nullptr;
}

bool has_temporal_weight(GimpProcedureConfig* config) {
  return g_object_class_find_property(G_OBJECT_GET_CLASS(config), gimp::kTemporalWeight) != nullptr;
}

void read_temporal_weight(GimpProcedureConfig* config, gimp::Values& values) {
  if (!has_temporal_weight(config)) return;
  g_object_get(config, gimp::kTemporalWeight, &values.temporal_weight, nullptr);
}

}  // namespace

void add_arguments(GimpProcedure* procedure, bool is_animation) {
  gimp_procedure_add_file_argument(procedure, kStyleFile, _("Style file"), _("The style picture's file"),
                                   // GIMP refuses a missing file for ACTION_OPEN, without naming it.
                                   GIMP_FILE_CHOOSER_ACTION_ANY, TRUE, nullptr, G_PARAM_READWRITE);
  gimp_procedure_add_drawable_argument(
      procedure, kStyleDrawable, _("Style drawable"),
      _("The style picture as a drawable of an open image, instead of a file"), TRUE, G_PARAM_READWRITE);
  for (const gimp::StyleText& text : gimp::style_texts()) {
    gimp_procedure_add_string_argument(procedure, text.name, _(text.title), _(text.blurb), "",
                                       G_PARAM_READWRITE);
  }
  gimp_procedure_add_string_argument(procedure, gimp::kPreset, _("Preset"), _(gimp::kPresetBlurb), "",
                                     G_PARAM_READWRITE);
  for (const core::ParameterRow& row : core::parameter_table()) add_argument(procedure, row);
  if (is_animation) {
    gimp_procedure_add_double_argument(procedure, gimp::kTemporalWeight, _("Temporal weight"),
                                       _(gimp::kTemporalWeightBlurb), 0, gimp::kGreatestTemporalWeight,
                                       gimp::Values().temporal_weight, G_PARAM_READWRITE);
  }
  gimp_procedure_add_int_aux_argument(procedure, kStyleImage, "Style image",
                                      "The open image that was the style", -1, G_MAXINT, -1,
                                      G_PARAM_READWRITE);
  gimp_procedure_add_string_aux_argument(procedure, kStyleTitle, "Style image's title",
                                         "The title of the image that was the style", "", G_PARAM_READWRITE);
}

gimp::Values values_of_call(GimpProcedureConfig* config) {
  gimp::Values values;
  gimp::StyleSource& style = values.first();
  style.file = style_file(config);
  style.drawable = style_drawable(config);
  if (!style.file.empty() && style.drawable) throw gimp::two_styles_given();
  if (style.empty()) values.styles.clear();  // a preset may have some
  for (const core::ParameterRow& row : core::parameter_table()) read_row(config, row, values.parameters);
  core::check_parameters(values.parameters);
  read_temporal_weight(config, values);
  gimp::take_preset(values, text_argument(config, gimp::kPreset));
  if (!values.has_style()) throw gimp::no_style_given();
  for (const gimp::StyleText& text : gimp::style_texts()) {
    const std::string given = text_argument(config, text.name);
    if (!given.empty()) text.set(values, given);
  }
  return values;
}

gimp::Values values_of_last_run(GimpProcedureConfig* config) {
  gimp::Values values;
  try {
    values.first().file = style_file(config);
  } catch (const base::Error&) {
    // Only a script can have set that; the dialog then begins without a style.
  }
  if (!values.has_style()) values.first().image = style_image(config);
  for (const core::ParameterRow& row : core::parameter_table()) {
    try {
      read_row(config, row, values.parameters);
    } catch (const base::Error&) {
      // Written by another version, whose choices were others: the default stays.
    }
  }
  read_temporal_weight(config, values);
  try {
    gimp::take_preset(values, text_argument(config, gimp::kPreset));
  } catch (const base::Error&) {
    // A script's, which has been renamed or deleted since.
  }
  for (const gimp::StyleText& text : gimp::style_texts()) {
    try {
      if (const std::string given = text_argument(config, text.name); !given.empty()) text.set(values, given);
    } catch (const base::Error&) {
      // Of styles that are no longer there: the usual stays.
    }
  }
  return values;
}

void store(const gimp::Values& values, GimpProcedureConfig* config) {
  const gimp::StyleSource style = values.has_style() ? values.styles.front().source : gimp::StyleSource();
  const FileHandle file(style.file.empty() ? nullptr : g_file_new_for_path(style.file.c_str()));
  g_object_set(config, kStyleFile, file.get(), kStyleDrawable, static_cast<GimpDrawable*>(style.drawable),
               kStyleImage, style.image ? gimp_image_get_id(style.image) : -1, kStyleTitle,
               style.image ? gimp::image_title(style.image).c_str() : "", nullptr);
  for (const gimp::StyleText& text : gimp::style_texts()) {
    g_object_set(config, text.name, text.text(values, true).c_str(), nullptr);
  }
  g_object_set(config, gimp::kPreset, "", nullptr);  // its values are those of the rows
  for (const core::ParameterRow& row : core::parameter_table()) store_row(values.parameters, row, config);
  if (has_temporal_weight(config))
    g_object_set(config, gimp::kTemporalWeight, values.temporal_weight, nullptr);
}

}  // namespace gimp3
