// What a run tells people before it begins and while it goes on, on the standard output.
//
// On a terminal one line is rewritten: scale, iteration, losses, time left. Elsewhere each scale gets one
// line when it is done. Quiet: nothing at all.
#pragma once

#include <optional>
#include <string>

#include "cli/status_line.h"
#include "core/prediction.h"
#include "core/style_job.h"

namespace cli {

class ProgressReport {
 public:
  explicit ProgressReport(bool quiet);

  // "Expected: 23 s, 340 MiB".
  void predict(const core::Prediction& prediction);
  void note(const std::string& sentence);
  void show(const core::Progress& progress);
  // After the last progress, before anything else is printed. Ends the line or prints the last scale's.
  void end();
  // "512×256 px in 1:23; style loss 12.3 at first, 0.4 at last; …".
  void summarise(const core::Result& result, double seconds, const std::string& path);

 private:
  void rewrite_line(const core::Progress& progress);

  bool quiet_;
  StatusLine line_;
  std::optional<core::Losses> first_;
  std::optional<core::Progress> latest_;
};

}  // namespace cli
