// Sentences in the user's language, by gettext: _("text") where it is used, N_("text") marks one that is
// translated later. Source texts are English, in UTF-8, and whole sentences: word order differs.
//
// They stay English where no locale was set (the command line) or no catalogue was bound to kTextDomain; the
// hosts of the dialog do both before they start a thread. Afterwards any thread may translate. errno stays.
// Include it in .cpp files alone, as the macros are short.
#pragma once

#include <libintl.h>

#include <string>

namespace base {

inline constexpr char kTextDomain[] = "gimp-style-transfer";

// As printf, for texts with values in them.
std::string format(const char* text, ...) __attribute__((format(printf, 1, 2)));

}  // namespace base

#define _(text) dgettext(base::kTextDomain, text)
#define N_(text) text
