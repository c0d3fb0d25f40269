// Parts of a picture on their way between ranks: of a picture of that size, 3×H×W, the pixels in a rectangle.
#pragma once

#include <vector>

#include "core/resample.h"
#include "team/team_run.h"
#include "tiles/tile_grid.h"

namespace core {

class PictureParts {
 public:
  // Makes room for a whole picture where there is anyone to send to.
  PictureParts(TeamRun& team, Size picture) : team_(team), picture_(picture) {
    if (team.size() > 1) part_.resize(3 * static_cast<std::size_t>(picture.width) * picture.height);
  }

  void send(int to, const float* rgb, const Rectangle& part);
  void receive(int from, float* rgb, const Rectangle& part);
  void receive_and_add(int from, float* rgb, const Rectangle& part);

 private:
  // Calls `take(row of the picture, row of part_, pixels)` for each row of the part.
  template <class Value, class Take>
  void for_rows(Value* rgb, const Rectangle& part, const Take& take);
  std::size_t bytes(const Rectangle& part) const;

  TeamRun& team_;
  Size picture_;
  std::vector<float> part_;
};

}  // namespace core
