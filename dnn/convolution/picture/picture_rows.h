// The first convolution of a network, which has 3 input channels, row by row on one thread: the part that is
// written for each instruction set.
//
// oneDNN's convolutions want whole vectors of input channels; on 3 they reach a hundredth of the processor's
// speed. Here forward is a product of patches (27 values, of which 9 lie side by side in each of three rows)
// with the filters, and backward a product of gradients with the filters that gives each position's share in
// its 9 neighbours, which are then added up. Maps are rows (M×N), positions outside are zero.
#pragma once

#include <cstddef>

#include "network/open_bits.h"

namespace dnn {

constexpr int kPatch = 27;         // 3×3 positions × 3 channels
constexpr int kPatchColumns = 32;  // the same in whole panels

struct PictureRows {
  int height = 0;
  int width = 0;
  int channels = 0;  // of the output; a multiple of kGranule
  int first_row = 0;
  int last_row = 0;
  float* scratch = nullptr;  // picture_scratch() floats
};

std::size_t picture_scratch(int width, int channels);

// `filters`: [panel][patch value][channel of the panel]; `bias`: whole panels.
void run_picture_forward(const PictureRows& rows, const float* picture, const float* filters,
                         const float* bias, bool relu, float* destination);

// `filters`: [panel of patch columns][channel][patch column of the panel]. `open`: see WinogradBlock.
void run_picture_backward(const PictureRows& rows, const float* gradient, const OpenWord* open,
                          const float* filters, float* picture_gradient);

}  // namespace dnn
