// Lists of layers as people write them: "relu1_1,relu2_1:2" with a weight w_s after a colon (1 to 10).
#pragma once

#include <string>
#include <vector>

namespace core {

struct LayerWeight {
  std::string tap;
  double weight = 1;
};

// Throws base::Error naming `option`, the list and what would be right.
std::vector<LayerWeight> parse_layer_list(const std::string& option, const std::string& list);

// The layers' names alone.
std::vector<std::string> taps_of(const std::vector<LayerWeight>& layers);

}  // namespace core
