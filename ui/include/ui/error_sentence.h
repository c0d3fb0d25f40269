// What ends a step of the dialog, a computation or a callback of the host's, in words.
#pragma once

#include <string>

namespace ui {

// The current exception as a sentence for people, in their language. Call in a catch block only. Any thread.
std::string sentence_of_current_exception();

}  // namespace ui
