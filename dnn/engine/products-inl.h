// The inner product of all our convolutions, for the instruction set that is being compiled: a few rows of
// one matrix times a panel, two vectors wide, of another. Included once per target (Google Highway).
//
// Measured on AVX-512 from the first-level cache: 98 % of what two multiply-adds a cycle allow.

#if defined(DNN_PRODUCTS_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef DNN_PRODUCTS_INL_H_
#undef DNN_PRODUCTS_INL_H_
#else
#define DNN_PRODUCTS_INL_H_
#endif

#include <hwy/cache_control.h>
#include <hwy/highway.h>

#include <cstddef>

#include "engine/simd.h"

HWY_BEFORE_NAMESPACE();
namespace dnn {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

using Tag = hn::CappedTag<float, kGranule>;
using Vector = hn::Vec<Tag>;
constexpr Tag kTag;
constexpr int kLanes = static_cast<int>(hn::MaxLanes(kTag));
constexpr int kPanel = 2 * kLanes;
// Rows whose sums, two vectors each, stay in registers: 32 registers with AVX-512 and on Arm, 16 else.
#if HWY_TARGET <= HWY_AVX3 || HWY_ARCH_ARM_A64
constexpr int kRows = 12;
#else
constexpr int kRows = 6;
#endif
// Floats ahead: filters come from memory, one after the other.
constexpr int kPrefetch = 1024;

template <int kCount>
struct Sums {
  Vector first[kCount], second[kCount];

  // Written out, since an implicit one is not compiled for the instruction set on Arm.
  HWY_INLINE Sums() {}

  HWY_INLINE void start(Vector a, Vector b) {
    HWY_UNROLL(12)
    for (int r = 0; r < kCount; ++r) {
      first[r] = a;
      second[r] = b;
    }
  }

  // += left (kCount rows, `stride` apart, `depth` values) · right (depth × panel, without gaps).
  HWY_INLINE void add(const float* HWY_RESTRICT left, std::size_t stride, int depth,
                      const float* HWY_RESTRICT right) {
    for (int k = 0; k < depth; ++k) {
      const Vector b0 = hn::Load(kTag, right), b1 = hn::Load(kTag, right + kLanes);
      hwy::Prefetch(right + kPrefetch);
      if (kLanes == 16) hwy::Prefetch(right + kPrefetch + kLanes);
      right += kPanel;
      HWY_UNROLL(12)
      for (int r = 0; r < kCount; ++r) {
        const Vector a = hn::Set(kTag, left[r * stride + k]);
        first[r] = hn::MulAdd(a, b0, first[r]);
        second[r] = hn::MulAdd(a, b1, second[r]);
      }
    }
  }
};

// Calls action.run<count>(row) for groups of kRows rows, and once for the rest.
template <int kCount, class Action>
HWY_INLINE void run_rest(std::size_t rows, std::size_t row, const Action& action) {
  if (rows == kCount) {
    action.template run<kCount>(row);
  } else if constexpr (kCount > 1) {
    run_rest<kCount - 1>(rows, row, action);
  }
}

template <class Action>
HWY_INLINE void for_row_groups(std::size_t rows, const Action& action) {
  std::size_t row = 0;
  for (; row + kRows <= rows; row += kRows) action.template run<kRows>(row);
  if (row < rows) run_rest<kRows - 1>(rows - row, row, action);
}

}  // namespace HWY_NAMESPACE
}  // namespace dnn
HWY_AFTER_NAMESPACE();

#endif  // DNN_PRODUCTS_INL_H_
