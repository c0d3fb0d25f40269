// What a run tells while it goes on, and what comes of it.
#pragma once

#include <string>

#include "core/image.h"
#include "core/losses.h"

namespace core {

struct Progress {
  int scale_index = 0;  // 0 … scale_count−1
  int scale_count = 0;
  int longer_side = 0;  // of this scale, in pixels
  int iteration = 0;    // 1 … iterations of this scale; 0 at the start picture
  int iterations = 0;
  Losses losses;
  double seconds = 0;       // since run() began
  double seconds_left = 0;  // expected; negative while unknown
  double fraction = 0;      // 0…1 of the whole run's expected work
};

// Called on the thread that paints.
class Observer {
 public:
  virtual ~Observer() = default;
  // Once, before the first iteration. `network`: "vgg19, random (seed 0, half width)"; `engine`:
  // "oneDNN 2.6.3, …".
  virtual void on_start(const std::string& /*network*/, const std::string& /*engine*/) {}
  // Asked before every layer of every pass, also while the run is prepared. True: the run ends with the best
  // picture so far.
  virtual bool cancelled() { return false; }
  virtual void on_progress(const Progress&) {}
  // True: on_snapshot follows with the picture as it is now, at the scale's size.
  virtual bool wants_snapshot() { return false; }
  virtual void on_snapshot(Image&&) {}
  // A sentence for people: what was adapted to the pictures ("relu5_1 dropped: …").
  virtual void on_note(const std::string&) {}
};

struct Result {
  Image picture;           // at the working size; alpha from the content
  bool cancelled = false;  // then `picture` is the best so far
  Losses losses;           // of the last iteration
  // Where Frame::tells_painting: `picture` before anything was done with the photograph's own colours, pixels
  // and alpha.
  Image painting;
};

}  // namespace core
