// Reads pictures small on other threads, so that a dialog with many of them opens at once.
//
// Main thread only. Destroying the loader forgets what has not come yet, without waiting for it.
#pragma once

#include <functional>
#include <string>

#include "widgets.h"

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
  int longer_side_;
  GCancellable* cancellable_;
};

}  // namespace ui
