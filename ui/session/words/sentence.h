// The project's messages begin in lower case, to stand behind "error: "; alone they are sentences.
#pragma once

#include <string>

namespace ui {

// "about 2 min" → "About 2 min": in any language.
std::string capitalised(const std::string& text);
// Capitalised, and with a full stop.
std::string as_sentence(const std::string& text);

}  // namespace ui
