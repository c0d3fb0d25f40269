#include "gimp/host/animation/animation_host.h"

#include <algorithm>
#include <utility>

#include "gimp/host/animation/animation_image.h"
#include "gimp/host/animation/flow.h"
#include "gimp/layer_names.h"

namespace gimp {
namespace {

// All of the image. What GimpHost asks of it is how large it is, and what colours styles are brought to.
ContentLayer whole(const AnimationFrames& frames) {
  ContentLayer content;
  content.image = frames.image();
  content.layer = layers_of(content.image).front();
  content.width = width_of(content.image);
  content.height = height_of(content.image);
  return content;
}

}  // namespace

AnimationHost::AnimationHost(ImageRef image, LastValues last_values)
    : AnimationHost(image, std::make_unique<AnimationFrames>(image), std::move(last_values)) {}

AnimationHost::AnimationHost(ImageRef image, std::unique_ptr<AnimationFrames> frames, LastValues last_values)
    : GimpHost({whole(*frames)}, std::move(last_values)), image_(image), frames_(std::move(frames)) {}

std::string AnimationHost::content_name() {
  return gimp::content_name(image_title(image_), image_title(image_));
}

core::Image AnimationHost::read_content_at(int longer_side) { return frames_->read_at(chosen_, longer_side); }

std::vector<ui::OpenPicture> AnimationHost::open_pictures(int thumbnail_size) {
  std::vector<ui::OpenPicture> pictures = GimpHost::open_pictures(thumbnail_size);
  // Our copy comes last there; what it was made of is the least likely style.
  pictures.pop_back();
  std::stable_partition(
      pictures.begin(), pictures.end(),
      [own = number_of(image_)](const ui::OpenPicture& picture) { return picture.id != own; });
  return pictures;
}

std::unique_ptr<core::OpticalFlow> AnimationHost::make_flow() { return gimp::make_flow(); }

void AnimationHost::write(const ui::PictureStore& painted) {
  new_image_ = make_animation(form_of(*frames_), painted);
}

}  // namespace gimp
