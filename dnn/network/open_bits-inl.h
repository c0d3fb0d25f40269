// Reading open bits (open_bits.h) in vector code; included for each instruction set.
#if defined(DNN_OPEN_BITS_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef DNN_OPEN_BITS_INL_H_
#undef DNN_OPEN_BITS_INL_H_
#else
#define DNN_OPEN_BITS_INL_H_
#endif

#include <hwy/highway.h>

#include "network/open_bits.h"

HWY_BEFORE_NAMESPACE();
namespace dnn {
namespace HWY_NAMESPACE {

// Of the vector that begins at value `at`; vectors do not cross words.
template <class Tag>
HWY_INLINE hwy::HWY_NAMESPACE::Mask<Tag> load_open(Tag tag, const OpenWord* open, std::size_t at) {
  // Highway reads eight bytes whatever it needs.
  const std::uint64_t bits = static_cast<std::uint64_t>(open[at / kOpenBits]) >> (at % kOpenBits);
  return hwy::HWY_NAMESPACE::LoadMaskBits(tag, reinterpret_cast<const std::uint8_t*>(&bits));
}

}  // namespace HWY_NAMESPACE
}  // namespace dnn
HWY_AFTER_NAMESPACE();

#endif  // per-target include guard
