// One style transfer from beginning to end: content and style pictures in, a stylised picture out.
//
// run() computes on the calling thread (give it a thread of its own) and reports to the Observer on that
// thread, at least once per iteration. The job owns copies of what it needs; nothing else is shared with it.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/image.h"
#include "core/parameters.h"

namespace core {

// The unweighted J of Gatys et al. in the chosen normalisation; total is weighted.
struct Losses {
  double content = 0;
  double style = 0;
  double tv = 0;
  double total = 0;
};

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

class Observer {
 public:
  virtual ~Observer() = default;
  // Once, before the first iteration. `network`: "vgg19, random (seed 0, half width)"; `engine`:
  // "oneDNN 2.6.3, …".
  virtual void on_start(const std::string& /*network*/, const std::string& /*engine*/) {}
  // Asked at least once per iteration. True: run() returns the best picture so far.
  virtual bool cancelled() { return false; }
  virtual void on_progress(const Progress&) {}
  // True: on_snapshot follows with the picture as it is now, at the scale's size.
  virtual bool wants_snapshot() { return false; }
  virtual void on_snapshot(Image) {}
  // A sentence for people: what was adapted to the pictures ("relu5_1 dropped: …").
  virtual void on_note(const std::string&) {}
};

struct Result {
  Image picture;           // at the working size; alpha from the content
  bool cancelled = false;  // then `picture` is the best so far
  Losses losses;           // of the last iteration
};

class StyleJob {
 public:
  // Throws base::Error for pictures or parameters that cannot be used, in words for people: no style, an
  // empty or fully transparent picture, one too small for the network, weights that cannot be read. `start`:
  // the picture to start from where Parameters::init is a file, which the host reads (core reads no files of
  // pictures); otherwise leave it empty. `whole_side`: where the content is a part cut out of a larger
  // picture, that picture's longer side in the same pixels; styles are as large and scales have as many
  // iterations as in the whole's run. 0: the content is whole.
  StyleJob(Image content, std::vector<Image> styles, Parameters parameters, Image start = {},
           int whole_side = 0);
  ~StyleJob();

  // Size of the result: the content's longer side brought to Parameters::size (never enlarged; 0: its own).
  int width() const;
  int height() const;
  Result run(Observer& observer);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace core
