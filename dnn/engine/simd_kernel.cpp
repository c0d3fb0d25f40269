#include "engine/simd.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "engine/simd_kernel.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "engine/products-inl.h"

HWY_BEFORE_NAMESPACE();
namespace dnn {
namespace HWY_NAMESPACE {

int Panel() { return kPanel; }
int Rows() { return kRows; }

}  // namespace HWY_NAMESPACE
}  // namespace dnn
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
#include <cstdint>

#include "engine/onednn_isa.h"

namespace dnn {

HWY_EXPORT(Panel);
HWY_EXPORT(Rows);

int panel_channels() { return HWY_DYNAMIC_DISPATCH(Panel)(); }
int product_rows() { return HWY_DYNAMIC_DISPATCH(Rows)(); }

void follow_onednn_isa() {
#if HWY_ARCH_X86
  std::int64_t forbidden = 0;
  // The better a target of Highway's, the lower its bit: all that have AVX-512 are below AVX2's.
  if (!onednn_may_use(dnnl::cpu_isa::avx512_core)) forbidden |= HWY_AVX2 - 1;
  if (!onednn_may_use(dnnl::cpu_isa::avx2)) forbidden |= HWY_AVX2;
  if (forbidden != 0) hwy::DisableTargets(forbidden);
#endif
}

}  // namespace dnn
#endif
