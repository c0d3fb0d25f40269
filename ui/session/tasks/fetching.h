// weights::fetch() on a thread of its own.
//
// All members are for the one thread that owns the object. The destructor ends the download, within about a
// second; what came is kept for the next attempt.
#pragma once

#include <atomic>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "weights/fetch.h"

namespace ui {

class Fetching {
 public:
  explicit Fetching(const weights::CatalogueEntry& entry);
  ~Fetching();
  Fetching(const Fetching&) = delete;
  Fetching& operator=(const Fetching&) = delete;

  void cancel() { cancelled_ = true; }
  weights::DownloadProgress progress();
  bool ended() const { return ended_; }
  // After ended(): whether the weights are there. Throws the base::Error that ended it, if one did.
  bool take_result() const;

 private:
  void run(const weights::CatalogueEntry& entry);

  std::atomic<bool> cancelled_{false};
  std::atomic<bool> ended_{false};
  std::mutex mutex_;  // guards progress_
  weights::DownloadProgress progress_;
  bool fetched_ = false;
  std::optional<std::string> error_;
  std::thread thread_;  // last: it uses the others
};

}  // namespace ui
