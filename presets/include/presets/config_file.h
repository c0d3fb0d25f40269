// Key files in the user's $XDG_CONFIG_HOME/gimp-style-transfer.
#pragma once

#include <glib.h>

#include <memory>
#include <string>

namespace presets {

struct KeyFileDeleter {
  void operator()(GKeyFile* file) const { g_key_file_free(file); }
};
using KeyFile = std::unique_ptr<GKeyFile, KeyFileDeleter>;

// "recent-styles.ini" → its path.
std::string config_path(const std::string& name);

// Empty where there is no such file, or where it is no key file.
KeyFile load_config(const std::string& name);

// Replaces the file in one step. Throws base::Error that names it.
void save_config(const std::string& name, GKeyFile* file);

}  // namespace presets
