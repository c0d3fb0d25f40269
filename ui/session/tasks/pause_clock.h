// A run's progress without the time that it stood still.
#pragma once

#include <chrono>
#include <functional>
#include <optional>

#include "core/observer.h"

namespace ui {

class PauseClock {
 public:
  using Clock = std::chrono::steady_clock;

  // `now`: what the time is read from.
  explicit PauseClock(std::function<Clock::time_point()> now = Clock::now);

  void pause();
  void resume();
  // Of every progress, the first one too: the job forecasts from all the time since that, pauses among it.
  core::Progress without_pauses(core::Progress progress);

 private:
  std::function<Clock::time_point()> now_;
  std::optional<Clock::time_point> first_progress_;
  Clock::time_point paused_at_;
  double paused_seconds_ = 0;
};

}  // namespace ui
