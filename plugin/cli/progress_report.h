// What a run tells people while it goes on, on the standard output.
//
// On a terminal one line is rewritten: scale, iteration, losses, time left. Elsewhere each scale gets one
// line when it is done. Quiet: nothing at all.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "core/style_job.h"

namespace cli {

class ProgressReport {
 public:
  explicit ProgressReport(bool quiet);
  ~ProgressReport();
  ProgressReport(const ProgressReport&) = delete;
  ProgressReport& operator=(const ProgressReport&) = delete;

  void note(const std::string& sentence);
  void show(const core::Progress& progress);
  // After the last progress, before anything else is printed. Ends the line or prints the last scale's.
  void end();
  // "512×256 px in 1:23; style loss 12.3 at first, 0.4 at last; …".
  void summarise(const core::Result& result, double seconds, const std::string& path);

 private:
  void rewrite_line(const core::Progress& progress);

  bool quiet_;
  bool terminal_;
  bool line_open_ = false;
  std::chrono::steady_clock::time_point last_drawn_{};
  std::optional<core::Losses> first_;
  std::optional<core::Progress> latest_;
};

}  // namespace cli
