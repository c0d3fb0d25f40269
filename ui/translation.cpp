#include "translation.h"

#include <libintl.h>

#include <cstdarg>

#include "shared_files.h"

namespace ui {

void load_translations() {
  const std::string folder = shared_folder();
  if (!folder.empty()) bindtextdomain(GETTEXT_PACKAGE, (folder + "/locale").c_str());
  bind_textdomain_codeset(GETTEXT_PACKAGE, "UTF-8");
}

std::string format(const char* text, ...) {
  va_list values;
  va_start(values, text);
  gchar* const formatted = g_strdup_vprintf(text, values);
  va_end(values);
  const std::string result = formatted;
  g_free(formatted);
  return result;
}

}  // namespace ui
