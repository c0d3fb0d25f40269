// What a RenderThread paints where it paints an animation.
#pragma once

#include <memory>

#include "core/film_painter.h"
#include "core/parameters.h"
#include "ui/picture_store.h"

namespace ui {

struct AnimationTask {
  std::shared_ptr<PictureStore> frames;     // the contents, first to last
  std::shared_ptr<PictureStore> painted;    // where they go, at the working size, each when it is whole
  std::shared_ptr<core::OpticalFlow> flow;  // null: each is painted by itself
  double temporal_weight = core::FilmPainter::Settings().temporal_weight;
};

// Throws base::Error for what an animation cannot be painted with.
void check_animation(const core::Parameters& parameters);

// Of an animation, from 1.
struct FrameNumber {
  int number = 1;
  int count = 1;
};

}  // namespace ui
