// Finds the catalogues of base/translation.h, those beside the sample styles.
#pragma once

namespace ui {

// A host calls it first of all, on its main thread, when the locale is set: libgimp and GTK set it when they
// start.
void load_translations();

}  // namespace ui
