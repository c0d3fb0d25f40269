// Where the files lie that are installed with the program: translations, sample styles.
#pragma once

#include <string>

namespace ui {

// As "/usr/share": the first of the user's data folder ($XDG_DATA_HOME) and the system's ($XDG_DATA_DIRS)
// that has the sample styles; empty where none has. The catalogues are in its "locale".
std::string shared_folder();
std::string sample_styles_folder();

}  // namespace ui
