#include "convolution/winograd/winograd_block.h"

#include <algorithm>

#include "engine/simd.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "convolution/winograd/winograd_block_kernel.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "engine/products-inl.h"
#include "network/open_bits-inl.h"

HWY_BEFORE_NAMESPACE();
namespace dnn {
namespace HWY_NAMESPACE {

// A part of the depth whose filters stay in the first-level cache while all rows pass.
constexpr int kDepth = 128;

// The rows of a transformed block stand one cache line further apart than their channels need: else they
// would all fall into the same few sets of the cache.
HWY_INLINE std::size_t row_stride(int channels) { return static_cast<std::size_t>(channels) + 16; }

std::size_t Scratch(std::size_t tiles, int in_channels) {
  const std::size_t zeros = static_cast<std::size_t>(in_channels);
  return kWinogradPoints * tiles * (row_stride(in_channels) + kPanel) + zeros;
}

// Bᵀ along one axis.
HWY_INLINE void input_axis(Vector a0, Vector a1, Vector a2, Vector a3, Vector a4, Vector a5, Vector* out,
                           int step) {
  const Vector two = hn::Set(kTag, 2.0f), four = hn::Set(kTag, 4.0f), five = hn::Set(kTag, 5.0f);
  const Vector even = hn::NegMulAdd(four, a2, a4);
  const Vector odd = hn::NegMulAdd(four, a1, a3);
  const Vector even2 = hn::Sub(a4, a2);
  const Vector odd2 = hn::Mul(two, hn::Sub(a3, a1));
  out[0 * step] = hn::MulAdd(four, a0, hn::NegMulAdd(five, a2, a4));
  out[1 * step] = hn::Add(even, odd);
  out[2 * step] = hn::Sub(even, odd);
  out[3 * step] = hn::Add(even2, odd2);
  out[4 * step] = hn::Sub(even2, odd2);
  out[5 * step] = hn::MulAdd(four, a1, hn::NegMulAdd(five, a3, a5));
}

// Aᵀ along one axis.
HWY_INLINE void output_axis(const Vector* m, int step, Vector* out) {
  const Vector sum1 = hn::Add(m[1 * step], m[2 * step]), difference1 = hn::Sub(m[1 * step], m[2 * step]);
  const Vector sum2 = hn::Add(m[3 * step], m[4 * step]), difference2 = hn::Sub(m[3 * step], m[4 * step]);
  out[0] = hn::Add(hn::Add(m[0], sum1), sum2);
  out[1] = hn::MulAdd(hn::Set(kTag, 2.0f), difference2, difference1);
  out[2] = hn::MulAdd(hn::Set(kTag, 4.0f), sum2, sum1);
  out[3] = hn::Add(hn::MulAdd(hn::Set(kTag, 8.0f), difference2, difference1), m[5 * step]);
}

struct TileGrid {
  int across;
  explicit TileGrid(const WinogradBlock& b) : across((b.width + 3) / 4) {}
  int y(std::size_t tile) const { return 4 * static_cast<int>(tile / across); }
  int x(std::size_t tile) const { return 4 * static_cast<int>(tile % across); }
};

template <bool kMasked>
HWY_NOINLINE void transform_input(const WinogradBlock& b, const float* zeros, float* transformed) {
  const TileGrid grid(b);
  const std::size_t stride = row_stride(b.in_channels);
  const std::size_t point_stride = b.tiles * stride;
  for (std::size_t t = 0; t < b.tiles; ++t) {
    const int top = grid.y(b.first_tile + t) - 1, left = grid.x(b.first_tile + t) - 1;
    const float* at[kWinogradPoints];
    std::size_t open[kWinogradPoints];
    for (int i = 0; i < 6; ++i) {
      for (int j = 0; j < 6; ++j) {
        const int y = top + i, x = left + j;
        const bool inside = y >= 0 && y < b.height && x >= 0 && x < b.width;
        const std::size_t offset = (static_cast<std::size_t>(inside ? y : 0) * b.width + (inside ? x : 0)) *
                                   static_cast<std::size_t>(b.in_channels);
        at[6 * i + j] = inside ? b.source + offset : zeros;
        if (kMasked) open[6 * i + j] = offset;
      }
    }
    float* out = transformed + t * stride;
    for (int c = 0; c < b.in_channels; c += kLanes) {
      Vector half[kWinogradPoints];
      HWY_UNROLL(6)
      for (int j = 0; j < 6; ++j) {
        Vector d[6];
        HWY_UNROLL(6)
        for (int i = 0; i < 6; ++i) {
          d[i] = hn::LoadU(kTag, at[6 * i + j] + c);
          if (kMasked) d[i] = hn::IfThenElseZero(load_open(kTag, b.open, open[6 * i + j] + c), d[i]);
        }
        input_axis(d[0], d[1], d[2], d[3], d[4], d[5], half + j, 6);
      }
      HWY_UNROLL(6)
      for (int i = 0; i < 6; ++i) {
        Vector v[6];
        const Vector* row = half + 6 * i;
        input_axis(row[0], row[1], row[2], row[3], row[4], row[5], v, 1);
        HWY_UNROLL(6)
        for (int j = 0; j < 6; ++j) hn::Store(v[j], kTag, out + (6 * i + j) * point_stride + c);
      }
    }
  }
}

// products (rows × panel) += left (rows × depth) · right (depth × panel); the first part overwrites.
struct Multiplication {
  const float* left;
  std::size_t stride;
  int depth;
  const float* right;
  bool first_part;
  float* products;

  template <int kCount>
  HWY_INLINE void run(std::size_t row) const {
    float* out = products + row * kPanel;
    Sums<kCount> sums;
    HWY_UNROLL(12)
    for (int r = 0; r < kCount; ++r) {
      sums.first[r] = first_part ? hn::Zero(kTag) : hn::Load(kTag, out + r * kPanel);
      sums.second[r] = first_part ? hn::Zero(kTag) : hn::Load(kTag, out + r * kPanel + kLanes);
    }
    sums.add(left + row * stride, stride, depth, right);
    HWY_UNROLL(12)
    for (int r = 0; r < kCount; ++r) {
      hn::Store(sums.first[r], kTag, out + r * kPanel);
      hn::Store(sums.second[r], kTag, out + r * kPanel + kLanes);
    }
  }
};

HWY_NOINLINE void multiply(const float* left, std::size_t rows, std::size_t stride, int depth,
                           const float* right, float* products) {
  for (int from = 0; from < depth; from += kDepth) {
    const int part = std::min(kDepth, depth - from);
    for_row_groups(rows,
                   Multiplication{left + from, stride, part, right + static_cast<std::size_t>(from) * kPanel,
                                  from == 0, products});
  }
}

HWY_NOINLINE void transform_output(const WinogradBlock& b, int panel, const float* products) {
  const TileGrid grid(b);
  const std::size_t point_stride = b.tiles * kPanel;
  const Vector zero = hn::Zero(kTag);
  for (std::size_t t = 0; t < b.tiles; ++t) {
    const int top = grid.y(b.first_tile + t), left = grid.x(b.first_tile + t);
    const int high = std::min(4, b.height - top), wide = std::min(4, b.width - left);
    for (int lane = 0; lane < kPanel; lane += kLanes) {
      const int channel = panel * kPanel + lane;
      if (channel >= b.out_channels) break;
      const float* in = products + t * kPanel + lane;
      Vector half[24];
      HWY_UNROLL(6)
      for (int j = 0; j < 6; ++j) {
        Vector m[6], out[4];
        HWY_UNROLL(6)
        for (int i = 0; i < 6; ++i) m[i] = hn::Load(kTag, in + (6 * i + j) * point_stride);
        output_axis(m, 1, out);
        HWY_UNROLL(4)
        for (int i = 0; i < 4; ++i) half[6 * i + j] = out[i];
      }
      const Vector bias = b.bias ? hn::LoadU(kTag, b.bias + channel) : zero;
      float* position =
          b.destination + (static_cast<std::size_t>(top) * b.width + left) * b.out_channels + channel;
      for (int i = 0; i < high; ++i) {
        Vector y[4];
        output_axis(half + 6 * i, 1, y);
        for (int j = 0; j < wide; ++j) {
          Vector value = hn::Add(y[j], bias);
          if (b.relu) value = hn::Max(value, zero);
          hn::StoreU(value, kTag, position + static_cast<std::size_t>(j) * b.out_channels);
        }
        position += static_cast<std::size_t>(b.width) * b.out_channels;
      }
    }
  }
}

void RunBlock(const WinogradBlock& b) {
  const std::size_t stride = row_stride(b.in_channels);
  float* transformed = b.scratch;
  float* products = transformed + kWinogradPoints * b.tiles * stride;
  float* zeros = products + kWinogradPoints * b.tiles * kPanel;
  std::fill_n(zeros, b.in_channels, 0.0f);
  if (b.open) {
    transform_input<true>(b, zeros, transformed);
  } else {
    transform_input<false>(b, zeros, transformed);
  }
  const std::size_t filter = static_cast<std::size_t>(b.in_channels) * kPanel;
  for (int panel = b.first_panel; panel < b.last_panel; ++panel) {
    for (int point = 0; point < kWinogradPoints; ++point) {
      multiply(transformed + point * b.tiles * stride, b.tiles, stride, b.in_channels,
               b.filters + (static_cast<std::size_t>(panel) * kWinogradPoints + point) * filter,
               products + point * b.tiles * kPanel);
    }
    transform_output(b, panel, products);
  }
}

}  // namespace HWY_NAMESPACE
}  // namespace dnn
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace dnn {

HWY_EXPORT(Scratch);
HWY_EXPORT(RunBlock);

std::size_t winograd_scratch(std::size_t tiles, int in_channels) {
  return HWY_DYNAMIC_DISPATCH(Scratch)(tiles, in_channels);
}
void run_winograd_block(const WinogradBlock& block) { HWY_DYNAMIC_DISPATCH(RunBlock)(block); }

}  // namespace dnn
#endif
