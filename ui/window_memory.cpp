#include "window_memory.h"

#include <glib.h>

#include <algorithm>
#include <memory>

#include "base/user_folder.h"

namespace ui {
namespace {

constexpr const char* kGroup = "Window";
constexpr int kLargest = 16384;

struct KeyFileDeleter {
  void operator()(GKeyFile* file) const { g_key_file_unref(file); }
};
using KeyFile = std::unique_ptr<GKeyFile, KeyFileDeleter>;

std::filesystem::path folder() {
  const std::filesystem::path config = base::user_folder("XDG_CONFIG_HOME", ".config");
  return config.empty() ? config : config / "gimp-style-transfer";
}

}  // namespace

WindowMemory load_window() {
  WindowMemory memory;
  const KeyFile file(g_key_file_new());
  if (!g_key_file_load_from_file(file.get(), (folder() / "window.ini").c_str(), G_KEY_FILE_NONE, nullptr)) {
    return memory;
  }
  const auto read = [&](const char* key) {
    return std::clamp(g_key_file_get_integer(file.get(), kGroup, key, nullptr), 0, kLargest);
  };
  memory.width = read("width");
  memory.height = read("height");
  memory.preview_size = read("preview-size");
  return memory;
}

void save_window(const WindowMemory& memory) {
  constexpr int kOnlyMine = 0700;
  if (folder().empty() || g_mkdir_with_parents(folder().c_str(), kOnlyMine) != 0) return;
  const KeyFile file(g_key_file_new());
  g_key_file_set_integer(file.get(), kGroup, "width", memory.width);
  g_key_file_set_integer(file.get(), kGroup, "height", memory.height);
  g_key_file_set_integer(file.get(), kGroup, "preview-size", memory.preview_size);
  g_key_file_save_to_file(file.get(), (folder() / "window.ini").c_str(), nullptr);
}

}  // namespace ui
