#include "ui/render_thread.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "base/error.h"
#include "base/translation.h"
#include "session/tasks/animation_run.h"
#include "session/tasks/low_priority.h"
#include "session/tasks/pause_clock.h"
#include "ui/error_sentence.h"

namespace ui {

namespace {

using Clock = std::chrono::steady_clock;

// Pictures come no faster than they are looked at.
constexpr auto kProgressPicturePause = std::chrono::milliseconds(200);

}  // namespace

class RenderThread::Reporter : public core::Observer {
 public:
  Reporter(RenderThread& owner, int picture_side) : owner_(owner), picture_side_(picture_side) {}

  // What is painted now, whose alpha its pictures are shown with. `frame`: of an animation.
  void begin(const core::Image& content, std::optional<FrameNumber> frame) {
    shape_ = content.has_alpha() ? shrink_to(content, std::max(picture_side_, 1)) : core::Image();
    frame_ = frame;
  }

  bool cancelled() override {
    const std::lock_guard lock(owner_.mutex_);
    return owner_.cancelled_;
  }

  void on_progress(const core::Progress& progress) override {
    std::unique_lock lock(owner_.mutex_);
    owner_.news_.progress = clock_.without_pauses(progress);
    owner_.news_.frame = frame_;
    owner_.told_.notify_one();
    if (!owner_.paused_ || owner_.cancelled_) return;
    clock_.pause();
    owner_.news_.stands_still = true;
    owner_.wake_.wait(lock, [this] { return !owner_.paused_ || owner_.cancelled_; });
    owner_.news_.stands_still = false;
    clock_.resume();
  }

  bool wants_snapshot() override {
    const std::lock_guard lock(owner_.mutex_);
    return picture_side_ > 0 && !owner_.news_.picture && Clock::now() > next_picture_;
  }

  void on_snapshot(core::Image&& picture) override {
    Pixels pixels = to_pixels(with_alpha_of(shrink_to(picture, picture_side_), shape_));
    next_picture_ = Clock::now() + kProgressPicturePause;
    const std::lock_guard lock(owner_.mutex_);
    owner_.news_.picture = std::move(pixels);
    owner_.told_.notify_one();
  }

  void on_note(const std::string& note) override {
    const std::lock_guard lock(owner_.mutex_);
    owner_.news_.notes.push_back(note);
    owner_.told_.notify_one();
  }

 private:
  RenderThread& owner_;
  int picture_side_;
  core::Image shape_;
  std::optional<FrameNumber> frame_;
  Clock::time_point next_picture_;
  PauseClock clock_;
};

RenderThread::RenderThread(RenderTask task) {
  thread_ = std::thread([this, task = std::move(task)]() mutable { compute(std::move(task)); });
}

RenderThread::~RenderThread() {
  cancel();
  if (thread_.joinable()) thread_.join();
}

void RenderThread::cancel() {
  {
    const std::lock_guard lock(mutex_);
    cancelled_ = true;
  }
  wake_.notify_one();
}

void RenderThread::pause() {
  const std::lock_guard lock(mutex_);
  paused_ = true;
}

void RenderThread::resume() {
  {
    const std::lock_guard lock(mutex_);
    paused_ = false;
  }
  wake_.notify_one();
}

core::Result RenderThread::paint(RenderTask task, Reporter& reporter) {
  core::Painter painter;
  painter.update(task.parameters, task.styles);
  if (task.animation) {
    return paint_animation(
        painter, *task.animation, reporter,
        [&](const FrameNumber& frame, const core::Image& content) { reporter.begin(content, frame); });
  }
  reporter.begin(task.content, std::nullopt);
  core::Frame frame;
  frame.content = std::move(task.content);
  frame.start = std::move(task.start);
  frame.keep = std::move(task.keep);
  frame.freeze = std::move(task.freeze);
  return painter.paint(std::move(frame), reporter);
}

void RenderThread::compute(RenderTask task) {
  lower_priority();
  core::Result result;
  std::optional<std::string> error;
  try {
    Reporter reporter(*this, task.picture_side);
    result = paint(std::move(task), reporter);
  } catch (...) {
    error = sentence_of_current_exception();
  }
  const std::lock_guard lock(mutex_);
  result_ = std::move(result);
  error_ = std::move(error);
  news_.finished = true;
  told_.notify_one();
}

RenderNews RenderThread::poll() {
  const std::lock_guard lock(mutex_);
  RenderNews news = std::move(news_);
  news_ = {};
  news_.finished = news.finished;
  news_.stands_still = news.stands_still;
  return news;
}

void RenderThread::wait() {
  std::unique_lock lock(mutex_);
  told_.wait(lock,
             [this] { return news_.progress || news_.picture || !news_.notes.empty() || news_.finished; });
}

core::Result RenderThread::take_result() {
  if (thread_.joinable()) thread_.join();
  if (error_) throw base::Error(*error_);
  return std::move(result_);
}

}  // namespace ui
