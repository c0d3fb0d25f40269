#include "ui/translations.h"

#include "base/translation.h"
#include "shared_files.h"

namespace ui {

void load_translations() {
  const std::string folder = shared_folder();
  if (!folder.empty()) bindtextdomain(base::kTextDomain, (folder + "/locale").c_str());
  bind_textdomain_codeset(base::kTextDomain, "UTF-8");
}

}  // namespace ui
