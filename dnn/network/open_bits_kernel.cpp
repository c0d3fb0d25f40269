#include "network/open_bits.h"

#include "engine/simd.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "network/open_bits_kernel.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "network/open_bits-inl.h"

HWY_BEFORE_NAMESPACE();
namespace dnn {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

void MarkOpen(const float* rectified, std::size_t words, OpenWord* open) {
  const hn::CappedTag<float, kOpenBits> tag;
  const std::size_t lanes = hn::Lanes(tag);
  for (std::size_t word = 0; word < words; ++word, rectified += kOpenBits) {
    std::uint64_t bits = 0;
    for (std::size_t lane = 0; lane < kOpenBits; lane += lanes) {
      std::uint64_t part = 0;  // Highway may write eight bytes
      hn::StoreMaskBits(tag, hn::Gt(hn::LoadU(tag, rectified + lane), hn::Zero(tag)),
                        reinterpret_cast<std::uint8_t*>(&part));
      bits |= part << lane;
    }
    open[word] = static_cast<OpenWord>(bits);
  }
}

void CloseGradient(const OpenWord* open, std::size_t words, float* gradient) {
  const hn::CappedTag<float, kOpenBits> tag;
  const std::size_t lanes = hn::Lanes(tag);
  for (std::size_t at = 0; at < words * kOpenBits; at += lanes) {
    hn::StoreU(hn::IfThenElseZero(load_open(tag, open, at), hn::LoadU(tag, gradient + at)), tag,
               gradient + at);
  }
}

}  // namespace HWY_NAMESPACE
}  // namespace dnn
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace dnn {

HWY_EXPORT(MarkOpen);
HWY_EXPORT(CloseGradient);

void mark_open(ThreadPool& pool, const float* rectified, std::size_t values, OpenWord* open) {
  const std::size_t whole = values / kOpenBits;
  pool.run_ranges(whole, [&](std::size_t first, std::size_t last) {
    HWY_DYNAMIC_DISPATCH(MarkOpen)(rectified + first * kOpenBits, last - first, open + first);
  });
  if (whole * kOpenBits == values) return;
  open[whole] = 0;
  for (std::size_t i = whole * kOpenBits; i < values; ++i) {
    if (rectified[i] > 0) open[whole] = static_cast<OpenWord>(open[whole] | 1u << i % kOpenBits);
  }
}

void close_gradient(ThreadPool& pool, const OpenWord* open, std::size_t values, float* gradient) {
  const std::size_t whole = values / kOpenBits;
  pool.run_ranges(whole, [&](std::size_t first, std::size_t last) {
    HWY_DYNAMIC_DISPATCH(CloseGradient)(open + first, last - first, gradient + first * kOpenBits);
  });
  for (std::size_t i = whole * kOpenBits; i < values; ++i) {
    if ((open[whole] >> i % kOpenBits & 1) == 0) gradient[i] = 0;
  }
}

}  // namespace dnn
#endif
