// Paints one picture, or the frames of an animation, on a thread of its own; the caller's thread polls a
// mailbox for what is new.
//
// start → (poll …)* → finished. The destructor cancels and waits: within one iteration. All members are for
// the one thread that owns the object; nothing of the host is touched by the computing thread.
#pragma once

#include <condition_variable>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "core/style_job.h"
#include "ui/animation_task.h"
#include "ui/pixels.h"

namespace ui {

struct RenderTask {
  core::Image content;
  std::vector<core::Style> styles;
  core::Parameters parameters;
  core::Image start;  // this and the next two: see core::Frame
  core::SharedPlane keep;
  core::SharedPlane freeze;
  // Instead of `content`, `start`, `keep` and `freeze`.
  std::optional<AnimationTask> animation = {};
  int picture_side = 0;  // RenderNews::picture is at most this large; 0: there is none
};

// News since the last poll.
struct RenderNews {
  std::optional<core::Progress> progress;  // of all frames of an animation
  std::optional<FrameNumber> frame;        // beside it, of an animation
  std::vector<std::string> notes;
  std::optional<Pixels> picture;  // as it is now
  bool stands_still = false;      // in a pause
  bool finished = false;
};

class RenderThread {
 public:
  explicit RenderThread(RenderTask task);
  ~RenderThread();
  RenderThread(const RenderThread&) = delete;
  RenderThread& operator=(const RenderThread&) = delete;

  RenderNews poll();
  // Until poll() has something new to tell, or the run is finished; for those without a timer of their own.
  void wait();
  // The result is then the best picture so far; of an animation what is painted stays, without the frame that
  // was not whole.
  void cancel();
  // After the iteration that runs now. The time left does not count pauses.
  void pause();
  void resume();

  // After poll() said finished, once. Throws the base::Error that ended the run, if one did.
  core::Result take_result();

 private:
  class Reporter;
  void compute(RenderTask task);
  static core::Result paint(RenderTask task, Reporter& reporter);

  std::mutex mutex_;              // guards the members up to thread_
  std::condition_variable wake_;  // the computing thread
  std::condition_variable told_;  // wait()
  bool cancelled_ = false;
  bool paused_ = false;
  RenderNews news_;
  core::Result result_;
  std::optional<std::string> error_;
  std::thread thread_;
};

}  // namespace ui
