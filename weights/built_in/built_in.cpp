#include "built_in/built_in.h"

namespace weights {

const std::vector<BuiltIn>& built_in_table() {
  static const std::vector<BuiltIn> table = {{"fast", open_fast}, {"vgg16", open_vgg16}};
  return table;
}

const BuiltIn* find_built_in(const std::string& name) {
  for (const BuiltIn& weights : built_in_table()) {
    if (name == weights.name) return &weights;
  }
  return nullptr;
}

}  // namespace weights
