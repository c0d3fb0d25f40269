#include "gimp/picture_file.h"

#include <glib/gstdio.h>

#include <cerrno>
#include <cstring>

#include "base/error.h"
#include "gimp/handles.h"
#include "gimp/picture_damage.h"

namespace gimp {
namespace {

void check_whole(const std::string& path) {
  const MappedFile mapped(g_mapped_file_new(path.c_str(), FALSE, nullptr));
  if (!mapped) return;  // then GIMP says what it thinks of the file
  const std::string damage =
      picture_damage(reinterpret_cast<const unsigned char*>(g_mapped_file_get_contents(mapped.get())),
                     g_mapped_file_get_length(mapped.get()));
  if (!damage.empty()) throw base::Error("the picture file " + shown_path(path) + " " + damage);
}

}  // namespace

std::string shown_path(const std::string& path) { return take_text(g_filename_display_name(path.c_str())); }

void check_picture_file(const std::string& path) {
  const std::string subject = "the picture file " + shown_path(path);
  GStatBuf status;
  if (g_stat(path.c_str(), &status) != 0) {
    if (errno == ENOENT) throw base::Error(subject + " does not exist");
    throw base::Error(subject + " cannot be read: " + std::strerror(errno));
  }
  if (S_ISDIR(status.st_mode)) throw base::Error(shown_path(path) + " is a folder, not a picture file");
  if (status.st_size == 0) throw base::Error(subject + " is empty (0 bytes)");
  if (g_access(path.c_str(), R_OK) != 0) {
    throw base::Error(subject + " cannot be read: " + std::strerror(errno));
  }
  check_whole(path);
}

std::string result_name(const std::string& style_name) { return "Style: " + style_name; }

}  // namespace gimp
