#include "packed_weights.h"

#include <algorithm>

#include "onednn_compat.h"

namespace dnn {

dnnl::memory::desc weights_desc(const Layer& layer, dnnl::memory::format_tag tag) {
  return {{layer.out_channels, layer.in_channels, 3, 3}, dnnl::memory::data_type::f32, tag};
}

std::shared_ptr<const PackedWeights> WeightCache::get(const dnnl::engine& engine, dnnl::stream& stream,
                                                      const std::shared_ptr<const NetworkDescription>& owner,
                                                      const Layer& layer, const dnnl::memory::desc& wanted) {
  entries_.erase(
      std::remove_if(entries_.begin(), entries_.end(), [](const auto& entry) { return entry.expired(); }),
      entries_.end());
  for (const auto& entry : entries_) {
    const auto packed = entry.lock();
    if (packed->layer == &layer && packed->memory.get_desc() == wanted) return packed;
  }
  const auto packed = std::make_shared<PackedWeights>();
  packed->owner = owner;
  packed->layer = &layer;
  packed->memory = dnnl::memory(wanted, engine);
  dnnl::memory plain(weights_desc(layer, dnnl::memory::format_tag::oihw), engine,
                     const_cast<float*>(layer.weights.data()));
  dnnl::reorder(plain, packed->memory).execute(stream, plain, packed->memory);
  stream.wait();
  entries_.push_back(packed);
  return packed;
}

}  // namespace dnn
