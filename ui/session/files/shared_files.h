// Where the dialog's files lie that are installed with the program: translations, sample styles.
#pragma once

#include <string>

namespace ui {

// As "/usr/share": the first of base::share_folders() that has the sample styles; empty where none has. The
// catalogues are in its "locale".
std::string shared_folder();
std::string sample_styles_folder();

}  // namespace ui
