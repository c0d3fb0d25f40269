#include "network/pooling_rows.h"

#include <algorithm>
#include <cstddef>

#include "engine/simd.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "network/pooling_rows_kernel.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace dnn {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

// Calls action(tag, offsets of the four source values, offset of the pooled value) for every vector of
// channels, and value by value where the channels are no whole number of vectors.
template <class Action>
HWY_INLINE void for_windows(const PoolingRows& p, const Action& action) {
  const hn::ScalableTag<float> vector;
  const hn::CappedTag<float, 1> single;
  const int lanes = static_cast<int>(hn::Lanes(vector));
  const std::size_t channels = p.channels;
  const std::size_t below = channels * p.width;
  for (int y = p.first_row; y < p.last_row; ++y) {
    for (int x = 0; x < p.width / 2; ++x) {
      const std::size_t source = 2 * (static_cast<std::size_t>(y) * below + x * channels);
      const std::size_t pooled = (static_cast<std::size_t>(y) * (p.width / 2) + x) * channels;
      int c = 0;
      for (; c + lanes <= p.channels; c += lanes) action(vector, source + c, below, pooled + c);
      for (; c < p.channels; ++c) action(single, source + c, below, pooled + c);
    }
  }
}

void Maximum(const PoolingRows& p, const float* source, float* pooled, std::uint8_t* which) {
  const std::size_t right = p.channels;
  for_windows(p, [=](auto tag, std::size_t at, std::size_t below, std::size_t to) HWY_ATTR {
    const auto a = hn::LoadU(tag, source + at), b = hn::LoadU(tag, source + at + right);
    const auto c = hn::LoadU(tag, source + at + below), d = hn::LoadU(tag, source + at + below + right);
    const auto upper = hn::Max(a, b), lower = hn::Max(c, d);
    hn::StoreU(hn::Max(upper, lower), tag, pooled + to);
    if (which == nullptr) return;
    const hn::RebindToSigned<decltype(tag)> whole;
    const hn::Rebind<std::uint8_t, decltype(tag)> byte;
    const auto one = hn::Set(whole, 1), two = hn::Set(whole, 2);
    const auto in_upper = hn::IfThenZeroElse(hn::RebindMask(whole, hn::Ge(a, b)), one);
    const auto in_lower = hn::Add(two, hn::IfThenZeroElse(hn::RebindMask(whole, hn::Ge(c, d)), one));
    const auto index = hn::IfThenElse(hn::RebindMask(whole, hn::Ge(upper, lower)), in_upper, in_lower);
    hn::StoreU(hn::DemoteTo(byte, index), byte, which + to);
  });
}

void Average(const PoolingRows& p, const float* source, float* pooled) {
  const std::size_t right = p.channels;
  for_windows(p, [=](auto tag, std::size_t at, std::size_t below, std::size_t to) HWY_ATTR {
    const auto upper = hn::Add(hn::LoadU(tag, source + at), hn::LoadU(tag, source + at + right));
    const auto lower =
        hn::Add(hn::LoadU(tag, source + at + below), hn::LoadU(tag, source + at + below + right));
    hn::StoreU(hn::Mul(hn::Set(tag, 0.25f), hn::Add(upper, lower)), tag, pooled + to);
  });
}

void MaximumBackward(const PoolingRows& p, const std::uint8_t* which, const float* pooled_gradient,
                     float* source_gradient) {
  const std::size_t right = p.channels;
  for_windows(p, [=](auto tag, std::size_t at, std::size_t below, std::size_t to) HWY_ATTR {
    const hn::RebindToSigned<decltype(tag)> whole;
    const hn::Rebind<std::uint8_t, decltype(tag)> byte;
    const auto index = hn::PromoteTo(whole, hn::LoadU(byte, which + to));
    const auto gradient = hn::LoadU(tag, pooled_gradient + to);
    const auto give = [&](int place, std::size_t offset) HWY_ATTR {
      const auto here = hn::RebindMask(tag, hn::Eq(index, hn::Set(whole, place)));
      hn::StoreU(hn::IfThenElseZero(here, gradient), tag, source_gradient + at + offset);
    };
    give(0, 0);
    give(1, right);
    give(2, below);
    give(3, below + right);
  });
}

void AverageBackward(const PoolingRows& p, const float* pooled_gradient, float* source_gradient) {
  const std::size_t right = p.channels;
  for_windows(p, [=](auto tag, std::size_t at, std::size_t below, std::size_t to) HWY_ATTR {
    const auto quarter = hn::Mul(hn::Set(tag, 0.25f), hn::LoadU(tag, pooled_gradient + to));
    hn::StoreU(quarter, tag, source_gradient + at);
    hn::StoreU(quarter, tag, source_gradient + at + right);
    hn::StoreU(quarter, tag, source_gradient + at + below);
    hn::StoreU(quarter, tag, source_gradient + at + below + right);
  });
}

}  // namespace HWY_NAMESPACE
}  // namespace dnn
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace dnn {

HWY_EXPORT(Maximum);
HWY_EXPORT(Average);
HWY_EXPORT(MaximumBackward);
HWY_EXPORT(AverageBackward);

void run_maximum(const PoolingRows& rows, const float* source, float* pooled, std::uint8_t* which) {
  HWY_DYNAMIC_DISPATCH(Maximum)(rows, source, pooled, which);
}
void run_average(const PoolingRows& rows, const float* source, float* pooled) {
  HWY_DYNAMIC_DISPATCH(Average)(rows, source, pooled);
}
void run_maximum_backward(const PoolingRows& rows, const std::uint8_t* which, const float* pooled_gradient,
                          float* source_gradient) {
  HWY_DYNAMIC_DISPATCH(MaximumBackward)(rows, which, pooled_gradient, source_gradient);
}
void run_average_backward(const PoolingRows& rows, const float* pooled_gradient, float* source_gradient) {
  HWY_DYNAMIC_DISPATCH(AverageBackward)(rows, pooled_gradient, source_gradient);
}

}  // namespace dnn
#endif
