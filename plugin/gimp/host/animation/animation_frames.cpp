#include "gimp/host/animation/animation_frames.h"

#include <algorithm>

#include "gimp/frame_names.h"
#include "gimp/host/drawable_pixels.h"
#include "gimp/refusals.h"

namespace gimp {
namespace {

void check(ImageRef image) {
  if (DrawableRef(gimp_image_get_floating_sel(image))) throw floating_selection();
  if (layers_of(image).size() < 2) throw one_frame();
}

ImageRef rgb_copy(ImageRef image) {
  check(image);
  const ImageRef copy = gimp_image_duplicate(image);
  if (!copy) throw refused_image(last_error());
  gimp_image_undo_disable(copy);
  if (base_type(copy) != GIMP_RGB) gimp_image_convert_rgb(copy);
  return copy;
}

core::Image without_needless_alpha(core::Image picture) {
  std::vector<float>& alpha = picture.alpha();
  if (std::all_of(alpha.begin(), alpha.end(), [](float value) { return value == 1; })) alpha.clear();
  return picture;
}

}  // namespace

AnimationFrames::AnimationFrames(ImageRef image) : copy_(rgb_copy(image)) {
  std::vector<DrawableRef> layers = layers_of(copy_.get());
  std::reverse(layers.begin(), layers.end());
  for (const DrawableRef& layer : layers) {
    const FrameTags tags = frame_tags(take_text(gimp_item_get_name(layer)));
    unlock_visibility(layer);
    gimp_item_set_visible(layer, FALSE);
    layers_.push_back({layer, tags.milliseconds, tags.replaces});
  }
}

std::vector<std::optional<int>> AnimationFrames::milliseconds() const {
  std::vector<std::optional<int>> all;
  for (const Layer& layer : layers_) all.push_back(layer.milliseconds);
  return all;
}

DrawableRef AnimationFrames::render(int frame) {
  int first = frame;
  while (first > 0 && !layers_[static_cast<std::size_t>(first)].replaces) --first;
  for (int i = 0; i < count(); ++i) {
    Layer& layer = layers_[static_cast<std::size_t>(i)];
    const bool shown = i >= first && i <= frame;
    if (shown != layer.shown) gimp_item_set_visible(layer.layer, shown);
    layer.shown = shown;
  }
  const DrawableRef seen = gimp_layer_new_from_visible(copy_.get(), copy_.get(), "seen");
  if (!seen)
    throw unreadable_picture(take_text(gimp_item_get_name(layers_[static_cast<std::size_t>(frame)].layer)),
                             last_error());
  return seen;
}

core::Image AnimationFrames::read(int frame) {
  const LooseLayer seen(render(frame));
  return without_needless_alpha(read_drawable(seen.get()));
}

core::Image AnimationFrames::read_at(int frame, int longer_side) {
  const LooseLayer seen(render(frame));
  return without_needless_alpha(read_drawable_at(seen.get(), longer_side));
}

}  // namespace gimp
