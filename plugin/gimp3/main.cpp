// The plug-in's entry points. GIMP starts this program, asks it once what it offers (query), and starts it
// again for every call (run). No exception leaves run(): each becomes a status with a sentence for the user.
#include <gegl.h>
#include <libgimp/gimp.h>
#include <libgimp/gimpui.h>

#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/translation.h"
#include "gimp/host/animation/animation_host.h"
#include "gimp/host/animation/paint_animation.h"
#include "gimp/host/gimp_host.h"
#include "gimp/host/paint.h"
#include "gimp/procedure_text.h"
#include "gimp/refusals.h"
#include "ui/dialog.h"
#include "ui/error_sentence.h"
#include "ui/translations.h"
#include "values.h"

namespace gimp3 {
namespace {

gimp::Values values_to_repeat(GimpProcedureConfig* config) {
  gimp::Values values = values_of_last_run(config);
  if (!values.has_style()) throw gimp::no_earlier_run();
  return values;
}

// At least one layer. `drawables` ends with null.
std::vector<gimp::ContentLayer> contents_of(GimpImage* image, GimpDrawable* const* drawables,
                                            bool may_convert) {
  std::vector<gimp::ContentLayer> contents;
  for (; drawables && *drawables; ++drawables) {
    contents.push_back(gimp::find_content(image, *drawables, may_convert));
  }
  if (contents.empty()) throw gimp::no_layer();
  return contents;
}

void run_dialog(gimp::GimpHost& host, const char* procedure) {
  // GIMP's theme. Without a display gimp_ui_init() would end the program; run_dialog() says it in words.
  if (gtk_init_check(nullptr, nullptr)) gimp_ui_init(procedure);
  ui::run_dialog(host);
}

gimp::LastValues last_values_of(GimpProcedureConfig* config) {
  return {[config] { return values_of_last_run(config); },
          [config](const gimp::Values& values) { store(values, config); }};
}

// None: the user is to be asked.
std::optional<gimp::Values> given_values(GimpRunMode mode, GimpProcedureConfig* config) {
  if (mode == GIMP_RUN_NONINTERACTIVE) return values_of_call(config);
  if (mode == GIMP_RUN_WITH_LAST_VALS) return values_to_repeat(config);
  return std::nullopt;
}

// Returns the new layers; none if the user closed the dialog without one.
std::vector<gimp::DrawableRef> run_still(GimpRunMode mode, GimpImage* image, GimpDrawable** drawables,
                                         GimpProcedureConfig* config) {
  const std::optional<gimp::Values> values = given_values(mode, config);
  const std::vector<gimp::ContentLayer> contents = contents_of(image, drawables, !values || values->to_rgb);
  if (values) return gimp::paint(contents, *values);
  gimp::GimpHost host(contents, last_values_of(config));
  run_dialog(host, gimp::kProcedureName);
  return host.new_layers();
}

// Likewise of the new image.
gimp::ImageRef run_animation(GimpRunMode mode, GimpImage* image, GimpProcedureConfig* config) {
  const std::optional<gimp::Values> values = given_values(mode, config);
  gimp::ImageRef painted = nullptr;
  if (values) {
    painted = gimp::paint_animation(image, *values);
  } else {
    gimp::AnimationHost host(image, last_values_of(config));
    run_dialog(host, gimp::kAnimationName);
    painted = host.new_image();
  }
  if (painted && mode != GIMP_RUN_NONINTERACTIVE) gimp_display_new(painted);
  return painted;
}

// Null after the last, as GIMP wants it.
std::vector<GimpDrawable*> with_end(const std::vector<gimp::DrawableRef>& layers) {
  std::vector<GimpDrawable*> list(layers.begin(), layers.end());
  list.push_back(nullptr);
  return list;
}

GimpValueArray* failure(GimpProcedure* procedure, const std::string& message) {
  return gimp_procedure_new_return_values(
      procedure, GIMP_PDB_EXECUTION_ERROR,
      g_error_new_literal(g_quark_from_static_string("style-transfer"), 0, message.c_str()));
}

GimpValueArray* cancelled(GimpProcedure* procedure) {
  return gimp_procedure_new_return_values(procedure, GIMP_PDB_CANCEL, nullptr);
}

GimpValueArray* paint(GimpProcedure* procedure, GimpRunMode mode, GimpImage* image, GimpDrawable** drawables,
                      GimpProcedureConfig* config) {
  const std::vector<gimp::DrawableRef> layers = run_still(mode, image, drawables, config);
  if (layers.empty()) return cancelled(procedure);
  GimpValueArray* const values = gimp_procedure_new_return_values(procedure, GIMP_PDB_SUCCESS, nullptr);
  GIMP_VALUES_SET_LAYER(values, 1, static_cast<GimpLayer*>(layers.front()));
  GIMP_VALUES_SET_CORE_OBJECT_ARRAY(values, 2, with_end(layers).data());
  return values;
}

GimpValueArray* paint_animation(GimpProcedure* procedure, GimpRunMode mode, GimpImage* image,
                                GimpProcedureConfig* config) {
  const gimp::ImageRef painted = run_animation(mode, image, config);
  if (!painted) return cancelled(procedure);
  GimpValueArray* const values = gimp_procedure_new_return_values(procedure, GIMP_PDB_SUCCESS, nullptr);
  GIMP_VALUES_SET_IMAGE(values, 1, painted);
  return values;
}

bool is_animation(const gchar* name) { return g_strcmp0(name, gimp::kAnimationName) == 0; }

GimpValueArray* run(GimpProcedure* procedure, GimpRunMode mode, GimpImage* image, GimpDrawable** drawables,
                    GimpProcedureConfig* config, gpointer /*data*/) {
  try {
    ui::load_translations();
    gegl_init(nullptr, nullptr);
    GimpValueArray* const values = is_animation(gimp_procedure_get_name(procedure))
                                       ? paint_animation(procedure, mode, image, config)
                                       : paint(procedure, mode, image, drawables, config);
    gimp_displays_flush();
    return values;
  } catch (...) {
    return failure(procedure, ui::sentence_of_current_exception());
  }
}

void describe_still(GimpProcedure* procedure) {
  gimp_procedure_set_sensitivity_mask(procedure,
                                      GIMP_PROCEDURE_SENSITIVE_DRAWABLE | GIMP_PROCEDURE_SENSITIVE_DRAWABLES);
  gimp_procedure_set_menu_label(procedure, _(gimp::kMenuLabel));
  gimp_procedure_add_menu_path(procedure, gimp::kMenuPath);
  gimp_procedure_set_documentation(procedure, _(gimp::kProcedureBlurb), _(gimp::kProcedureHelp),
                                   gimp::kProcedureName);
  add_arguments(procedure, false);
  gimp_procedure_add_layer_return_value(procedure, "layer", _("Layer"),
                                        _("The new layer, the first of several"), FALSE, G_PARAM_READWRITE);
  gimp_procedure_add_core_object_array_return_value(procedure, "layers", _("Layers"),
                                                    _("All new layers, in the order of those painted"),
                                                    GIMP_TYPE_DRAWABLE, G_PARAM_READWRITE);
}

void describe_animation(GimpProcedure* procedure) {
  // Whatever is selected: all layers are painted.
  gimp_procedure_set_sensitivity_mask(procedure, GIMP_PROCEDURE_SENSITIVE_DRAWABLE |
                                                     GIMP_PROCEDURE_SENSITIVE_DRAWABLES |
                                                     GIMP_PROCEDURE_SENSITIVE_NO_DRAWABLES);
  gimp_procedure_set_menu_label(procedure, _(gimp::kAnimationLabel));
  gimp_procedure_add_menu_path(procedure, gimp::kAnimationPath);
  gimp_procedure_set_documentation(procedure, _(gimp::kAnimationBlurb), _(gimp::kAnimationHelp),
                                   gimp::kAnimationName);
  add_arguments(procedure, true);
  gimp_procedure_add_image_return_value(procedure, "new-image", _("Image"),
                                        _("The new image, which has no window"), FALSE, G_PARAM_READWRITE);
}

// GIMP keeps the texts, and asks for them again when its language changes.
GimpProcedure* make_procedure(GimpPlugIn* plug_in, const gchar* name) {
  ui::load_translations();
  GimpProcedure* const procedure =
      gimp_image_procedure_new(plug_in, name, GIMP_PDB_PROC_TYPE_PLUGIN, run, nullptr, nullptr);
  // Of indexed images and channels the user is told why they cannot be painted.
  gimp_procedure_set_image_types(procedure, "*");
  gimp_procedure_set_attribution(procedure, gimp::kAuthors, gimp::kLicence, gimp::kYear);
  if (is_animation(name)) {
    describe_animation(procedure);
  } else {
    describe_still(procedure);
  }
  return procedure;
}

}  // namespace
}  // namespace gimp3

struct StyleTransfer {
  GimpPlugIn parent;
};
struct StyleTransferClass {
  GimpPlugInClass parent;
};

static GType style_transfer_get_type();
G_DEFINE_TYPE(StyleTransfer, style_transfer, GIMP_TYPE_PLUG_IN)

static void style_transfer_class_init(StyleTransferClass* type) {
  GimpPlugInClass* const plug_in = GIMP_PLUG_IN_CLASS(type);
  plug_in->query_procedures = [](GimpPlugIn*) {
    return g_list_append(g_list_append(nullptr, g_strdup(gimp::kProcedureName)),
                         g_strdup(gimp::kAnimationName));
  };
  plug_in->create_procedure = gimp3::make_procedure;
  plug_in->set_i18n = nullptr;
}

static void style_transfer_init(StyleTransfer* /*plug_in*/) {}

GIMP_MAIN(style_transfer_get_type())
