#include "convolution/bf16/bf16_rows.h"

#include "engine/simd.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "convolution/bf16/bf16_rows_kernel.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "network/open_bits-inl.h"

HWY_BEFORE_NAMESPACE();
namespace dnn {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

// The bits of the nearest bfloat16, ties to even, in the upper half of each lane.
template <class Tag, class Vector>
HWY_INLINE auto rounded(Tag /*tag*/, Vector value) {
  const hn::RebindToUnsigned<Tag> bits;
  const auto pattern = hn::BitCast(bits, value);
  const auto odd = hn::And(hn::ShiftRight<16>(pattern), hn::Set(bits, 1u));
  const auto half = hn::Add(odd, hn::Set(bits, 0x7FFFu));
  return hn::And(hn::Add(pattern, half), hn::Set(bits, 0xFFFF0000u));
}

void Bf16Rows(const float* source, const OpenWord* open, std::size_t positions, int channels,
              std::uint16_t* rows) {
  const hn::CappedTag<float, kGranule> tag;
  const hn::Rebind<std::uint16_t, decltype(tag)> halves;
  const int lanes = static_cast<int>(hn::Lanes(tag));
  const auto store = [&](auto pattern, std::uint16_t* to) HWY_ATTR {
    hn::StoreU(hn::TruncateTo(halves, hn::ShiftRight<16>(pattern)), halves, to);
  };
  for (std::size_t p = 0; p < positions; ++p) {
    for (int c = 0; c < channels; c += lanes) {
      auto value = hn::LoadU(tag, source + c);
      if (open != nullptr) {
        value = hn::IfThenElseZero(load_open(tag, open, c), value);
      }
      store(rounded(tag, value), rows + c);
    }
    source += channels;
    if (open != nullptr) open += channels / kOpenBits;
    rows += channels;
  }
}

}  // namespace HWY_NAMESPACE
}  // namespace dnn
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace dnn {

HWY_EXPORT(Bf16Rows);

void run_bf16_rows(const float* source, const OpenWord* open, std::size_t positions, int channels,
                   std::uint16_t* rows) {
  HWY_DYNAMIC_DISPATCH(Bf16Rows)(source, open, positions, channels, rows);
}

}  // namespace dnn
#endif
