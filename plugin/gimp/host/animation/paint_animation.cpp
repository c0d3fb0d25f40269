#include "gimp/host/animation/paint_animation.h"

#include <memory>
#include <utility>

#include "base/translation.h"
#include "gimp/host/animation/animation_frames.h"
#include "gimp/host/animation/animation_image.h"
#include "gimp/host/animation/animation_texts.h"
#include "gimp/host/animation/flow.h"
#include "gimp/host/run_in_gimp.h"

namespace gimp {
namespace {

std::shared_ptr<ui::PictureStore> read_all(AnimationFrames& frames) {
  auto store = std::make_shared<ui::PictureStore>();
  for (int i = 0; i < frames.count(); ++i) store->add(frames.read(i));
  return store;
}

}  // namespace

ImageRef paint_animation(ImageRef image, const Values& values) {
  check_animation(values);
  ui::RenderTask task;
  ui::AnimationTask& animation = task.animation.emplace();
  animation.temporal_weight = values.temporal_weight;
  if (values.temporal_weight > 0) animation.flow = make_flow();
  gimp_progress_init(_("Style Transfer: preparing"));
  AnimationForm form;
  {
    // Gone before it is painted, as Cancel would leave the copy in GIMP.
    AnimationFrames frames(image);
    task.styles = read_styles(values, frames.image());
    animation.frames = read_all(frames);
    form = form_of(frames);
  }
  animation.painted = std::make_shared<ui::PictureStore>();
  task.parameters = values.parameters;
  const std::shared_ptr<ui::PictureStore> painted = animation.painted;
  run_in_gimp(std::move(task));
  const ImageRef result = make_animation(form, *painted);
  gimp_progress_end();
  return result;
}

}  // namespace gimp
