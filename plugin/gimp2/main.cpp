// The plug-in's entry points. GIMP starts this program, asks it once what it offers (query), and starts it
// again for every call (run). No exception leaves run(): each becomes a status with a sentence for the user.
#include <gegl.h>
#include <libgimp/gimp.h>

#include <optional>
#include <string>

#include "base/error.h"
#include "base/translation.h"
#include "gimp/host/animation/animation_host.h"
#include "gimp/host/animation/paint_animation.h"
#include "gimp/host/gimp_host.h"
#include "gimp/host/paint.h"
#include "gimp/refusals.h"
#include "last_values.h"
#include "procedure.h"
#include "ui/dialog.h"
#include "ui/error_sentence.h"
#include "ui/translations.h"

namespace gimp2 {
namespace {

// The arguments themselves are wrong: GIMP_PDB_CALLING_ERROR instead of GIMP_PDB_EXECUTION_ERROR.
class CallError : public base::Error {
 public:
  using base::Error::Error;
};

gimp::Values values_of_call(const char* procedure, int count, const GimpParam* arguments) {
  try {
    return read_arguments(procedure, count, arguments);
  } catch (const base::Error& error) {
    throw CallError(error.what());
  }
}

gimp::Values values_of_last_run(const char* procedure) {
  const auto values = load_last_values(procedure);
  if (!values || !values->has_style()) throw gimp::no_earlier_run();
  return *values;
}

bool is_drawable(gint32 item) { return gimp_item_is_valid(item) && gimp_item_is_drawable(item); }

// GIMP passes the numbers that a script gave as they are.
void check_is_there(gint32 image, gint32 drawable) {
  if (!gimp_image_is_valid(image)) {
    throw base::Error(base::format(_("there is no image with the number %d"), image));
  }
  if (!is_drawable(drawable)) {
    throw base::Error(base::format(_("there is no drawable with the number %d"), drawable));
  }
}

void check_is_there(const gimp::StyleSource& style) {
  if (style.drawable && !is_drawable(style.drawable)) {
    throw base::Error(base::format(_("there is no style drawable with the number %d"),
                                   static_cast<gint32>(style.drawable)));
  }
}

gimp::LastValues last_values_of(const char* procedure) {
  return {[procedure] { return load_last_values(procedure).value_or(gimp::Values()); },
          [procedure](const gimp::Values& values) { remember(procedure, values); }};
}

// What a run has made: a layer or, of an animation, an image. Neither if the user closed the dialog without
// one.
struct Made {
  gimp::DrawableRef layer;
  gimp::ImageRef image;
};

struct Call {
  const char* procedure;
  GimpRunMode mode;
  gint32 image;
  gint32 drawable;
};

Made run_still(const Call& call, const std::optional<gimp::Values>& values) {
  const gimp::ContentLayer content = gimp::find_content(call.image, call.drawable, !values || values->to_rgb);
  if (values) return {gimp::paint({content}, *values).front(), {}};
  gimp::GimpHost host({content}, last_values_of(call.procedure));
  ui::run_dialog(host);
  return {host.new_layers().empty() ? gimp::DrawableRef() : host.new_layers().back(), {}};
}

Made run_animation(const Call& call, const std::optional<gimp::Values>& values) {
  gimp::ImageRef image;
  if (values) {
    image = gimp::paint_animation(call.image, *values);
  } else {
    gimp::AnimationHost host(call.image, last_values_of(call.procedure));
    ui::run_dialog(host);
    image = host.new_image();
  }
  if (image && call.mode != GIMP_RUN_NONINTERACTIVE) gimp_display_new(image);
  return {{}, image};
}

Call call_of(const char* procedure, int count, const GimpParam* arguments) {
  if (count < kLeastArguments) throw CallError(_("run-mode, image and drawable are missing"));
  const auto mode = static_cast<GimpRunMode>(arguments[kRunMode].data.d_int32);
  if (mode != GIMP_RUN_INTERACTIVE && mode != GIMP_RUN_NONINTERACTIVE && mode != GIMP_RUN_WITH_LAST_VALS) {
    throw CallError(base::format(_("run-mode must be 0, 1 or 2, not %d"), static_cast<int>(mode)));
  }
  return {procedure, mode, arguments[kImage].data.d_image, arguments[kDrawable].data.d_drawable};
}

Made run_procedure(const char* procedure, int count, const GimpParam* arguments) {
  const Call call = call_of(procedure, count, arguments);
  std::optional<gimp::Values> values;
  if (call.mode == GIMP_RUN_NONINTERACTIVE) values = values_of_call(procedure, count, arguments);
  if (call.mode == GIMP_RUN_WITH_LAST_VALS) values = values_of_last_run(procedure);
  check_is_there(call.image, call.drawable);
  if (values) {
    for (const gimp::StyleValue& style : values->styles) check_is_there(style.source);
  }
  const Made made = is_animation(procedure) ? run_animation(call, values) : run_still(call, values);
  if (values) remember_for_session(procedure, *values);
  return made;
}

// What run() returns; GIMP reads it after run() has ended.
class ReturnValues {
 public:
  void set_layer(gint32 layer) {
    values_[0] = status(GIMP_PDB_SUCCESS);
    values_[1].type = GIMP_PDB_LAYER;
    values_[1].data.d_layer = layer;
    count_ = 2;
  }

  void set_image(gint32 image) {
    values_[0] = status(GIMP_PDB_SUCCESS);
    values_[1].type = GIMP_PDB_IMAGE;
    values_[1].data.d_image = image;
    count_ = 2;
  }

  void set_error(GimpPDBStatusType code, const std::string& message) {
    message_ = message;
    values_[0] = status(code);
    values_[1].type = GIMP_PDB_STRING;
    values_[1].data.d_string = message_.data();
    count_ = 2;
  }

  void set_cancelled() {
    values_[0] = status(GIMP_PDB_CANCEL);
    count_ = 1;
  }

  void give(gint* count, GimpParam** values) {
    *count = count_;
    *values = values_;
  }

 private:
  static GimpParam status(GimpPDBStatusType code) {
    GimpParam value;
    value.type = GIMP_PDB_STATUS;
    value.data.d_status = code;
    return value;
  }

  GimpParam values_[2] = {};
  gint count_ = 0;
  std::string message_;
};

void run(const gchar* name, gint count, const GimpParam* arguments, gint* return_count,
         GimpParam** return_values) {
  static ReturnValues values;
  try {
    ui::load_translations();
    gegl_init(nullptr, nullptr);
    const Made made = run_procedure(name, count, arguments);
    if (made.layer) {
      values.set_layer(made.layer);
    } else if (made.image) {
      values.set_image(made.image);
    } else {
      values.set_cancelled();
    }
    gimp_displays_flush();
  } catch (const CallError& error) {
    values.set_error(GIMP_PDB_CALLING_ERROR, error.what());
  } catch (...) {
    values.set_error(GIMP_PDB_EXECUTION_ERROR, ui::sentence_of_current_exception());
  }
  values.give(return_count, return_values);
}

void query() {
  const std::string translations = ui::translations_folder();
  if (!translations.empty()) gimp_plugin_domain_register(base::kTextDomain, translations.c_str());
  register_procedures();
}

}  // namespace
}  // namespace gimp2

extern "C" {
const GimpPlugInInfo PLUG_IN_INFO = {nullptr, nullptr, gimp2::query, gimp2::run};
}

MAIN()
