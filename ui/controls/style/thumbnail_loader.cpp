#include "controls/style/thumbnail_loader.h"

#include <utility>

#include "session/tasks/low_priority.h"
#include "widgets/picture_pixbuf.h"

namespace ui {
namespace {

constexpr guint kPollMilliseconds = 20;
// The preview's first picture comes sooner for it.
constexpr int kBehindThePreview = 5;

}  // namespace

ThumbnailLoader::ThumbnailLoader(int longer_side)
    : longer_side_(longer_side), thread_([this] { read_all(); }) {}

ThumbnailLoader::~ThumbnailLoader() {
  {
    const std::lock_guard lock(mutex_);
    quit_ = true;
  }
  wake_.notify_one();
  thread_.join();
}

void ThumbnailLoader::load(const std::string& file, std::function<void(PixbufHandle)> ready) {
  {
    const std::lock_guard lock(mutex_);
    wanted_.push_back({file, std::move(ready), nullptr});
  }
  wake_.notify_one();
  ++expected_;
  if (!poll_timer_.running()) poll_timer_.repeat(kPollMilliseconds, [this] { deliver(); });
}

void ThumbnailLoader::read_all() {
  lower_priority(kBehindThePreview);
  std::unique_lock lock(mutex_);
  while (true) {
    wake_.wait(lock, [this] { return quit_ || !wanted_.empty(); });
    if (quit_) return;
    Request request = std::move(wanted_.front());
    wanted_.pop_front();
    lock.unlock();
    request.picture = load_preview(request.file, longer_side_);
    lock.lock();
    read_.push_back(std::move(request));
  }
}

void ThumbnailLoader::deliver() {
  std::deque<Request> read;
  {
    const std::lock_guard lock(mutex_);
    read.swap(read_);
  }
  expected_ -= static_cast<int>(read.size());
  if (expected_ == 0) poll_timer_.stop();
  for (Request& request : read) request.ready(std::move(request.picture));
}

}  // namespace ui
