// Paints the frames of an animation, and tells of the progress of the whole.
#pragma once

#include <functional>

#include "core/observer.h"
#include "core/painter.h"
#include "ui/animation_task.h"

namespace ui {

// `painter`: after update(). `on_frame`: before each is painted. Wholly transparent frames stay as they are.
// Returns the last picture; `cancelled` where the observer ended it before the last frame was whole. Throws
// base::Error.
core::Result paint_animation(core::Painter& painter, const AnimationTask& task, core::Observer& observer,
                             const std::function<void(const FrameNumber&, const core::Image&)>& on_frame);

// How many stills an animation of so many frames takes, if there are no cuts.
double stills_of(int frames, double temporal_weight);

}  // namespace ui
