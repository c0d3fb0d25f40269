// Texts in the user's language, by gettext: _("text") where it is used, N_("text") marks one that is
// translated later. Source texts are English, in UTF-8.
#pragma once

#include <glib.h>
// After GETTEXT_PACKAGE, which the build sets.
#include <glib/gi18n-lib.h>

#include <string>

namespace ui {

// Finds the catalogues (shared_files.h). GTK sets the locale when it starts; call this before the first text.
void load_translations();

// As printf, for texts with values in them.
std::string format(const char* text, ...) G_GNUC_PRINTF(1, 2);

}  // namespace ui
