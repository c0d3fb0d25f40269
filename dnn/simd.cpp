#include "simd.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "simd.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "products-inl.h"

HWY_BEFORE_NAMESPACE();
namespace dnn {
namespace HWY_NAMESPACE {

int Panel() { return kPanel; }
int Rows() { return kRows; }

}  // namespace HWY_NAMESPACE
}  // namespace dnn
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
#include <dnnl.hpp>

namespace dnn {

HWY_EXPORT(Panel);
HWY_EXPORT(Rows);

int panel_channels() { return HWY_DYNAMIC_DISPATCH(Panel)(); }
int product_rows() { return HWY_DYNAMIC_DISPATCH(Rows)(); }

void follow_onednn_isa() {
#if HWY_ARCH_X86
  // oneDNN's values are sets of bits; a later instruction set holds the bits of those that it includes.
  const auto allowed = static_cast<unsigned>(dnnl::get_effective_cpu_isa());
  const auto includes = [allowed](dnnl::cpu_isa isa) {
    return (allowed & static_cast<unsigned>(isa)) == static_cast<unsigned>(isa);
  };
  std::int64_t forbidden = 0;
  if (!includes(dnnl::cpu_isa::avx512_core)) forbidden |= HWY_AVX3 | HWY_AVX3_DL;
  if (!includes(dnnl::cpu_isa::avx2)) forbidden |= HWY_AVX2;
  if (forbidden != 0) hwy::DisableTargets(forbidden);
#endif
}

}  // namespace dnn
#endif
