#include "session/tasks/pause_clock.h"

#include <algorithm>
#include <utility>

namespace ui {
namespace {

double seconds(PauseClock::Clock::duration duration) {
  return std::chrono::duration<double>(duration).count();
}

}  // namespace

PauseClock::PauseClock(std::function<Clock::time_point()> now) : now_(std::move(now)) {}

void PauseClock::pause() { paused_at_ = now_(); }

void PauseClock::resume() { paused_seconds_ += seconds(now_() - paused_at_); }

core::Progress PauseClock::without_pauses(core::Progress progress) {
  if (!first_progress_) first_progress_ = now_();
  const double since_first = seconds(now_() - *first_progress_);
  progress.seconds -= paused_seconds_;
  if (since_first > 0) {
    progress.seconds_left *= std::clamp((since_first - paused_seconds_) / since_first, 0.0, 1.0);
  }
  return progress;
}

}  // namespace ui
