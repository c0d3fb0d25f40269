// One style transfer from beginning to end: content and style pictures in, a stylised picture out.
//
// run() computes on the calling thread (give it a thread of its own) and reports to the Observer on that
// thread, at least once per iteration. The job owns copies of what it needs; nothing else is shared with it.
#pragma once

#include <memory>
#include <vector>

#include "core/image.h"
#include "core/observer.h"
#include "core/painter.h"
#include "core/parameters.h"

namespace core {

class TeamRun;
struct Tiling;

class StyleJob {
 public:
  // Throws base::Error for pictures or parameters that cannot be used, in words for people: no style, an
  // empty or fully transparent picture, one too small for the network, weights that cannot be read.
  // `start`: see Frame.
  StyleJob(Image content, std::vector<Image> styles, const Parameters& parameters, Image start = {});
  // With what the painter has, which must outlive the job and not be updated before its end.
  StyleJob(Painter& painter, Frame frame);
  ~StyleJob();
  StyleJob(const StyleJob&) = delete;
  StyleJob& operator=(const StyleJob&) = delete;

  // Size of the result: the content's longer side brought to Parameters::size (never enlarged; 0: its own).
  int width() const;
  int height() const;
  Result run(Observer& observer);
  // Of a rank that does not lead: takes part in rank 0's run(). See serve.h, which has the job for it.
  void assist(Observer& observer, TeamRun& team, const Tiling& tiling);

 private:
  struct Impl;
  std::unique_ptr<Painter> own_;
  std::unique_ptr<Impl> impl_;
};

}  // namespace core
