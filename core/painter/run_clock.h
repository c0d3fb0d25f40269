// How far a run is and how long it will still take: iterations cost in proportion to their scale's pixels.
#pragma once

#include <chrono>
#include <functional>
#include <vector>

#include "core/resample.h"

namespace core {

class RunClock {
 public:
  using Clock = std::chrono::steady_clock;

  // Begins now. `now`: what the time is read from.
  RunClock(const std::vector<Size>& scales, const std::vector<int>& iterations,
           std::function<Clock::time_point()> now = Clock::now);

  void finish_iteration(int scale_index);
  // The scale ended before its last iteration.
  void finish_scale(int scale_index);

  double seconds() const;
  double fraction() const;
  // Negative until enough is known.
  double seconds_left() const;

 private:
  std::function<Clock::time_point()> now_;
  Clock::time_point start_;
  Clock::time_point first_iteration_;
  std::vector<double> cost_;
  std::vector<int> iterations_;
  double total_ = 0;
  double done_ = 0;
  double done_before_scale_ = 0;
};

}  // namespace core
