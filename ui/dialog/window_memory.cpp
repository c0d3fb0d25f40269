#include "dialog/window_memory.h"

#include <algorithm>

#include "base/error.h"
#include "presets/config_file.h"

namespace ui {
namespace {

using presets::KeyFile;
using presets::load_config;
using presets::save_config;

constexpr const char* kFile = "window.ini";
constexpr const char* kGroup = "Window";
constexpr int kLargest = 16384;

}  // namespace

WindowMemory load_window() {
  const KeyFile file = load_config(kFile);
  const auto read = [&](const char* key) {
    return std::clamp(g_key_file_get_integer(file.get(), kGroup, key, nullptr), 0, kLargest);
  };
  return {read("width"), read("height"), read("preview-size")};
}

void save_window(const WindowMemory& memory) {
  const KeyFile file = load_config(kFile);
  g_key_file_set_integer(file.get(), kGroup, "width", memory.width);
  g_key_file_set_integer(file.get(), kGroup, "height", memory.height);
  g_key_file_set_integer(file.get(), kGroup, "preview-size", memory.preview_size);
  try {
    save_config(kFile, file.get());
  } catch (const base::Error&) {  // a window's size is not worth a word
  }
}

}  // namespace ui
