#include "gimp_host.h"

#include <algorithm>
#include <utility>

#include "drawable_pixels.h"
#include "gimp/layer_names.h"
#include "gimp/pixels.h"
#include "handles.h"
#include "last_values.h"
#include "layer_writer.h"
#include "paint.h"

namespace gimp2 {
namespace {

StyleSource source_of(const ui::StyleChoice& choice) {
  StyleSource source;
  if (choice.kind == ui::StyleChoice::Kind::kFile) source.file = choice.file;
  if (choice.kind == ui::StyleChoice::Kind::kOpenPicture) source.image = choice.picture;
  return source;
}

// A drawable that a script gave counts as its image here.
ui::StyleChoice choice_of(const StyleSource& source) {
  ui::StyleChoice choice;
  if (!source.file.empty()) {
    choice.kind = ui::StyleChoice::Kind::kFile;
    choice.file = source.file;
    return choice;
  }
  choice.picture = source.image;
  if (gimp_item_is_valid(source.drawable)) choice.picture = gimp_item_get_image(source.drawable);
  if (choice.picture != -1) choice.kind = ui::StyleChoice::Kind::kOpenPicture;
  return choice;
}

core::Image thumbnail(gint32 image, int size) {
  gint width = size;
  gint height = size;
  gint bytes = 0;
  const Allocated<guchar> data(gimp_image_get_thumbnail_data(image, &width, &height, &bytes));
  if (!data || width < 1 || height < 1 || bytes < 1 || bytes > 4) return {};
  return gimp::picture_of_bytes(data.get(), width, height, bytes);
}

}  // namespace

GimpHost::GimpHost(ContentLayer content) : content_(std::move(content)) {}

std::string GimpHost::content_name() {
  return gimp::content_name(content_.name, image_title(content_.image));
}

core::Image GimpHost::read_content() {
  check_still_there(content_);
  content_ = find_content(content_.image, content_.layer);  // the user may have moved or scaled it meanwhile
  core::Image picture = read_drawable(content_.layer);
  alpha_ = picture.alpha();
  mask_ = content_mask(content_);
  return picture;
}

core::Image GimpHost::read_content_at(int longer_side) {
  check_still_there(content_);
  return read_drawable_at(content_.layer, longer_side);
}

ui::Area GimpHost::selected_area() {
  check_still_there(content_);
  return selected_part(content_);
}

std::vector<ui::OpenPicture> GimpHost::open_pictures(int thumbnail_size) {
  gint count = 0;
  const Allocated<gint> images(gimp_image_list(&count));
  std::vector<ui::OpenPicture> pictures;
  for (gint i = 0; i < count; ++i) {
    const gint32 image = images.get()[i];
    pictures.push_back({image, image_title(image), thumbnail(image, thumbnail_size)});
  }
  // The image that is painted is the least likely style.
  std::stable_partition(pictures.begin(), pictures.end(),
                        [this](const ui::OpenPicture& picture) { return picture.id != content_.image; });
  return pictures;
}

core::Image GimpHost::read_style(const ui::StyleChoice& choice) {
  const StyleSource source = source_of(choice);
  core::Image picture = gimp2::read_style(source, content_.image);
  result_name_ = gimp::result_name(style_name(source));
  return picture;
}

core::Image GimpHost::read_file(const std::string& path) { return read_picture_file(path, content_.image); }

void GimpHost::write_result(const core::Image& picture) {
  new_layer_ = add_result(content_, alpha_, mask_, picture, result_name_);
}

ui::Settings GimpHost::load_settings() {
  ui::Settings settings;
  if (const auto values = load_last_values()) {
    settings.style = choice_of(values->style);
    settings.parameters = values->parameters;
  }
  return settings;
}

void GimpHost::save_settings(const ui::Settings& settings) {
  remember({source_of(settings.style), settings.parameters});
}

unsigned long GimpHost::parent_window() { return gimp_progress_get_window_handle(); }

}  // namespace gimp2
