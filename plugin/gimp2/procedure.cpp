#include "procedure.h"

#include <list>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/translation.h"
#include "gimp/host/animation/animation_texts.h"
#include "gimp/host/preset_values.h"
#include "gimp/host/style_texts.h"
#include "gimp/procedure_text.h"
#include "gimp/refusals.h"

namespace gimp2 {
namespace {

// GIMP wants its strings as non-const pointers but only reads them.
gchar* text(const char* literal) { return const_cast<gchar*>(literal); }

GimpPDBArgType type_of(const core::ParameterRow& row) {
  return row.is_whole() ? GIMP_PDB_INT32 : GIMP_PDB_FLOAT;
}

// The parameters with an argument of their own, in the call's order.
std::vector<core::ParameterRow> positional_rows() {
  std::vector<core::ParameterRow> rows;
  for (const core::ParameterRow& row : core::parameter_table()) {
    if (row.positional) rows.push_back(row);
  }
  return rows;
}

void set_number(core::Parameters& parameters, const core::ParameterRow& row, const GimpParamData& data) {
  if (const auto* whole = std::get_if<int core::Parameters::*>(&row.member)) {
    parameters.*(*whole) = data.d_int32;
  } else {
    parameters.*std::get<double core::Parameters::*>(row.member) = data.d_float;
  }
}

void register_procedure(const char* name, const char* blurb, const char* help, const char* menu_label,
                        const char* menu_path, const char* painted, const GimpParamDef& result) {
  std::vector<GimpParamDef> arguments = {
      {GIMP_PDB_INT32, text("run-mode"),
       text("RUN-INTERACTIVE (0), RUN-NONINTERACTIVE (1), RUN-WITH-LAST-VALS (2)")},
      {GIMP_PDB_IMAGE, text("image"), text("The image")},
      {GIMP_PDB_DRAWABLE, text("drawable"), text(painted)},
      {GIMP_PDB_STRING, text("style-file"), text("The style picture's file, or \"\"")},
      {GIMP_PDB_DRAWABLE, text("style-drawable"),
       text("The style picture as a drawable of an open image, or -1")},
  };
  std::list<std::string> descriptions;  // a list, so that c_str() stays
  for (const core::ParameterRow& row : positional_rows()) {
    descriptions.push_back(std::string(row.blurb) + " (usually " +
                           core::parameter_text(core::Parameters(), row) + ")");
    arguments.push_back({type_of(row), text(row.name), text(descriptions.back().c_str())});
  }
  std::string options = "Further parameters as \"name=value name=value\", or \"\". The names:";
  for (const core::ParameterRow& row : core::parameter_table()) options += std::string(" ") + row.name;
  for (const gimp::StyleText& text : gimp::style_texts()) {
    options += std::string("\n") + text.name + ": " + text.blurb;
  }
  options += std::string("\n") + gimp::kPreset + ": " + gimp::kPresetBlurb;
  if (is_animation(name)) {
    options += std::string("\n") + gimp::kTemporalWeight + ": " + gimp::kTemporalWeightBlurb;
  }
  arguments.push_back({GIMP_PDB_STRING, text("options"), text(options.c_str())});
  gimp_install_procedure(name, blurb, help, gimp::kAuthors, gimp::kLicence, gimp::kYear, menu_label, "*",
                         GIMP_PLUGIN, static_cast<gint>(arguments.size()), 1, arguments.data(), &result);
  gimp_plugin_menu_register(name, menu_path);
}

}  // namespace

void register_procedures() {
  register_procedure(gimp::kProcedureName, gimp::kProcedureBlurb, gimp::kProcedureHelp, gimp::kMenuLabel,
                     gimp::kMenuPath, "The layer to paint; it stays as it is",
                     {GIMP_PDB_LAYER, text("layer"), text("The new layer")});
  register_procedure(gimp::kAnimationName, gimp::kAnimationBlurb, gimp::kAnimationHelp, gimp::kAnimationLabel,
                     gimp::kAnimationPath, "Any layer of the image, all of whose layers are painted",
                     {GIMP_PDB_IMAGE, text("new-image"), text("The new image, which has no window")});
}

bool is_animation(const std::string& procedure) { return procedure == gimp::kAnimationName; }

gimp::Values read_arguments(const char* procedure, int count, const GimpParam* arguments) {
  const std::vector<core::ParameterRow> rows = positional_rows();
  const int options = kFirstOfTable + static_cast<int>(rows.size());
  if (count != options + 1) {
    throw base::Error(base::format(_("%s takes %d arguments, not %d"), procedure, options + 1, count));
  }
  gimp::Values values;
  gimp::StyleSource& style = values.first();
  if (const char* file = arguments[kStyleFile].data.d_string) style.file = file;
  if (const gint32 drawable = arguments[kStyleDrawable].data.d_drawable; drawable >= 0) {
    style.drawable = drawable;
  }
  if (!style.file.empty() && style.drawable) throw gimp::two_styles_given();
  if (style.empty()) values.styles.clear();  // a preset may have some
  const GimpParam* argument = arguments + kFirstOfTable;
  for (const core::ParameterRow& row : rows) set_number(values.parameters, row, (argument++)->data);
  core::check_parameters(values.parameters);
  if (const char* further = arguments[options].data.d_string) {
    core::Assignments assignments = core::read_assignments(further);
    if (is_animation(procedure)) gimp::take_temporal_weight(values, assignments);
    gimp::set_options(values, assignments);
  }
  if (!values.has_style()) throw gimp::no_style_given();
  return values;
}

}  // namespace gimp2
