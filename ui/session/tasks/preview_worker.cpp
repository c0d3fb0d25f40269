#include "session/tasks/preview_worker.h"

#include <algorithm>
#include <chrono>
#include <exception>
#include <new>
#include <utility>

#include "base/translation.h"
#include "core/free_memory.h"
#include "core/photo_colours.h"
#include "core/resample.h"
#include "session/tasks/low_priority.h"

namespace ui {
namespace {

using Clock = std::chrono::steady_clock;

// Pictures come no faster than they are looked at.
constexpr auto kPicturePause = std::chrono::milliseconds(100);
// A preview that has run for so long, and has shown something, may wait for a measurement.
constexpr auto kBeforeMeasuring = std::chrono::milliseconds(1000);
// Iterations of a sketch: it shows where a change leads; after that it would drift from what a render paints.
constexpr int kSketch = 30;
// Iterations before a picture that is painted from the beginning is shown. The first scale's are shown in the
// style's colours, less and less so, since they come to these only slowly.
constexpr int kFirstShown = 4;

}  // namespace

class PreviewWorker::Reporter : public core::Observer {
 public:
  // `in_background`: nothing is shown before the last scale. `goes_on`: from a painted picture.
  Reporter(PreviewWorker& owner, const PreviewTask& task, bool in_background, bool goes_on)
      : owner_(owner), task_(task), in_background_(in_background), goes_on_(goes_on), shown_(in_background) {}

  bool cancelled() override {
    const std::lock_guard lock(owner_.mutex_);
    return owner_.cancelled_;
  }

  void on_progress(const core::Progress& progress) override {
    hidden_ = in_background_ && progress.scale_index + 1 < progress.scale_count;
    share_ = 0;
    if (!goes_on_ && !in_background_ && progress.scale_index == 0) {
      hidden_ |= progress.iteration < std::min(kFirstShown, progress.iterations);
      share_ = 1 - static_cast<double>(progress.iteration) / progress.iterations;
    }
    // A question that came with the next task waits for that one's first pictures.
    if (shown_ && Clock::now() - begin_ > kBeforeMeasuring) owner_.answer_cost(true);
  }

  bool wants_snapshot() override {
    const std::lock_guard lock(owner_.mutex_);
    return !hidden_ && !owner_.news_.picture && Clock::now() > next_picture_;
  }

  void on_snapshot(core::Image&& picture) override {
    shown_ = true;
    next_picture_ = Clock::now() + kPicturePause;
    owner_.show(task_, std::move(picture), share_);
  }

 private:
  PreviewWorker& owner_;
  const PreviewTask& task_;
  bool in_background_;
  bool goes_on_;
  bool shown_;
  double share_ = 0;
  bool hidden_ = false;
  Clock::time_point begin_ = Clock::now();
  Clock::time_point next_picture_ = begin_;
};

PreviewWorker::PreviewWorker() : thread_([this] { work(); }) {}

PreviewWorker::~PreviewWorker() {
  {
    const std::lock_guard lock(mutex_);
    quit_ = cancelled_ = true;
  }
  wake_.notify_one();
  thread_.join();
}

void PreviewWorker::open(core::Parameters parameters) {
  {
    const std::lock_guard lock(mutex_);
    to_open_ = std::move(parameters);
  }
  wake_.notify_one();
}

void PreviewWorker::paint(PreviewTask task) {
  {
    const std::lock_guard lock(mutex_);
    task_ = std::move(task);
    cancelled_ = true;
    std::optional<CostAnswer> cost = std::move(news_.cost);
    news_ = {};
    news_.cost = std::move(cost);
  }
  wake_.notify_one();
}

void PreviewWorker::ask(CostQuestion question) {
  {
    const std::lock_guard lock(mutex_);
    question_ = std::move(question);
    news_.cost.reset();
  }
  wake_.notify_one();
}

void PreviewWorker::stop() {
  {
    const std::lock_guard lock(mutex_);
    task_.reset();
    question_.reset();
    cancelled_ = rest_ = true;
    news_ = {};
  }
  wake_.notify_one();
}

PreviewNews PreviewWorker::poll() {
  const std::lock_guard lock(mutex_);
  PreviewNews news = std::exchange(news_, {});
  news.idle = !works_ && !has_work();
  return news;
}

void PreviewWorker::wait() {
  std::unique_lock lock(mutex_);
  told_.wait(lock,
             [this] { return news_.picture || news_.finished || news_.cost || (!works_ && !has_work()); });
}

void PreviewWorker::work() {
  lower_priority();
  std::unique_lock lock(mutex_);
  while (true) {
    works_ = false;
    told_.notify_one();
    wake_.wait(lock, [this] { return quit_ || has_work(); });
    works_ = true;
    if (quit_) return;
    if (std::exchange(rest_, false)) {
      lock.unlock();
      painter_.close();
      lock.lock();
    } else if (to_open_) {
      const core::Parameters parameters = *std::exchange(to_open_, std::nullopt);
      lock.unlock();
      try {
        painter_.open(parameters);
      } catch (const std::exception&) {  // the task will tell
      }
      lock.lock();
    } else if (task_) {
      const PreviewTask task = *std::exchange(task_, std::nullopt);
      cancelled_ = false;
      lock.unlock();
      run(task);
      lock.lock();
    } else {
      lock.unlock();
      answer_cost(false);
      lock.lock();
    }
  }
}

void PreviewWorker::run(const PreviewTask& task) {
  std::optional<std::string> error;
  try {
    if (finished_ && differs_in_shown_colours(painted_task_, task)) {
      show(task, painted_);
      const std::lock_guard lock(mutex_);
      news_.finished = !cancelled_;
      told_.notify_one();
      return;
    }
    const bool goes_on = !painted_.empty() && goes_on_from(painted_task_, task);
    finished_ = false;
    if (goes_on) {
      Continuation sketch = continue_from(painted_, task);
      if (task.part.whole()) sketch.parameters.iterations = std::min(sketch.parameters.iterations, kSketch);
      if (!paint(task, std::move(sketch), false, true)) return;
    }
    if (!goes_on || task.part.whole()) {
      Continuation whole{task.parameters, task.start ? *task.start : core::Image()};
      if (!paint(task, std::move(whole), goes_on, false)) return;
    }
  } catch (const std::bad_alloc&) {
    error = _("there is not enough memory for the preview; choose a smaller one");
  } catch (const std::exception& exception) {
    error = exception.what();
  }
  const std::lock_guard lock(mutex_);
  if (cancelled_) return;
  news_.finished = true;
  news_.error = std::move(error);
  told_.notify_one();
}

bool PreviewWorker::paint(const PreviewTask& task, Continuation run, bool in_background, bool goes_on) {
  // The photograph's colours are put on what is shown, so that they can be taken off again.
  run.parameters.colour = colour_to_paint(task);
  painter_.update(run.parameters, styles_to_paint(task));
  Reporter reporter(*this, task, in_background, goes_on);
  core::Frame frame;
  frame.content = *task.content;
  frame.start = std::move(run.start);
  frame.whole_side = task.render_side;
  frame.keep = part_of(task.keep, task.part);
  frame.freeze = part_of(task.freeze, task.part);
  core::Result result = painter_.paint(std::move(frame), reporter);
  if (result.cancelled) return false;
  result.picture.alpha().clear();
  show(task, std::move(result.picture));
  finished_ = task.part.whole();
  return true;
}

void PreviewWorker::show(const PreviewTask& task, core::Image picture, double share) {
  core::Image seen = share > 0 ? in_style_colours(picture, task.styles, share) : picture;
  if (task.parameters.colour != painted_colour(task)) {
    seen = core::with_colours_of(std::move(seen),
                                 core::resize(*task.content, picture.width(), picture.height()));
  }
  Pixels pixels = to_pixels(with_alpha_of(std::move(seen), *task.content));
  if (task.part.whole()) {
    painted_ = std::move(picture);
    painted_task_ = task;
  }
  const std::lock_guard lock(mutex_);
  if (cancelled_) return;
  news_.picture = std::move(pixels);
  told_.notify_one();
}

void PreviewWorker::answer_cost(bool while_painting) {
  std::optional<CostQuestion> question;
  {
    const std::lock_guard lock(mutex_);
    // The next task's may be about another network than the one that paints.
    if (while_painting && cancelled_) return;
    question = std::exchange(question_, std::nullopt);
  }
  if (!question) return;
  CostAnswer answer = predict_cost(predictor_, *question, core::free_memory());
  const std::lock_guard lock(mutex_);
  if (question_) return;
  news_.cost = std::move(answer);
  told_.notify_one();
}

}  // namespace ui
