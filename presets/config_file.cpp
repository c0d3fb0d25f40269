#include "presets/config_file.h"

#include <glib/gstdio.h>

#include "base/error.h"
#include "base/translation.h"
#include "presets/take_text.h"

namespace presets {

std::string config_path(const std::string& name) {
  return std::string(g_get_user_config_dir()) + "/gimp-style-transfer/" + name;
}

KeyFile load_config(const std::string& name) {
  KeyFile file(g_key_file_new());
  const std::string path = config_path(name);
  if (!g_key_file_load_from_file(file.get(), path.c_str(), G_KEY_FILE_KEEP_COMMENTS, nullptr)) {
    file.reset(g_key_file_new());  // without what was read before the mistake
  }
  return file;
}

void save_config(const std::string& name, GKeyFile* file) {
  const std::string path = config_path(name);
  g_mkdir_with_parents(take_text(g_path_get_dirname(path.c_str())).c_str(), 0700);
  GError* failure = nullptr;
  // Written beside it and renamed.
  if (g_key_file_save_to_file(file, path.c_str(), &failure)) return;
  const std::string reason = failure->message;
  g_error_free(failure);
  throw base::Error(base::format(_("%s cannot be written: %s"), path.c_str(), reason.c_str()));
}

}  // namespace presets
