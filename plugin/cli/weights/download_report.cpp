#include "cli/weights/download_report.h"

#include <cstdio>

#include "weights/catalogue.h"

namespace cli {
namespace {

using Phase = weights::DownloadProgress::Phase;

}  // namespace

void DownloadReport::show(const weights::DownloadProgress& progress) {
  if (progress.phase == Phase::kReceiving && !receiving_) {
    receiving_ = true;
    begin_ = std::chrono::steady_clock::now();
    begin_bytes_ = progress.bytes;
    tenths_ = progress.bytes * 10 / progress.total;
    if (begin_bytes_ > 0 && !line_.on_terminal()) {
      std::printf("going on after %s\n", weights::megabytes(begin_bytes_).c_str());
    }
  }
  if (line_.on_terminal()) {
    line_.rewrite(text(progress), progress.bytes == progress.total);
  } else if (progress.phase == Phase::kReceiving && progress.bytes * 10 / progress.total > tenths_) {
    tenths_ = progress.bytes * 10 / progress.total;
    std::printf("%s\n", text(progress).c_str());
    std::fflush(stdout);
  }
}

std::string DownloadReport::text(const weights::DownloadProgress& progress) {
  const std::string amount = weights::megabytes(progress.bytes) + " of " + weights::megabytes(progress.total);
  if (progress.phase == Phase::kChecking) return "checking " + amount;
  const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - begin_;
  const std::uint64_t come = progress.bytes < begin_bytes_ ? progress.bytes : progress.bytes - begin_bytes_;
  constexpr double kLeastSeconds = 1;  // for a speed that means something
  if (spent.count() < kLeastSeconds || come == 0) return amount;
  const double speed = static_cast<double>(come) / spent.count();
  char text[64];
  std::snprintf(text, sizeof text, ", %.1f MB/s, ", speed / 1e6);
  return amount + text + duration(static_cast<double>(progress.total - progress.bytes) / speed) + " left";
}

}  // namespace cli
