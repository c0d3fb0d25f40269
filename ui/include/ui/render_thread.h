// Runs one core::StyleJob on a thread of its own; the caller's thread polls a mailbox for what is new.
//
// start → (poll …)* → finished(). The destructor cancels and waits: within one iteration. All members are for
// the one thread that owns the object; nothing of the host is touched by the computing thread.
#pragma once

#include <atomic>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "core/style_job.h"

namespace ui {

struct RenderTask {
  core::Image content;
  std::vector<core::Image> styles;
  core::Parameters parameters;
  core::Image start;  // see StyleJob
};

// News since the last poll.
struct RenderNews {
  std::optional<core::Progress> progress;
  std::vector<std::string> notes;
  bool finished = false;
};

class RenderThread {
 public:
  explicit RenderThread(RenderTask task);
  ~RenderThread();
  RenderThread(const RenderThread&) = delete;
  RenderThread& operator=(const RenderThread&) = delete;

  RenderNews poll();
  void cancel() { cancelled_ = true; }

  // After poll() said finished, once. Throws the base::Error that ended the run, if one did.
  core::Result take_result();

 private:
  class Reporter;
  void compute(RenderTask task);

  std::atomic<bool> cancelled_{false};
  std::mutex mutex_;  // guards the members up to thread_
  RenderNews news_;
  core::Result result_;
  std::optional<std::string> error_;
  std::thread thread_;
};

}  // namespace ui
