#include "painter/run_clock.h"

#include <utility>

namespace core {

RunClock::RunClock(const std::vector<Size>& scales, const std::vector<int>& iterations,
                   std::function<Clock::time_point()> now)
    : now_(std::move(now)), start_(now_()), first_iteration_(start_), iterations_(iterations) {
  for (std::size_t scale = 0; scale < scales.size(); ++scale) {
    cost_.push_back(scales[scale].pixels());
    total_ += cost_.back() * iterations[scale];
  }
}

void RunClock::finish_iteration(int scale_index) {
  // What comes before the first iteration (weights, targets) does not repeat; it is left out of the forecast.
  if (done_ == 0) first_iteration_ = now_();
  done_ += cost_[scale_index];
}

void RunClock::finish_scale(int scale_index) {
  done_before_scale_ += cost_[scale_index] * iterations_[scale_index];
  done_ = done_before_scale_;
}

double RunClock::seconds() const { return std::chrono::duration<double>(now_() - start_).count(); }

double RunClock::fraction() const { return total_ > 0 ? done_ / total_ : 1; }

double RunClock::seconds_left() const {
  const double measured = done_ - cost_.front();
  if (measured <= 0) return -1;
  const double spent = std::chrono::duration<double>(now_() - first_iteration_).count();
  return spent / measured * (total_ - done_);
}

}  // namespace core
