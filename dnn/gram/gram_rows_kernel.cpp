#include "gram/gram_rows.h"

#include <algorithm>
#include <cmath>

#include "engine/simd.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "gram/gram_rows_kernel.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "engine/products-inl.h"

HWY_BEFORE_NAMESPACE();
namespace dnn {
namespace HWY_NAMESPACE {

// Positions whose products are summed in float; with their panels they stay in the second-level cache.
constexpr std::size_t kPositions = 128;
// Part of the depth whose filters stay in the first-level cache.
constexpr int kDepth = 128;

// One cache line more than the channels, as in winograd_block_kernel.cpp; it also fills up the last panel.
HWY_INLINE std::size_t copy_stride(int channels) { return static_cast<std::size_t>(channels) + 16; }

std::size_t Scratch(int channels) { return kPositions * copy_stride(channels); }

struct GramPanel {
  const float* rows;
  std::size_t stride;
  std::size_t positions;
  int channels;
  int first;  // channel of the panel
  double* gram;

  template <int kCount>
  HWY_INLINE void run(std::size_t channel) const {
    Sums<kCount> sums;
    sums.start(hn::Zero(kTag), hn::Zero(kTag));
    const float* left = rows + channel;
    const float* right = rows + first;
    for (std::size_t p = 0; p < positions; ++p, left += stride, right += stride) {
      const Vector b0 = hn::Load(kTag, right), b1 = hn::Load(kTag, right + kLanes);
      HWY_UNROLL(12)
      for (int r = 0; r < kCount; ++r) {
        const Vector a = hn::Set(kTag, left[r]);
        sums.first[r] = hn::MulAdd(a, b0, sums.first[r]);
        sums.second[r] = hn::MulAdd(a, b1, sums.second[r]);
      }
    }
    const int wide = std::min(kPanel, channels - first);
    HWY_UNROLL(12)
    for (int r = 0; r < kCount; ++r) {
      HWY_ALIGN float values[kPanel];
      hn::Store(sums.first[r], kTag, values);
      hn::Store(sums.second[r], kTag, values + kLanes);
      double* out = gram + (channel + r) * channels + first;
      for (int c = 0; c < wide; ++c) out[c] += values[c];
    }
  }
};

// Positions side by side, each √w times its features, so that their products have the weight w.
struct Gathered {
  float* rows;
  std::size_t stride;
  std::size_t count = 0;
  float roots[kPositions] = {};

  HWY_INLINE void take(const float* features, int channels, float root) {
    float* row = rows + count * stride;
    if (root == 1) {
      std::copy_n(features, channels, row);
    } else {
      for (int c = 0; c < channels; c += kLanes) {
        hn::StoreU(hn::Mul(hn::Set(kTag, root), hn::LoadU(kTag, features + c)), kTag, row + c);
      }
    }
    std::fill_n(row + channels, stride - channels, 0.0f);
    roots[count++] = root;
  }
};

void add_channel_sums(const Gathered& gathered, int channels, double* sums) {
  for (int c = 0; c < channels; c += kLanes) {
    Vector sum = hn::Zero(kTag);
    for (std::size_t p = 0; p < gathered.count; ++p) {
      const Vector row = hn::Load(kTag, gathered.rows + p * gathered.stride + c);
      sum = hn::MulAdd(hn::Set(kTag, gathered.roots[p]), row, sum);
    }
    HWY_ALIGN float values[kLanes];
    hn::Store(sum, kTag, values);
    for (int lane = 0; lane < kLanes; ++lane) sums[c + lane] += values[lane];
  }
}

void Gram(const GramRows& rows, double* gram, double* channel_sums, float* scratch) {
  const int channels = rows.channels;
  Gathered gathered{scratch, copy_stride(channels)};
  std::size_t y = rows.first / rows.width, x = rows.first % rows.width;
  for (std::size_t done = 0; done < rows.count;) {
    gathered.count = 0;
    for (; done < rows.count && gathered.count < kPositions; ++done) {
      const float weight = rows.weights ? rows.weights[rows.first + done] : 1.0f;
      if (weight > 0) {
        const float* const features = rows.features + (y * rows.pitch + x) * channels;
        gathered.take(features, channels, weight == 1 ? 1 : std::sqrt(weight));
      }
      if (++x == rows.width) {
        x = 0;
        ++y;
      }
    }
    if (gathered.count == 0) continue;
    add_channel_sums(gathered, channels, channel_sums);
    // Rows of channels up to the panel's last: the triangle above the diagonal.
    for (int first = 0; first < channels; first += kPanel) {
      for_row_groups(std::min(channels, first + kPanel),
                     GramPanel{scratch, gathered.stride, gathered.count, channels, first, gram});
    }
  }
}

struct GradientPanel {
  const float* features;
  int channels;
  int first;  // channel of the panel
  int depth_from;
  int depth;
  const float* symmetric;
  const float* row;  // null after the first part of the depth
  float* gradient;

  template <int kCount>
  HWY_INLINE void run(std::size_t position) const {
    const bool both = first + kLanes < channels;
    const Vector zero = hn::Zero(kTag);
    const Vector row0 = row ? hn::Load(kTag, row) : zero, row1 = row ? hn::Load(kTag, row + kLanes) : zero;
    float* out = gradient + position * channels + first;
    Sums<kCount> sums;
    HWY_UNROLL(12)
    for (int r = 0; r < kCount; ++r) {
      sums.first[r] = hn::Add(row0, hn::LoadU(kTag, out + r * channels));
      sums.second[r] = both ? hn::Add(row1, hn::LoadU(kTag, out + r * channels + kLanes)) : zero;
    }
    sums.add(features + position * channels + depth_from, channels, depth, symmetric);
    HWY_UNROLL(12)
    for (int r = 0; r < kCount; ++r) {
      hn::StoreU(sums.first[r], kTag, out + r * channels);
      if (both) hn::StoreU(sums.second[r], kTag, out + r * channels + kLanes);
    }
  }
};

void Gradient(const float* features, std::size_t positions, int channels, const float* symmetric,
              const float* row, float* gradient) {
  for (int first = 0; first < channels; first += kPanel) {
    const float* panel = symmetric + static_cast<std::size_t>(first) * channels;
    for (int from = 0; from < channels; from += kDepth) {
      const GradientPanel part{features,
                               channels,
                               first,
                               from,
                               std::min(kDepth, channels - from),
                               panel + static_cast<std::size_t>(from) * kPanel,
                               from == 0 ? row + first : nullptr,
                               gradient};
      for_row_groups(positions, part);
    }
  }
}

}  // namespace HWY_NAMESPACE
}  // namespace dnn
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace dnn {

HWY_EXPORT(Scratch);
HWY_EXPORT(Gram);
HWY_EXPORT(Gradient);

std::size_t gram_scratch(int channels) { return HWY_DYNAMIC_DISPATCH(Scratch)(channels); }

void run_gram(const GramRows& rows, double* gram, double* channel_sums, float* scratch) {
  HWY_DYNAMIC_DISPATCH(Gram)(rows, gram, channel_sums, scratch);
}

void run_gram_gradient(const float* features, std::size_t positions, int channels, const float* symmetric,
                       const float* row, float* gradient) {
  HWY_DYNAMIC_DISPATCH(Gradient)(features, positions, channels, symmetric, row, gradient);
}

}  // namespace dnn
#endif
