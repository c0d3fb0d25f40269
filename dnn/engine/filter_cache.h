// Filters in the order that a convolution wants them, packed once and shared by all networks of an Engine
// that were built from the same description (the scales of a pyramid, content and style).
#pragma once

#include <algorithm>
#include <memory>
#include <typeindex>
#include <vector>

#include "dnn/network.h"

namespace dnn {

class FilterCache {
 public:
  // The packed filters of this type and variant for `layer`, which is one of `owner`'s; `make()` packs them
  // where nobody did before. They are kept as long as `owner` lives.
  template <class Packed, class Make>
  std::shared_ptr<const Packed> get(const std::shared_ptr<const NetworkDescription>& owner,
                                    const Layer& layer, int variant, const Make& make) {
    entries_.erase(
        std::remove_if(entries_.begin(), entries_.end(), [](const Entry& e) { return e.owner.expired(); }),
        entries_.end());
    for (const Entry& entry : entries_) {
      if (entry.layer == &layer && entry.type == typeid(Packed) && entry.variant == variant) {
        return std::static_pointer_cast<const Packed>(entry.packed);
      }
    }
    std::shared_ptr<const Packed> packed = make();
    entries_.push_back({owner, &layer, typeid(Packed), variant, packed});
    return packed;
  }

 private:
  struct Entry {
    std::weak_ptr<const NetworkDescription> owner;  // alive: the layer's address is still its name
    const Layer* layer;
    std::type_index type;
    int variant;
    std::shared_ptr<const void> packed;
  };
  std::vector<Entry> entries_;
};

}  // namespace dnn
