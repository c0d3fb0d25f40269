// The filters of a layer as a Winograd convolution wants them: G g Gᵀ of each (see winograd_block.h), in the
// order in which the products read them, packed for this processor.
#pragma once

#include "dnn/network.h"
#include "engine/aligned_buffer.h"
#include "engine/thread_pool.h"

namespace dnn {

class WinogradFilters {
 public:
  // kBackward: turned by half a turn, the channels exchanged.
  enum Direction { kForward, kBackward };

  WinogradFilters(const Layer& layer, Direction direction, ThreadPool& pool);

  int in_channels() const { return in_channels_; }
  int out_channels() const { return out_channels_; }
  int panels() const { return panels_; }
  // [panel][point][in channel][channel of the panel]; zero beyond out_channels().
  const float* data() const { return packed_.floats(); }

 private:
  int in_channels_;
  int out_channels_;
  int panels_;
  AlignedBuffer packed_;
};

}  // namespace dnn
