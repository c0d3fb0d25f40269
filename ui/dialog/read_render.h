// What a render is made of, read from the host as it is now.
#pragma once

#include <functional>

#include "core/image.h"
#include "ui/host.h"
#include "ui/render_thread.h"

namespace ui {

struct Render {
  RenderTask task;
  std::function<void(const core::Image& result)> write_result;  // see Content
};

// `layer`: see Host::read_content(). `picture_side`: of the growing picture. Of an animation without its
// frames, which are read one by one. Throws base::Error for what the host cannot read.
Render read_render(Host& host, const Settings& settings, std::size_t layer, int picture_side);

}  // namespace ui
