#include "gimp/host/copied_command.h"

#include <cstring>

#include "gimp/host/style_texts.h"
#include "gimp/refusals.h"

namespace gimp {
namespace {

std::string path_said_of(ImageRef image) {
  const std::string path = saved_path(image);
  return path.empty() ? imported_path(image) : path;
}

std::string path_said_of(const StyleSource& source) {
  if (!source.file.empty()) return source.file;
  const std::string file = source.image ? path_said_of(source.image) : "";
  if (file.empty()) throw image_without_file(style_name(source));
  return file;
}

// "photo.xcf", "photo.xcf.gz": with layers and their names.
bool is_gimps_own(const std::string& path) {
  const Allocated<gchar> name(g_ascii_strdown(path.c_str(), -1));
  const char* const ending = std::strrchr(name.get(), '/') ? std::strrchr(name.get(), '/') : name.get();
  return std::strstr(ending, ".xcf") != nullptr;
}

void check_place(const ui::Place& place) {
  if (place.kind == ui::Place::Kind::kDrawable) throw place_of_this_session();
}

}  // namespace

PaintCommand command_of(const Values& values, const ContentLayer& content) {
  if (!values.has_style()) throw no_style_chosen();
  PaintCommand command;
  command.content = path_said_of(content.image);
  if (command.content.empty()) throw image_without_file(image_title(content.image));
  // What a picture's only layer is called when it is read again is GIMP's affair.
  if (is_gimps_own(command.content)) command.layer = content.name;
  for (const StyleValue& style : values.styles) {
    check_place(style.place);
    command.styles.push_back({path_said_of(style.source), style.weight, style.scale});
  }
  check_place(values.keep);
  check_place(values.freeze);
  for (const StyleText& text : style_texts()) {
    const std::string value = text.has_option ? "" : text.text(values, false);
    if (!value.empty()) command.texts.emplace_back(text.name, value);
  }
  command.parameters = values.parameters;
  return command;
}

}  // namespace gimp
