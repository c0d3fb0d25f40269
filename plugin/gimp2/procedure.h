// The procedures as GIMP's procedural database knows them.
//
// (plug-in-style-transfer run-mode image drawable style-file style-drawable size iterations content-weight
//  style-weight options) → layer
// (plug-in-style-transfer-animation …) with the same arguments → image
#pragma once

#include <libgimp/gimp.h>

#include <string>

#include "gimp/host/values.h"

namespace gimp2 {

// Tells GIMP of the procedures and their menu entries.
void register_procedures();

bool is_animation(const std::string& procedure);

// A call's arguments by their place, up to those of the parameter table.
enum Argument { kRunMode, kImage, kDrawable, kStyleFile, kStyleDrawable, kFirstOfTable };
inline constexpr int kLeastArguments = kDrawable + 1;

// Of a RUN-NONINTERACTIVE call; the other modes pass only the least. Throws base::Error that names the
// argument, the value and what would be right.
gimp::Values read_arguments(const char* procedure, int count, const GimpParam* arguments);

}  // namespace gimp2
