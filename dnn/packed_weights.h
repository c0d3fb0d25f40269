// Convolution weights in the order a primitive wants them, packed once and shared by all networks of an
// Engine that were built from the same description (the scales of a pyramid, content and style).
#pragma once

#include <dnnl.hpp>
#include <memory>
#include <vector>

#include "dnn/network.h"

namespace dnn {

struct PackedWeights {
  std::shared_ptr<const NetworkDescription> owner;  // keeps `layer` alive, so that its address stays its name
  const Layer* layer = nullptr;
  dnnl::memory memory;
};

class WeightCache {
 public:
  // Packs `layer`'s weights as `wanted`, unless somebody still holds them packed so.
  std::shared_ptr<const PackedWeights> get(const dnnl::engine& engine, dnnl::stream& stream,
                                           const std::shared_ptr<const NetworkDescription>& owner,
                                           const Layer& layer, const dnnl::memory::desc& wanted);

 private:
  std::vector<std::weak_ptr<const PackedWeights>> entries_;
};

// OIHW, as the description holds them, or in an order that the primitive chooses.
dnnl::memory::desc weights_desc(const Layer& layer, dnnl::memory::format_tag tag);

}  // namespace dnn
