// Pictures of a run that goes on: of painted.png painted-0050.png, painted-0100.png, … by the iteration,
// counted over all scales. Each has its scale's size and the content's colours, but no alpha and no recipe,
// as it is not yet what that makes. Like the result they appear only when they are complete.
#pragma once

#include <string>
#include <vector>

#include "pictures/picture.h"

namespace cli {

class PicturesOnTheWay {
 public:
  // `every`: so many iterations; 0: none is written. `like`: the content, its image aside. `quality`: as
  // PaintRequest has it.
  PicturesOnTheWay(int every, std::string output, pictures::Format format, int quality,
                   pictures::Description like)
      : every_(every),
        output_(std::move(output)),
        format_(format),
        quality_(quality),
        like_(std::move(like)) {
    like_.xmp.clear();  // may hold what the content was painted with
  }

  // After each iteration: whether its picture is to be written.
  bool is_due();
  // Throws base::Error where it cannot be written.
  void write(core::Image&& picture) const;

 private:
  int every_;
  int iteration_ = 0;
  std::string output_;
  pictures::Format format_;
  int quality_;
  pictures::Description like_;
};

}  // namespace cli
