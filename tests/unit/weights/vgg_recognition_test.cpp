// Families of tensor names, in safetensors files, which may hold any of them.
#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "named_file.h"
#include "vgg/known_preprocessing.h"

namespace weights {
namespace {

using test::bytes_of;
using test::counted;
using test::NamedFile;

// All convolutions of the network, each of one filter.
NamedFile of_network(NetworkKind network, const std::string& before, const std::string& between) {
  NamedFile file;
  for (const ConvolutionName& convolution : convolution_names(network)) {
    const std::string name = before + convolution.name[0] + between + convolution.name[2];
    file.add(name + ".weight", {1, file.data.empty() ? 3 : 1, 3, 3});
    file.add(name + ".bias", {1});
  }
  return file;
}

TEST(Recognises, VGG_16_and_19_by_the_papers_names) {
  for (const NetworkKind network : {NetworkKind::kVgg16, NetworkKind::kVgg19}) {
    const WeightSet set = test::parse(of_network(network, "conv", "_").bytes());
    EXPECT_EQ(set.network, network);
    EXPECT_EQ(set.convolutions.size(), convolution_names(network).size());
    EXPECT_EQ(set.preprocessing.order, Preprocessing::Order::kBgr);
    EXPECT_EQ(set.preprocessing.mean, caffe_preprocessing().mean);
  }
}

TEST(Recognises, the_names_and_the_layout_of_Keras) {
  NamedFile file;
  file.add("block1_conv1/block1_conv1/kernel:0", {3, 3, 3, 2});
  file.add("block1_conv1/block1_conv1/bias:0", {2});
  file.add("block1_conv2/block1_conv2_W_1:0", {3, 3, 2, 1});
  file.add("block1_conv2/block1_conv2_b_1:0", {1});
  const WeightSet set = test::parse(file.bytes());
  EXPECT_EQ(set.preprocessing.order, Preprocessing::Order::kBgr);
  ASSERT_EQ(set.convolutions.size(), 2u);
  for (std::size_t filter = 0; filter < 2; ++filter) {
    for (std::size_t input = 0; input < 3; ++input) {
      for (std::size_t tap = 0; tap < 9; ++tap) {
        ASSERT_EQ(set.convolutions[0].weights[(filter * 3 + input) * 9 + tap],
                  static_cast<float>((tap * 3 + input) * 2 + filter));
      }
    }
  }
  file.add("block2_conv1/kernel", {1, 1, 3, 3});
  file.add("block2_conv1/bias", {1});
  EXPECT_NE(test::refusal(file.bytes()).find("has the shape [1, 1, 3, 3]; [3, 3, 1, filters] is right"),
            std::string::npos);
}

TEST(Recognises, torchvisions_names_behind_any_others) {
  for (const char* prefix : {"module.", "state_dict.module.", "vgg.", "encoder/"}) {
    NamedFile file;
    file.add(std::string(prefix) + "features.0.weight", {2, 3, 3, 3});
    file.add(std::string(prefix) + "features.0.bias", {2});
    file.add(std::string(prefix) + "pre_logits.fc1.weight", {2, 2, 7, 7});  // timm's head
    EXPECT_EQ(test::parse(file.bytes()).convolutions.size(), 1u) << prefix;
  }
}

TEST(Recognises, the_features_alone) {
  for (const char* prefix : {"", "module.", "state_dict.model."}) {
    NamedFile file;
    file.add(std::string(prefix) + "0.weight", {2, 3, 3, 3});
    file.add(std::string(prefix) + "0.bias", {2});
    EXPECT_EQ(test::parse(file.bytes()).convolutions.size(), 1u) << prefix;
  }
}

TEST(Recognises, biases_with_dimensions_of_one_around_them) {
  for (const std::vector<int>& shape : {std::vector<int>{1, 1, 1, 2}, {1, 2}, {2, 1}}) {
    NamedFile file;
    file.add("conv1_1.weight", {2, 3, 3, 3});
    file.add("conv1_1.bias", shape);
    EXPECT_EQ(test::parse(file.bytes()).convolutions[0].bias, counted(2));
  }
}

class Origin : public testing::Test {
 protected:
  Origin() {
    file.add("features.0.weight", {2, 3, 3, 3});
    file.add("features.0.bias", {2});
  }

  float deviation() { return test::parse(file.bytes()).preprocessing.std[0]; }

  NamedFile file;
};

TEST_F(Origin, is_torchvision_where_nothing_else_tells) {
  file.add("classifier.0.weight", {4, 2});
  file.append("classifier.6.bias", "F32", {4}, bytes_of({1, 2, 3, 4}));
  EXPECT_EQ(deviation(), torchvision_preprocessing().std[0]);
}

TEST_F(Origin, is_Johnson_where_the_classifier_begins_at_1) {
  file.add("classifier.1.weight", {4, 2});
  EXPECT_EQ(deviation(), caffe_preprocessing().std[0]);
}

TEST_F(Origin, is_torchvisions_features_alone_where_the_classifier_is_no_number) {
  file.append("classifier.6.bias", "F32", {2}, bytes_of(std::vector<float>(2, std::nanf(""))));
  EXPECT_EQ(deviation(), torchvision_features_preprocessing().std[0]);
}

TEST_F(Origin, goes_behind_what_the_metadata_say) {
  file.add("classifier.1.weight", {4, 2});
  file.header["__metadata__"] = {{"preprocessing", "torch"}};
  EXPECT_EQ(deviation(), torchvision_preprocessing().std[0]);
}

}  // namespace
}  // namespace weights
