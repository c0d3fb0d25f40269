// GIMP as the dialog's host where an animation is painted. Main thread only.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "gimp/host/animation/animation_frames.h"
#include "gimp/host/gimp_host.h"

namespace gimp {

class AnimationHost : public GimpHost, private ui::Animation {
 public:
  // Throws base::Error, in words for people, for an image that is no animation.
  AnimationHost(ImageRef image, LastValues last_values);

  ui::Animation* animation() override { return this; }
  std::string offered_painting() override { return ""; }
  std::string content_name() override;
  core::Image read_content_at(int longer_side) override;
  ui::Area selected_area() override { return {0, 0, content_width(), content_height()}; }
  std::vector<ui::OpenPicture> open_pictures(int thumbnail_size) override;
  std::vector<ui::OfferedPlace> places() override { return {}; }
  void in_one_step(const std::function<void()>& write) override { write(); }  // a new image
  std::vector<ui::OfferedCommand> commands() override { return {}; }

  // None until one is made; it has no window yet.
  ImageRef new_image() const { return new_image_; }

 private:
  AnimationHost(ImageRef image, std::unique_ptr<AnimationFrames> frames, LastValues last_values);

  int frames() override { return frames_->count(); }
  void choose(int frame) override { chosen_ = frame; }
  core::Image read(int frame) override { return frames_->read(frame); }
  std::unique_ptr<core::OpticalFlow> make_flow() override;
  void write(const ui::PictureStore& painted) override;

  ImageRef image_;
  std::unique_ptr<AnimationFrames> frames_;
  int chosen_ = 0;
  ImageRef new_image_ = {};
};

}  // namespace gimp
