// How feature maps lie in memory inside a network.
//
// kRows is what callers see: M×N, all channels of a position side by side (oneDNN's nhwc). kBlocks keeps
// eight channels of a position side by side (nChw8c), padded with zero channels. Measured with oneDNN 2.6.3:
// with AVX-512 rows are within 3 % of blocks and save all reorders at taps; with AVX2 and below rows are 1.5
// to 2 times slower.
#pragma once

#include <cstddef>

#include "dnn/feature_map.h"
#include "onednn_compat.h"

namespace dnn {

enum class Layout { kRows, kBlocks };

// The faster one on this machine's processor.
Layout preferred_layout();

onednn::Desc map_desc(const FeatureShape& shape, Layout layout);

// Bytes that map_desc(shape, layout) takes.
std::size_t map_bytes(const FeatureShape& shape, Layout layout);

}  // namespace dnn
