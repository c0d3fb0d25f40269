#include "gimp/host/gimp_host.h"

#include <algorithm>
#include <utility>

#include "base/translation.h"
#include "gimp/host/copied_command.h"
#include "gimp/host/drawable_pixels.h"
#include "gimp/host/layer_writer.h"
#include "gimp/host/owners.h"
#include "gimp/host/painting_recipe.h"
#include "gimp/layer_names.h"

namespace gimp {
namespace {

StyleSource source_of(const ui::StyleChoice& choice) {
  StyleSource source;
  if (choice.kind == ui::StyleChoice::Kind::kFile) source.file = choice.file;
  if (choice.kind == ui::StyleChoice::Kind::kOpenPicture) source.image = image_of_number(choice.picture);
  return source;
}

// A drawable that a script gave counts as its image here.
ui::StyleChoice choice_of(const StyleSource& source) {
  ui::StyleChoice choice;
  ImageRef image = source.image;
  if (source.drawable && gimp_item_is_valid(source.drawable)) image = gimp_item_get_image(source.drawable);
  if (!source.file.empty()) {
    choice.kind = ui::StyleChoice::Kind::kFile;
    choice.file = source.file;
  } else if (image) {
    choice.kind = ui::StyleChoice::Kind::kOpenPicture;
    choice.picture = number_of(image);
  }
  return choice;
}

Values values_of(const ui::Settings& settings, const ContentLayer& content) {
  Values values;
  values.to_rgb = content.to_rgb;
  for (const ui::StyleUse& style : settings.styles) {
    values.styles.push_back({source_of(style.picture), style.weight, style.scale, style.place});
  }
  values.keep = settings.keep;
  values.freeze = settings.freeze;
  values.parameters = settings.parameters;
  values.temporal_weight = settings.temporal_weight;
  return values;
}

}  // namespace

GimpHost::GimpHost(std::vector<ContentLayer> contents, LastValues last_values)
    : content_(contents.front()),
      further_(contents.begin() + 1, contents.end()),
      last_values_(std::move(last_values)) {
  if (further_.empty()) offered_ = painting_on(content_);
}

std::string GimpHost::offered_painting() {
  return offered_ ? take_text(gimp_item_get_name(offered_->layer)) : "";
}

std::vector<std::string> GimpHost::edit_painting() {
  edited_ = std::exchange(offered_, std::nullopt);
  if (!edited_) return {};
  content_ = edited_->content;
  PaintingValues found = values_of(*edited_);
  edited_values_ = std::move(found.values);
  return found.notes;
}

std::string GimpHost::edited_painting() {
  const bool is_there = edited_ && gimp_item_is_valid(edited_->layer);
  return is_there ? take_text(gimp_item_get_name(edited_->layer)) : "";
}

std::string GimpHost::content_name() {
  return gimp::content_name(content_.name, image_title(content_.image));
}

std::vector<core::Size> GimpHost::further_layers() {
  std::vector<core::Size> sizes;
  for (const ContentLayer& content : further_) sizes.push_back({content.width, content.height});
  return sizes;
}

ui::Content GimpHost::read_content(const ui::Settings& settings, std::size_t layer) {
  ContentLayer& content = layer == 0 ? content_ : further_.at(layer - 1);
  content = find_again(content);  // the user may have moved or scaled it meanwhile
  core::Image picture = read_drawable(content.layer);
  const Values values = values_of(settings, content);
  auto write_result = [this, content, alpha = picture.alpha(),
                       mask = content_mask(content, !values.selection_is_place()),
                       name = result_name(style_name(values.styles.front().source)),
                       recipe = recipe_of(values, content)](const core::Image& result) {
    const DrawableRef painted =
        add_result(content, alpha, mask, result, name, recipe, edited_ ? edited_->layer : DrawableRef());
    if (edited_) edited_->layer = painted;  // what the next try takes the place of
    new_layers_.push_back(painted);
    gimp_displays_flush();
  };
  return {std::move(picture), std::move(write_result)};
}

void GimpHost::in_one_step(const std::function<void()>& write) {
  check_still_there(content_);
  const UndoGroup undo_group(content_.image);
  write();
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
  std::vector<ui::OpenPicture> pictures;
  for (const ImageRef& image : open_images()) {
    pictures.push_back({number_of(image), image_title(image), thumbnail(image, thumbnail_size)});
  }
  // The image that is painted is the least likely style.
  const int own = number_of(content_.image);
  std::stable_partition(pictures.begin(), pictures.end(),
                        [own](const ui::OpenPicture& picture) { return picture.id != own; });
  return pictures;
}

core::Image GimpHost::read_style(const ui::StyleChoice& choice) {
  return gimp::read_style(source_of(choice), content_.image);
}

core::SharedPlane GimpHost::read_place(const ui::Place& place) {
  check_still_there(content_);
  return gimp::read_place(place, content_);
}

core::Image GimpHost::read_file(const std::string& path) { return read_picture_file(path, content_.image); }

ui::Settings GimpHost::load_settings() {
  const Values values = edited_ ? edited_values_ : last_values_.load();
  ui::Settings settings;
  for (const StyleValue& style : values.styles) {
    settings.styles.push_back({choice_of(style.source), style.weight, style.scale, style.place});
  }
  settings.keep = values.keep;
  settings.freeze = values.freeze;
  settings.parameters = values.parameters;
  settings.temporal_weight = values.temporal_weight;
  return settings;
}

void GimpHost::save_settings(const ui::Settings& settings) {
  last_values_.store(values_of(settings, content_));
}

std::vector<ui::OfferedCommand> GimpHost::commands() {
  std::vector<ui::OfferedCommand> commands;
  const auto offer = [&](const char* name, ScriptText text_of) {
    if (text_of == nullptr) return;
    commands.push_back({name, [this, text_of](const ui::Settings& settings) {
                          return text_of(command_of(values_of(settings, content_), content_));
                        }});
  };
  offer(_("Copy as a command line"), shell_command);
  offer(_("Copy as Script-Fu"), kScriptFu);
  offer(_("Copy as Python"), kPython);
  return commands;
}

unsigned long GimpHost::parent_window() { return progress_window(); }

}  // namespace gimp
