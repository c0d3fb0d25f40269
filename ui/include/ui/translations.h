// Finds the catalogues of base/translation.h, those beside the sample styles.
#pragma once

#include <string>

namespace ui {

// As "/usr/share/locale"; empty where there is none.
std::string translations_folder();

// A host calls it first of all, on its main thread, when the locale is set: libgimp and GTK set it when they
// start.
void load_translations();

}  // namespace ui
