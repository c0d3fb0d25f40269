#include "session/tasks/animation_run.h"

#include <algorithm>
#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "base/error.h"
#include "base/translation.h"
#include "core/film_painter.h"

namespace ui {
namespace {

// Before it, what is left cannot be told.
constexpr double kFirstForecast = 0.01;

// Hands on what a frame's painter says, with the progress of all frames.
class WholeObserver : public core::Observer {
 public:
  WholeObserver(core::Observer& observer, int frames, double share)
      : observer_(observer), all_(1 + (frames - 1) * share), share_(share) {}

  bool cancelled() override { return observer_.cancelled(); }
  void on_progress(const core::Progress& of_frame) override {
    core::Progress progress = of_frame;
    progress.fraction = std::min(1.0, (done_ + frame_ * of_frame.fraction) / all_);
    progress.seconds = std::chrono::duration<double>(Clock::now() - start_).count();
    progress.seconds_left =
        progress.fraction < kFirstForecast ? -1 : progress.seconds * (1 / progress.fraction - 1);
    observer_.on_progress(progress);
  }
  bool wants_snapshot() override { return observer_.wants_snapshot(); }
  void on_snapshot(core::Image&& picture) override { observer_.on_snapshot(std::move(picture)); }
  // Each frame says the same.
  void on_note(const std::string& sentence) override {
    if (std::find(told_.begin(), told_.end(), sentence) != told_.end()) return;
    told_.push_back(sentence);
    observer_.on_note(sentence);
  }

  void frame_done(bool went_on) {
    if (!went_on && done_ > 0) all_ += 1 - share_;  // a cut: it took as long as a still
    done_ += went_on ? share_ : 1;
    frame_ = share_;
  }

 private:
  using Clock = std::chrono::steady_clock;

  core::Observer& observer_;
  double all_;  // in stills
  double share_;
  double done_ = 0;
  double frame_ = 1;  // what the one that is being painted takes
  Clock::time_point start_ = Clock::now();
  std::vector<std::string> told_;
};

bool is_transparent(const core::Image& picture) {
  return picture.has_alpha() &&
         std::all_of(picture.alpha().begin(), picture.alpha().end(), [](float alpha) { return alpha == 0; });
}

double share_of_still(double temporal_weight) { return temporal_weight > 0 ? core::kShareOfStill : 1; }

}  // namespace

void check_animation(const core::Parameters& parameters) {
  if (!core::starts_from_file(parameters)) return;
  throw base::Error(
      base::format(_("init must be content, matched, noise or style for an animation, not \"%s\""),
                   parameters.init.c_str()));
}

double stills_of(int frames, double temporal_weight) {
  return 1 + (frames - 1) * share_of_still(temporal_weight);
}

core::Result paint_animation(core::Painter& painter, const AnimationTask& task, core::Observer& observer,
                             const std::function<void(const FrameNumber&, const core::Image&)>& on_frame) {
  core::FilmPainter::Settings settings;
  settings.temporal_weight = task.temporal_weight;
  core::FilmPainter film(painter, task.flow.get(), settings);
  const int count = task.frames->count();
  WholeObserver whole(observer, count, share_of_still(task.flow ? task.temporal_weight : 0));
  core::Result result;
  for (int i = 0; i < count; ++i) {
    core::Frame frame;
    frame.content = task.frames->read(i);
    on_frame({i + 1, count}, frame.content);
    if (is_transparent(frame.content)) {
      task.painted->add(frame.content);
      whole.frame_done(true);
      continue;
    }
    core::Painted painted = film.next(std::move(frame), whole);
    result.picture = std::move(painted.picture);
    result.cancelled = painted.cancelled || observer.cancelled();
    if (result.cancelled) return result;
    task.painted->add(result.picture);
    whole.frame_done(painted.kept > 0);
  }
  return result;
}

}  // namespace ui
