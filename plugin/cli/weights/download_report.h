// What a download tells people while it goes on, on the standard output: on a terminal one line that is
// rewritten, with what has come, the speed and the time left; elsewhere a line for every tenth of the file.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "cli/status_line.h"
#include "weights/download.h"

namespace cli {

class DownloadReport {
 public:
  void show(const weights::DownloadProgress& progress);

 private:
  std::string text(const weights::DownloadProgress& progress);

  StatusLine line_;
  bool receiving_ = false;
  std::chrono::steady_clock::time_point begin_{};  // of receiving
  std::uint64_t begin_bytes_ = 0;                  // that were here already
  std::uint64_t tenths_ = 0;
};

}  // namespace cli
