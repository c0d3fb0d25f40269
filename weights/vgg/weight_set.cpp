#include "weights/weight_set.h"

namespace weights {

const std::vector<ConvolutionName>& convolution_names(NetworkKind network) {
  // Simonyan & Zisserman, arXiv 1409.1556, table 1, configurations E and D.
  static const std::vector<ConvolutionName> vgg19 = {{"1_1", 64},  {"1_2", 64},  {"2_1", 128}, {"2_2", 128},
                                                     {"3_1", 256}, {"3_2", 256}, {"3_3", 256}, {"3_4", 256},
                                                     {"4_1", 512}, {"4_2", 512}, {"4_3", 512}, {"4_4", 512},
                                                     {"5_1", 512}, {"5_2", 512}, {"5_3", 512}, {"5_4", 512}};
  static const std::vector<ConvolutionName> vgg16 = {
      {"1_1", 64},  {"1_2", 64},  {"2_1", 128}, {"2_2", 128}, {"3_1", 256}, {"3_2", 256}, {"3_3", 256},
      {"4_1", 512}, {"4_2", 512}, {"4_3", 512}, {"5_1", 512}, {"5_2", 512}, {"5_3", 512}};
  return network == NetworkKind::kVgg19 ? vgg19 : vgg16;
}

const char* network_name(NetworkKind network) { return network == NetworkKind::kVgg19 ? "vgg19" : "vgg16"; }

}  // namespace weights
