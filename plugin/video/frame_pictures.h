// Pictures of the program from FFmpeg's frames and back, by libswscale in the same bytes on every machine.
#pragma once

#include "core/image.h"
#include "video/libav.h"

namespace video {

bool has_alpha(AVPixelFormat format);
// More than 8 bits a sample.
bool is_deep(AVPixelFormat format);

// The YCbCr matrix: as told, otherwise the usual one for that size, BT.709 from 720 lines on or BT.601.
int matrix_of(int told, core::Size size);

// Keeps what was prepared for the frame before, which mostly is like this one.
class FramePictures {
 public:
  // As the frame lies, not turned. `with_alpha`: kept where the frame has it, otherwise put on black.
  core::Image picture(const AVFrame& frame, bool with_alpha);

  // A frame of that format and size, which may be larger than the picture: its last column and row are then
  // repeated. YCbCr in the usual limited range by that matrix. Without alpha in the format: on black.
  Frame frame(const core::Image& picture, AVPixelFormat format, core::Size size, int matrix);

 private:
  void convert(const AVFrame& from, AVFrame& to, int from_matrix, bool from_full, int to_matrix,
               bool to_full);

  Scaler scaler_;
};

}  // namespace video
