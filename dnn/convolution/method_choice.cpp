#include "convolution/method_choice.h"

#include "convolution/convolution.h"
#include "engine/onednn_isa.h"
#include "engine/simd.h"

namespace dnn {

Method choose_method(const ConvolutionRequest& request, Precision precision) {
  const Layer& layer = *request.layer;
  if (layer.out_channels % kGranule != 0) return Method::kDirect;
  if (layer.in_channels == 3) return Method::kPatches;
  if (layer.in_channels % kGranule != 0) return Method::kDirect;
  // Matrix units compute bfloat16 products twice as fast as Winograd's algorithm saves; vector units do not.
  const bool faster = precision == Precision::kAuto && onednn_may_use(dnnl::cpu_isa::avx512_core_amx);
  const bool wanted = precision == Precision::kBfloat16 && onednn_may_use(dnnl::cpu_isa::avx512_core_bf16);
  return faster || wanted ? Method::kBf16 : Method::kWinograd;
}

}  // namespace dnn
