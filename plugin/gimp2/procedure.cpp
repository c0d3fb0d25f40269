#include "procedure.h"

#include <list>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/translation.h"
#include "gimp/procedure_text.h"
#include "gimp/refusals.h"

namespace gimp2 {
namespace {

constexpr int kArgumentCount = 10;

// GIMP wants its strings as non-const pointers but only reads them.
gchar* text(const char* literal) { return const_cast<gchar*>(literal); }

GimpPDBArgType type_of(const core::ParameterRow& row) {
  return std::holds_alternative<int core::Parameters::*>(row.member) ? GIMP_PDB_INT32 : GIMP_PDB_FLOAT;
}

// The parameters with an argument of their own, in the call's order.
constexpr const char* kTableArguments[] = {"size", "iterations", "content-weight", "style-weight"};

}  // namespace

void register_procedure() {
  std::vector<GimpParamDef> arguments = {
      {GIMP_PDB_INT32, text("run-mode"),
       text("RUN-INTERACTIVE (0), RUN-NONINTERACTIVE (1), RUN-WITH-LAST-VALS (2)")},
      {GIMP_PDB_IMAGE, text("image"), text("The image")},
      {GIMP_PDB_DRAWABLE, text("drawable"), text("The layer to paint; it stays as it is")},
      {GIMP_PDB_STRING, text("style-file"), text("The style picture's file, or \"\"")},
      {GIMP_PDB_DRAWABLE, text("style-drawable"),
       text("The style picture as a drawable of an open image, or -1")},
  };
  std::list<std::string> descriptions;  // a list, so that c_str() stays
  for (const char* name : kTableArguments) {
    const core::ParameterRow& row = core::parameter_row(name);
    descriptions.push_back(std::string(row.blurb) + " (usually " +
                           core::parameter_text(core::Parameters(), row) + ")");
    arguments.push_back({type_of(row), text(row.name), text(descriptions.back().c_str())});
  }
  std::string options = "Further parameters as \"name=value name=value\", or \"\". The names:";
  for (const core::ParameterRow& row : core::parameter_table()) options += std::string(" ") + row.name;
  arguments.push_back({GIMP_PDB_STRING, text("options"), text(options.c_str())});
  const GimpParamDef result = {GIMP_PDB_LAYER, text("layer"), text("The new layer")};

  gimp_install_procedure(kProcedureName, gimp::kProcedureBlurb, gimp::kProcedureHelp, gimp::kAuthors,
                         gimp::kLicence, gimp::kYear, gimp::kMenuLabel, "*", GIMP_PLUGIN,
                         static_cast<gint>(arguments.size()), 1, arguments.data(), &result);
  gimp_plugin_menu_register(kProcedureName, gimp::kMenuPath);
}

CallArguments read_arguments(int count, const GimpParam* arguments) {
  if (count != kArgumentCount) {
    throw base::Error(
        base::format(_("%s takes %d arguments, not %d"), kProcedureName, kArgumentCount, count));
  }
  CallArguments call;
  if (arguments[3].data.d_string) call.style.file = arguments[3].data.d_string;
  call.style.drawable = arguments[4].data.d_drawable;
  if (call.style.drawable < 0) call.style.drawable = -1;
  if (call.style.empty()) {
    throw gimp::no_style_given();
  }
  if (!call.style.file.empty() && call.style.drawable != -1) {
    throw gimp::two_styles_given();
  }
  call.parameters.size = arguments[5].data.d_int32;
  call.parameters.iterations = arguments[6].data.d_int32;
  call.parameters.content_weight = arguments[7].data.d_float;
  call.parameters.style_weight = arguments[8].data.d_float;
  core::check_parameters(call.parameters);
  if (arguments[9].data.d_string) core::set_parameters(call.parameters, arguments[9].data.d_string);
  return call;
}

}  // namespace gimp2
