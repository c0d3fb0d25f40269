#include "layout.h"

namespace dnn {

Layout preferred_layout() {
  // The values are sets of bits, a later instruction set holds the bits of those that it includes.
  const auto bits = static_cast<unsigned>(dnnl::get_effective_cpu_isa());
  const auto avx512 = static_cast<unsigned>(dnnl::cpu_isa::avx512_core);
  return (bits & avx512) == avx512 ? Layout::kRows : Layout::kBlocks;
}

onednn::Desc map_desc(const FeatureShape& shape, Layout layout) {
  using Tag = dnnl::memory::format_tag;
  return onednn::Desc({1, shape.channels, shape.height, shape.width}, dnnl::memory::data_type::f32,
                      layout == Layout::kRows ? Tag::nhwc : Tag::nChw8c);
}

std::size_t map_bytes(const FeatureShape& shape, Layout layout) {
  const int channels = layout == Layout::kRows ? shape.channels : (shape.channels + 7) / 8 * 8;
  return shape.positions() * channels * sizeof(float);
}

}  // namespace dnn
