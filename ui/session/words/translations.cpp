#include "ui/translations.h"

#include "base/translation.h"
#include "session/files/shared_files.h"

namespace ui {

std::string translations_folder() {
  const std::string folder = shared_folder();
  return folder.empty() ? "" : folder + "/locale";
}

void load_translations() {
  const std::string folder = translations_folder();
  if (!folder.empty()) bindtextdomain(base::kTextDomain, folder.c_str());
  bind_textdomain_codeset(base::kTextDomain, "UTF-8");
}

}  // namespace ui
