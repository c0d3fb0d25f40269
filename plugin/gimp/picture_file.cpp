#include "gimp/picture_file.h"

#include <glib/gstdio.h>

#include <cerrno>
#include <cstring>

#include "base/error.h"
#include "base/translation.h"
#include "gimp/handles.h"
#include "gimp/picture_damage.h"

namespace gimp {
namespace {

// `sentence`: with a place for the path.
[[noreturn]] void refuse(const char* sentence, const std::string& path) {
  throw base::Error(base::format(sentence, shown_path(path).c_str()));
}

[[noreturn]] void refuse_unreadable(const std::string& path) {
  throw base::Error(base::format(_("the picture file %s cannot be read: %s"), shown_path(path).c_str(),
                                 std::strerror(errno)));
}

void check_whole(const std::string& path) {
  const MappedFile mapped(g_mapped_file_new(path.c_str(), FALSE, nullptr));
  if (!mapped) return;  // then GIMP says what it thinks of the file
  const PictureDamage damage =
      picture_damage(reinterpret_cast<const unsigned char*>(g_mapped_file_get_contents(mapped.get())),
                     g_mapped_file_get_length(mapped.get()));
  switch (damage) {
    case PictureDamage::kNone:
      return;
    case PictureDamage::kCutOff:
      refuse(_("the picture file %s is cut off: it ends before its picture does"), path);
    case PictureDamage::kWrongChecksum:
      refuse(_("the picture file %s is damaged: a checksum in it is wrong"), path);
  }
}

}  // namespace

std::string shown_path(const std::string& path) { return take_text(g_filename_display_name(path.c_str())); }

std::string local_path(const std::string& given) {
  if (given.rfind("~/", 0) == 0) return g_get_home_dir() + given.substr(1);
  if (given.rfind("file:", 0) != 0) return given;
  char* machine = nullptr;
  char* const path = g_filename_from_uri(given.c_str(), &machine, nullptr);
  const bool is_elsewhere = machine != nullptr && std::strcmp(machine, "localhost") != 0;
  g_free(machine);
  if (is_elsewhere) g_free(path);
  if (path == nullptr || is_elsewhere) refuse(_("%s names no file of this machine"), given);
  return take_text(path);
}

void check_picture_file(const std::string& path) {
  GStatBuf status;
  if (g_stat(path.c_str(), &status) != 0) {
    if (errno == ENOENT) refuse(_("the picture file %s does not exist"), path);
    refuse_unreadable(path);
  }
  if (S_ISDIR(status.st_mode)) refuse(_("%s is a folder, not a picture file"), path);
  if (status.st_size == 0) refuse(_("the picture file %s is empty (0 bytes)"), path);
  if (g_access(path.c_str(), R_OK) != 0) refuse_unreadable(path);
  check_whole(path);
}

}  // namespace gimp
