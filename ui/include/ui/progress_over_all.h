// The progress of several pictures that are painted one after the other with the same settings, as that of
// one.
#pragma once

#include <string>
#include <vector>

#include "core/observer.h"
#include "core/resample.h"

namespace ui {

class ProgressOverAll {
 public:
  // The contents, at least one, and the parameter `size`: each has its pixels' share of the work.
  ProgressOverAll(const std::vector<core::Size>& contents, int size);

  // The present picture is done.
  void next() { ++present_; }
  // Fraction and time left become those of all.
  core::Progress of(core::Progress progress) const;
  // As progress_text(); of several pictures with the present one's number.
  std::string text(const core::Progress& progress) const;

 private:
  std::vector<double> shares_;  // together 1
  std::size_t present_ = 0;
};

}  // namespace ui
