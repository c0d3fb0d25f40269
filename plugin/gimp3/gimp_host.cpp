#include "gimp_host.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "drawable_pixels.h"
#include "gimp/layer_names.h"
#include "gimp/pixels.h"
#include "handles.h"
#include "layer_writer.h"
#include "values.h"

namespace gimp3 {
namespace {

StyleSource source_of(const ui::StyleChoice& choice) {
  StyleSource source;
  if (choice.kind == ui::StyleChoice::Kind::kFile) source.file = choice.file;
  if (choice.kind == ui::StyleChoice::Kind::kOpenPicture) source.image = gimp_image_get_by_id(choice.picture);
  return source;
}

ui::StyleChoice choice_of(const StyleSource& source) {
  ui::StyleChoice choice;
  if (!source.file.empty()) {
    choice.kind = ui::StyleChoice::Kind::kFile;
    choice.file = source.file;
  } else if (source.image) {
    choice.kind = ui::StyleChoice::Kind::kOpenPicture;
    choice.picture = gimp_image_get_id(source.image);
  }
  return choice;
}

core::Image thumbnail(GimpImage* image, int size) {
  gint width = size;
  gint height = size;
  gint pixel_bytes = 0;
  const BytesHandle data(gimp_image_get_thumbnail_data(image, &width, &height, &pixel_bytes));
  if (!data || width < 1 || height < 1 || pixel_bytes < 1 || pixel_bytes > 4) return {};
  gsize count = 0;
  const auto* bytes = static_cast<const unsigned char*>(g_bytes_get_data(data.get(), &count));
  if (count < static_cast<gsize>(width) * height * pixel_bytes) return {};
  return gimp::picture_of_bytes(bytes, width, height, pixel_bytes);
}

}  // namespace

GimpHost::GimpHost(ContentLayer content, GimpProcedureConfig* config)
    : content_(std::move(content)), config_(config) {}

std::string GimpHost::content_name() {
  return gimp::content_name(content_.name, image_title(content_.image));
}

core::Image GimpHost::read_content() {
  content_ = find_again(content_);  // the user may have moved or scaled it meanwhile
  core::Image picture = read_drawable(content_.drawable());
  alpha_ = picture.alpha();
  mask_ = content_mask(content_);
  return picture;
}

core::Image GimpHost::read_content_at(int longer_side) {
  check_still_there(content_);
  return read_drawable_at(content_.drawable(), longer_side);
}

ui::Area GimpHost::selected_area() {
  check_still_there(content_);
  return selected_part(content_);
}

std::vector<ui::OpenPicture> GimpHost::open_pictures(int thumbnail_size) {
  const Allocated<GimpImage*> images(gimp_get_images());
  std::vector<ui::OpenPicture> pictures;
  for (GimpImage** image = images.get(); image && *image; ++image) {
    pictures.push_back({gimp_image_get_id(*image), image_title(*image), thumbnail(*image, thumbnail_size)});
  }
  // The image that is painted is the least likely style.
  const int own = gimp_image_get_id(content_.image);
  std::stable_partition(pictures.begin(), pictures.end(),
                        [own](const ui::OpenPicture& picture) { return picture.id != own; });
  return pictures;
}

core::Image GimpHost::read_style(const ui::StyleChoice& choice) {
  const StyleSource source = source_of(choice);
  core::Image picture = gimp3::read_style(source, content_.image);
  result_name_ = gimp::result_name(style_name(source));
  return picture;
}

core::Image GimpHost::read_file(const std::string& path) { return read_picture_file(path, content_.image); }

void GimpHost::write_result(const core::Image& picture) {
  new_layer_ = add_result(content_, alpha_, mask_, picture, result_name_);
}

ui::Settings GimpHost::load_settings() {
  const Values values = values_of_last_run(config_);
  return {choice_of(values.style), values.parameters};
}

void GimpHost::save_settings(const ui::Settings& settings) {
  store({source_of(settings.style), settings.parameters}, config_);
}

// On X11 the handle is the window's number; the dialog asks for nothing else.
unsigned long GimpHost::parent_window() {
  const BytesHandle handle(gimp_progress_get_window_handle());
  unsigned long window = 0;
  gsize count = 0;
  const void* bytes = handle ? g_bytes_get_data(handle.get(), &count) : nullptr;
  if (bytes && count == sizeof window) std::memcpy(&window, bytes, count);
  return window;
}

}  // namespace gimp3
