#include "session/tasks/fetching.h"

#include "base/error.h"

namespace ui {

Fetching::Fetching(const weights::CatalogueEntry& entry) : thread_([this, entry] { run(entry); }) {}

Fetching::~Fetching() {
  cancel();
  thread_.join();
}

weights::DownloadProgress Fetching::progress() {
  const std::lock_guard<std::mutex> lock(mutex_);
  return progress_;
}

bool Fetching::take_result() const {
  if (error_) throw base::Error(*error_);
  return fetched_;
}

void Fetching::run(const weights::CatalogueEntry& entry) {
  weights::Fetch wanted;
  wanted.entry = entry;
  try {
    const auto set = weights::fetch(wanted, [this](const weights::DownloadProgress& progress) {
      const std::lock_guard<std::mutex> lock(mutex_);
      progress_ = progress;
      return !cancelled_;
    });
    fetched_ = set.has_value();
  } catch (const std::exception& error) {
    error_ = error.what();
  }
  ended_ = true;
}

}  // namespace ui
