#include "gimp/host/animation/animation_image.h"

#include "core/resample.h"
#include "gimp/frame_names.h"
#include "gimp/host/drawable_pixels.h"
#include "gimp/host/owners.h"
#include "gimp/refusals.h"

namespace gimp {
namespace {

void add_frame(ImageRef image, core::Image picture, const std::string& name) {
  const int width = width_of(image), height = height_of(image);
  if (picture.width() != width || picture.height() != height) picture = core::resize(picture, width, height);
  LooseLayer layer(gimp_layer_new(image, name.c_str(), width, height,
                                  picture.has_alpha() ? GIMP_RGBA_IMAGE : GIMP_RGB_IMAGE, 100,
                                  GIMP_LAYER_MODE_NORMAL));
  if (!layer.get()) throw refused_layer(last_error());
  write_drawable(layer.get(), picture, picture.alpha());
  if (!gimp_image_insert_layer(image, layer.get(), DrawableRef(), 0)) throw refused_layer(last_error());
  layer.release();
}

}  // namespace

AnimationForm form_of(const AnimationFrames& frames) {
  const ImageRef image = frames.image();
  AnimationForm form;
  form.width = width_of(image);
  form.height = height_of(image);
  form.precision = gimp_image_get_precision(image);
  gimp_image_get_resolution(image, &form.dots_across, &form.dots_down);
  form.profile.reset(gimp_image_get_color_profile(image));
  form.milliseconds = frames.milliseconds();
  return form;
}

ImageRef make_animation(const AnimationForm& form, const ui::PictureStore& painted) {
  OwnImage image(gimp_image_new_with_precision(form.width, form.height, GIMP_RGB, form.precision));
  if (!image.get()) throw refused_image(last_error());
  gimp_image_undo_disable(image.get());
  if (form.dots_across > 0) gimp_image_set_resolution(image.get(), form.dots_across, form.dots_down);
  if (form.profile) gimp_image_set_color_profile(image.get(), form.profile.get());
  for (int i = 0; i < painted.count(); ++i) {
    add_frame(image.get(), painted.read(i),
              frame_name(i + 1, form.milliseconds[static_cast<std::size_t>(i)]));
  }
  gimp_image_undo_enable(image.get());
  return image.release();
}

}  // namespace gimp
