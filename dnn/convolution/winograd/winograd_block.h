// One block of tiles of a Winograd convolution, on one thread: the part that is written for each instruction
// set (Google Highway, chosen at run time).
//
// F(4×4, 3×3) of Lavin & Gray, arXiv 1509.09308: an output tile of 4×4 positions is computed from 6×6 input
// positions in 36 instead of 144 multiplications,
//
//   Y = Aᵀ [ (G g Gᵀ) ⊙ (Bᵀ d B) ] A     with ⊙ summed over input channels: 36 matrix products over tiles
//
// Maps are rows (M×N, all channels of a position side by side), positions outside are zero.
#pragma once

#include <cstddef>

#include "network/open_bits.h"

namespace dnn {

constexpr int kWinogradPoints = 36;
struct WinogradBlock {
  const float* source = nullptr;
  // Where the ReLU was not open the source counts as zero: ReLU backward. Null: the source as it is.
  const OpenWord* open = nullptr;
  int height = 0;
  int width = 0;
  int in_channels = 0;
  int out_channels = 0;
  std::size_t first_tile = 0;  // tiles in row-major order
  std::size_t tiles = 0;
  int first_panel = 0;  // of output channels
  int last_panel = 0;
  const float* filters = nullptr;  // [panel][point][in channel][channel of the panel]
  const float* bias = nullptr;     // null: none
  bool relu = false;
  float* destination = nullptr;
  float* scratch = nullptr;  // winograd_scratch() floats
};

std::size_t winograd_scratch(std::size_t tiles, int in_channels);
void run_winograd_block(const WinogradBlock& block);

}  // namespace dnn
