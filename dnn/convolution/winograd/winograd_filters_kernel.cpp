#include "convolution/winograd/winograd_filters.h"

#include <algorithm>

#include "convolution/winograd/winograd_block.h"
#include "engine/simd.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "convolution/winograd/winograd_filters_kernel.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "engine/products-inl.h"

#ifndef DNN_WINOGRAD_FILTERS_ONCE
#define DNN_WINOGRAD_FILTERS_ONCE
namespace dnn {

// Where the nine values of a panel's filters are.
struct FilterPanel {
  const float* weights;    // of the panel's first output channel
  std::size_t in_stride;   // floats from one input channel's filter to the next one's
  std::size_t out_stride;  // the same of output channels
  bool turned;             // by half a turn
  int in_channels;
  int out_channels;  // of the panel; the others are zero
  float* packed;
};

}  // namespace dnn
#endif

HWY_BEFORE_NAMESPACE();
namespace dnn {
namespace HWY_NAMESPACE {

// Transformed in double: the products of large and small numbers would cost a digit.
using Doubles = hn::CappedTag<double, (kLanes > 1 ? kLanes / 2 : 1)>;
using Double = hn::Vec<Doubles>;
constexpr Doubles kDoubles;
constexpr int kHalf = static_cast<int>(hn::MaxLanes(kDoubles));
constexpr hn::Rebind<float, Doubles> kFloats;

// G of F(4×4, 3×3) along one axis.
HWY_INLINE void filter_axis(Double g0, Double g1, Double g2, Double* out, int step) {
  const auto by = [](double factor, Double value)
                      HWY_ATTR { return hn::Mul(hn::Set(kDoubles, factor), value); };
  const Double outer = hn::Add(g0, g2);
  const Double wide = hn::Add(by(1.0 / 24, g0), by(1.0 / 6, g2));
  out[0 * step] = by(1.0 / 4, g0);
  out[1 * step] = by(-1.0 / 6, hn::Add(outer, g1));
  out[2 * step] = by(-1.0 / 6, hn::Sub(outer, g1));
  out[3 * step] = hn::Add(wide, by(1.0 / 12, g1));
  out[4 * step] = hn::Sub(wide, by(1.0 / 12, g1));
  out[5 * step] = g2;
}

void PackPanel(const FilterPanel& panel) {
  const std::size_t matrix = static_cast<std::size_t>(panel.in_channels) * kPanel;
  HWY_ALIGN float values[9 * kPanel] = {};
  for (int in = 0; in < panel.in_channels; ++in) {
    const float* filter = panel.weights + in * panel.in_stride;
    for (int out = 0; out < panel.out_channels; ++out, filter += panel.out_stride) {
      for (int i = 0; i < 9; ++i) values[i * kPanel + out] = filter[panel.turned ? 8 - i : i];
    }
    float* row = panel.packed + static_cast<std::size_t>(in) * kPanel;
    for (int lane = 0; lane < kPanel; lane += kHalf) {
      Double g[9], half[18], point[6];
      for (int i = 0; i < 9; ++i) {
        g[i] = hn::PromoteTo(kDoubles, hn::Load(kFloats, values + i * kPanel + lane));
      }
      for (int s = 0; s < 3; ++s) filter_axis(g[s], g[3 + s], g[6 + s], half + s, 3);
      for (int i = 0; i < 6; ++i) {
        filter_axis(half[3 * i], half[3 * i + 1], half[3 * i + 2], point, 1);
        for (int j = 0; j < 6; ++j) {
          hn::Store(hn::DemoteTo(kFloats, point[j]), kFloats, row + (6 * i + j) * matrix + lane);
        }
      }
    }
  }
}

}  // namespace HWY_NAMESPACE
}  // namespace dnn
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace dnn {

HWY_EXPORT(PackPanel);

WinogradFilters::WinogradFilters(const Layer& layer, Direction direction, ThreadPool& pool) {
  const bool backward = direction == kBackward;
  in_channels_ = backward ? layer.out_channels : layer.in_channels;
  out_channels_ = backward ? layer.in_channels : layer.out_channels;
  const int width = panel_channels();
  panels_ = (out_channels_ + width - 1) / width;
  const std::size_t size = static_cast<std::size_t>(kWinogradPoints) * in_channels_ * width;
  packed_ = AlignedBuffer(panels_ * size * sizeof(float));
  pool.run(panels_, [&](int, std::size_t number) {
    constexpr std::size_t kFilter = 9;
    const int first = static_cast<int>(number) * width;
    FilterPanel panel;
    panel.in_stride = kFilter * (backward ? layer.in_channels : 1);
    panel.out_stride = kFilter * (backward ? 1 : layer.in_channels);
    panel.weights = layer.weights.data() + first * panel.out_stride;
    panel.turned = backward;
    panel.in_channels = in_channels_;
    panel.out_channels = std::min(width, out_channels_ - first);
    panel.packed = packed_.floats() + number * size;
    HWY_DYNAMIC_DISPATCH(PackPanel)(panel);
  });
}

}  // namespace dnn
#endif
