// What the dialog remembers of its window, in a key file of the user's.
#pragma once

namespace ui {

struct WindowMemory {
  int width = 0;  // 0: nothing is remembered
  int height = 0;
  int preview_size = 0;  // pixels; 0: nothing is remembered
};

// What cannot be read is not remembered.
WindowMemory load_window();
// Best effort: a window may be forgotten.
void save_window(const WindowMemory& memory);

}  // namespace ui
