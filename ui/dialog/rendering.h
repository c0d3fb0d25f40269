// All that the host wants painted with the same settings, one after the other: its layers, or the frames of
// its animation. Holds what was read, what is being painted, and what waits to be written.
//
// Reading → paint() → poll() until finished → take_painted() → (paint_next() → …) → write(). Main thread only;
// the destructor cancels what is being painted, and waits. What asks the host may throw base::Error.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/image.h"
#include "dialog/read_render.h"
#include "ui/host.h"
#include "ui/progress_over_all.h"
#include "ui/render_thread.h"

namespace ui {

class Rendering {
 public:
  // Reads the first layer, or of an animation all but its frames.
  Rendering(Host& host, Settings settings, int picture_side);

  const Settings& settings() const { return settings_; }

  // Frames are read one at a time, so that the dialog goes on meanwhile.
  bool is_read() const;
  // The next frame. Returns a sentence about it.
  std::string read_frame();

  // Begins what was read.
  void paint();
  // See RenderNews, but for the progress, which is that of all layers; `text` says it in words.
  struct News : RenderNews {
    std::string text;
  };
  News poll();
  RenderThread& thread() { return *thread_; }

  // What is finished: it waits to be written from now on. Throws the base::Error that ended the run, if one
  // did.
  const core::Image& take_painted();
  // Reads and begins the next layer; false: that was the last.
  bool paint_next();

  // All that was painted, as one step of undo.
  void write();
  // What was painted first.
  const core::Image& first() const { return painted_.front().picture; }

 private:
  struct Painted {
    std::function<void(const core::Image&)> write_result;
    core::Image picture;
  };

  Host& host_;
  Settings settings_;
  int picture_side_;
  ProgressOverAll over_all_;
  Render render_;  // what is read, or being painted
  std::vector<Painted> painted_;
  std::unique_ptr<RenderThread> thread_;
};

}  // namespace ui
