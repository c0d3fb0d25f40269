#include "convolution/picture/picture_rows.h"

#include <algorithm>

#include "engine/simd.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "convolution/picture/picture_rows_kernel.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "engine/products-inl.h"
#include "network/open_bits-inl.h"

HWY_BEFORE_NAMESPACE();
namespace dnn {
namespace HWY_NAMESPACE {

static_assert(kPatchColumns % kPanel == 0, "patches come in whole panels");

// One cache line more than the channels, as in winograd_block_kernel.cpp.
HWY_INLINE std::size_t masked_stride(int channels) { return static_cast<std::size_t>(channels) + 16; }
// Shares of one row of positions, with an empty position at either end.
HWY_INLINE std::size_t share_size(int width) { return static_cast<std::size_t>(width + 2) * kPatchColumns; }

std::size_t Scratch(int width, int channels) {
  const std::size_t forward = 3 * (3 * static_cast<std::size_t>(width + 2) + 16);
  const std::size_t backward = width * masked_stride(channels) + 3 * share_size(width);
  return std::max(forward, backward);
}

struct ForwardRow {
  const float* rows[3];  // of the picture, with an empty position at either end
  const float* filters;
  const float* bias;
  bool relu;
  int channels;
  int channel;
  float* destination;

  template <int kCount>
  HWY_INLINE void run(std::size_t position) const {
    Sums<kCount> sums;
    sums.start(hn::Load(kTag, bias + channel), hn::Load(kTag, bias + channel + kLanes));
    for (int r = 0; r < 3; ++r) sums.add(rows[r] + 3 * position, 3, 9, filters + 9 * r * kPanel);
    const bool both = channel + kLanes < channels;
    const Vector zero = hn::Zero(kTag);
    HWY_UNROLL(12)
    for (int i = 0; i < kCount; ++i) {
      float* out = destination + (position + i) * channels + channel;
      hn::StoreU(relu ? hn::Max(sums.first[i], zero) : sums.first[i], kTag, out);
      if (both) hn::StoreU(relu ? hn::Max(sums.second[i], zero) : sums.second[i], kTag, out + kLanes);
    }
  }
};

void Forward(const PictureRows& p, const float* picture, const float* filters, const float* bias, bool relu,
             float* destination) {
  const std::size_t row_size = 3 * static_cast<std::size_t>(p.width);
  const std::size_t padded = row_size + 6 + 16;
  std::fill_n(p.scratch, 3 * padded, 0.0f);
  for (int y = p.first_row; y < p.last_row; ++y) {
    ForwardRow row{{},
                   filters,
                   bias,
                   relu,
                   p.channels,
                   0,
                   destination + static_cast<std::size_t>(y) * p.width * p.channels};
    for (int r = 0; r < 3; ++r) {
      float* at = p.scratch + r * padded;
      const int source = y + r - 1;
      if (source >= 0 && source < p.height) {
        std::copy_n(picture + source * row_size, row_size, at + 3);
      } else {
        std::fill_n(at + 3, row_size, 0.0f);
      }
      row.rows[r] = at;
    }
    for (; row.channel < p.channels; row.channel += kPanel) {
      for_row_groups(p.width, row);
      row.filters += kPatch * kPanel;
    }
  }
}

struct ShareRow {
  const float* gradient;
  std::size_t stride;
  int channels;
  const float* filters;
  float* shares;

  template <int kCount>
  HWY_INLINE void run(std::size_t position) const {
    for (int panel = 0; panel < kPatchColumns / kPanel; ++panel) {
      Sums<kCount> sums;
      sums.start(hn::Zero(kTag), hn::Zero(kTag));
      sums.add(gradient + position * stride, stride, channels,
               filters + static_cast<std::size_t>(panel) * channels * kPanel);
      float* out = shares + position * kPatchColumns + panel * kPanel;
      HWY_UNROLL(12)
      for (int i = 0; i < kCount; ++i) {
        hn::StoreU(sums.first[i], kTag, out + i * kPatchColumns);
        hn::StoreU(sums.second[i], kTag, out + i * kPatchColumns + kLanes);
      }
    }
  }
};

// What each position of row y gives to its neighbours.
void compute_shares(const PictureRows& p, int y, const float* gradient, const OpenWord* open,
                    const float* filters, float* masked, float* shares) {
  if (y < 0 || y >= p.height) {
    std::fill_n(shares, share_size(p.width), 0.0f);
    return;
  }
  const std::size_t at = static_cast<std::size_t>(y) * p.width * p.channels;
  const std::size_t stride = masked_stride(p.channels);
  for (int x = 0; open && x < p.width; ++x) {
    const std::size_t from = at + static_cast<std::size_t>(x) * p.channels;
    for (int c = 0; c < p.channels; c += kLanes) {
      const auto passed =
          hn::IfThenElseZero(load_open(kTag, open, from + c), hn::LoadU(kTag, gradient + from + c));
      hn::Store(passed, kTag, masked + x * stride + c);
    }
  }
  const ShareRow row{open ? masked : gradient + at, open ? stride : static_cast<std::size_t>(p.channels),
                     p.channels, filters, shares + kPatchColumns};
  for_row_groups(p.width, row);
}

// Position (y, x) collects from (y+1−r, x+1−s) the share of filter value (r, s).
void collect(int width, const float* const (&shares)[3], float* picture_gradient) {
  for (int x = 0; x < width; ++x) {
    float sum[3] = {0, 0, 0};
    for (int r = 0; r < 3; ++r) {
      for (int s = 0; s < 3; ++s) {
        const float* share =
            shares[r] + static_cast<std::size_t>(x + 2 - s) * kPatchColumns + 3 * (3 * r + s);
        for (int c = 0; c < 3; ++c) sum[c] += share[c];
      }
    }
    std::copy_n(sum, 3, picture_gradient + 3 * static_cast<std::size_t>(x));
  }
}

void Backward(const PictureRows& p, const float* gradient, const OpenWord* open, const float* filters,
              float* picture_gradient) {
  float* masked = p.scratch;
  float* shares = masked + p.width * masked_stride(p.channels);
  std::fill_n(shares, 3 * share_size(p.width), 0.0f);
  const auto slot = [&](int y) { return shares + (y + 3) % 3 * share_size(p.width); };
  compute_shares(p, p.first_row - 1, gradient, open, filters, masked, slot(p.first_row - 1));
  compute_shares(p, p.first_row, gradient, open, filters, masked, slot(p.first_row));
  for (int y = p.first_row; y < p.last_row; ++y) {
    compute_shares(p, y + 1, gradient, open, filters, masked, slot(y + 1));
    const float* rows[3] = {slot(y + 1), slot(y), slot(y - 1)};
    collect(p.width, rows, picture_gradient + 3 * static_cast<std::size_t>(y) * p.width);
  }
}

}  // namespace HWY_NAMESPACE
}  // namespace dnn
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace dnn {

HWY_EXPORT(Scratch);
HWY_EXPORT(Forward);
HWY_EXPORT(Backward);

std::size_t picture_scratch(int width, int channels) {
  return HWY_DYNAMIC_DISPATCH(Scratch)(width, channels);
}

void run_picture_forward(const PictureRows& rows, const float* picture, const float* filters,
                         const float* bias, bool relu, float* destination) {
  HWY_DYNAMIC_DISPATCH(Forward)(rows, picture, filters, bias, relu, destination);
}

void run_picture_backward(const PictureRows& rows, const float* gradient, const OpenWord* open,
                          const float* filters, float* picture_gradient) {
  HWY_DYNAMIC_DISPATCH(Backward)(rows, gradient, open, filters, picture_gradient);
}

}  // namespace dnn
#endif
