// Reads pictures small on a thread of its own, so that a dialog with many of them opens at once.
//
// Main thread only. The destructor waits for the one picture that is being read and forgets the others.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

#include "widgets/timer.h"
#include "widgets/widgets.h"

namespace ui {

class ThumbnailLoader {
 public:
  // Longer side in pixels.
  explicit ThumbnailLoader(int longer_side);
  ~ThumbnailLoader();
  ThumbnailLoader(const ThumbnailLoader&) = delete;
  ThumbnailLoader& operator=(const ThumbnailLoader&) = delete;

  // `ready` is called from the main loop; with null if GdkPixbuf cannot read the file.
  void load(const std::string& file, std::function<void(PixbufHandle)> ready);

 private:
  struct Request {
    std::string file;
    std::function<void(PixbufHandle)> ready;
    PixbufHandle picture;
  };

  void read_all();
  void deliver();

  const int longer_side_;
  int expected_ = 0;
  Timer poll_timer_;

  std::mutex mutex_;  // guards the members up to thread_
  std::condition_variable wake_;
  std::deque<Request> wanted_;
  std::deque<Request> read_;
  bool quit_ = false;
  std::thread thread_;
};

}  // namespace ui
