#include <gtest/gtest.h>

#include <cmath>

#include "test_files.h"
#include "vgg/vgg_names.h"
#include "weights/open_weights.h"

namespace weights {
namespace {

// What make_safetensors_fixtures.py put at place i of the weights of layer `number`; biases count as the next
// number.
float fixture_value(std::size_t i, int number) {
  return (static_cast<float>((37 * i + static_cast<std::size_t>(number)) % 255) - 127) / 128;
}

void expect_fixture_values(const WeightSet& set) {
  const std::vector<ConvolutionTensors> tensors = convolution_tensors(set.network);
  int in_channels = 3;
  for (std::size_t layer = 0; layer < set.convolutions.size(); ++layer) {
    const Convolution& convolution = set.convolutions[layer];
    const int number = std::stoi(tensors[layer].weight.substr(9));
    EXPECT_EQ(convolution.name, convolution_names(set.network)[layer].name);
    ASSERT_EQ(convolution.in_channels, in_channels);
    ASSERT_EQ(convolution.out_channels, convolution_names(set.network)[layer].channels / 32);
    ASSERT_EQ(convolution.weights.size(), std::size_t(convolution.out_channels) * in_channels * 9);
    ASSERT_EQ(convolution.bias.size(), std::size_t(convolution.out_channels));
    for (std::size_t i = 0; i < convolution.weights.size(); ++i) {
      ASSERT_EQ(convolution.weights[i], fixture_value(i, number)) << tensors[layer].weight << " " << i;
    }
    for (std::size_t i = 0; i < convolution.bias.size(); ++i) {
      ASSERT_EQ(convolution.bias[i], fixture_value(i, number + 1)) << tensors[layer].bias << " " << i;
    }
    in_channels = convolution.out_channels;
  }
}

TEST(ReadSafetensors, reads_every_value_of_a_float_file_of_PyTorch_and_passes_over_its_classifier) {
  const WeightSet set = open_weights({test::data_path("vgg19-narrow-f32.safetensors")});
  EXPECT_EQ(set.network, NetworkKind::kVgg19);
  EXPECT_EQ(set.convolutions.size(), 16u);
  EXPECT_EQ(set.source, test::data_path("vgg19-narrow-f32.safetensors"));
  EXPECT_FALSE(set.calibrate);
  EXPECT_EQ(set.pooling, PoolingHint::kNone);
  expect_fixture_values(set);
}

TEST(ReadSafetensors, means_the_preprocessing_of_torchvision_where_nothing_is_said) {
  const Preprocessing preprocessing =
      open_weights({test::data_path("vgg19-narrow-f32.safetensors")}).preprocessing;
  EXPECT_EQ(preprocessing.order, Preprocessing::Order::kRgb);
  EXPECT_EQ(preprocessing.range, 1.0f);
  EXPECT_EQ(preprocessing.mean, (std::array<float, 3>{0.485f, 0.456f, 0.406f}));
  EXPECT_EQ(preprocessing.std, (std::array<float, 3>{0.229f, 0.224f, 0.225f}));
}

TEST(ReadSafetensors, tells_VGG_16_by_its_tensors_and_reads_bfloat16) {
  const WeightSet set = open_weights({test::data_path("vgg16-narrow-bf16.safetensors")});
  EXPECT_EQ(set.network, NetworkKind::kVgg16);
  EXPECT_EQ(set.convolutions.size(), 13u);
  expect_fixture_values(set);
}

TEST(ReadSafetensors, reads_half_precision_and_the_metadata_of_Caffe_weights) {
  const WeightSet set = open_weights({test::data_path("vgg19-narrow-f16.safetensors")});
  EXPECT_EQ(set.network, NetworkKind::kVgg19);
  EXPECT_EQ(set.convolutions.back().name, "5_1");
  EXPECT_EQ(set.pooling, PoolingHint::kMax);
  EXPECT_EQ(set.preprocessing.order, Preprocessing::Order::kBgr);
  EXPECT_EQ(set.preprocessing.range, 255.0f);
  EXPECT_EQ(set.preprocessing.mean, (std::array<float, 3>{103.939f, 116.779f, 123.68f}));
  EXPECT_EQ(set.preprocessing.std, (std::array<float, 3>{1.0f, 1.0f, 1.0f}));
  expect_fixture_values(set);
}

TEST(ReadSafetensors, takes_a_file_in_double_that_ends_before_the_networks_part_as_VGG_19) {
  const WeightSet set = open_weights({test::data_path("vgg-narrow-cut-f64.safetensors")});
  EXPECT_EQ(set.network, NetworkKind::kVgg19);
  EXPECT_EQ(set.convolutions.back().name, "3_3");
  expect_fixture_values(set);
}

TEST(ReadSafetensors, takes_such_a_file_as_VGG_16_where_the_metadata_say_so) {
  test::SmallFile file;
  file.header["__metadata__"] = {{"network", "vgg16"}};
  EXPECT_EQ(test::parse(file.bytes()).network, NetworkKind::kVgg16);
}

TEST(ReadSafetensors, takes_each_entry_of_the_metadata) {
  test::SmallFile file;
  file.header["__metadata__"] = {{"input", "bgr"},     {"range", "0..255"},   {"mean", "100,1.5e2,-3"},
                                 {"std", "1,0.25,64"}, {"pooling", "avg"},    {"calibrate", "true"},
                                 {"author", "nobody"}, {"licence", "GPL-3.0"}};
  const WeightSet set = test::parse(file.bytes());
  EXPECT_EQ(set.preprocessing.order, Preprocessing::Order::kBgr);
  EXPECT_EQ(set.preprocessing.range, 255.0f);
  EXPECT_EQ(set.preprocessing.mean, (std::array<float, 3>{100, 150, -3}));
  EXPECT_EQ(set.preprocessing.std, (std::array<float, 3>{1, 0.25f, 64}));
  EXPECT_EQ(set.pooling, PoolingHint::kAverage);
  EXPECT_TRUE(set.calibrate);
}

TEST(ReadSafetensors, lets_single_entries_go_before_a_named_preprocessing) {
  test::SmallFile file;
  file.header["__metadata__"] = {{"preprocessing", "caffe"}, {"input", "rgb"}, {"mean", "123,117,104"}};
  const Preprocessing preprocessing = test::parse(file.bytes()).preprocessing;
  EXPECT_EQ(preprocessing.order, Preprocessing::Order::kRgb);
  EXPECT_EQ(preprocessing.range, 255.0f);
  EXPECT_EQ(preprocessing.mean, (std::array<float, 3>{123, 117, 104}));
}

TEST(ReadSafetensors, accepts_a_header_padded_with_spaces_and_tensors_in_any_order) {
  const test::SmallFile file;
  nlohmann::ordered_json reversed;
  for (auto entry = file.header.rbegin(); entry != file.header.rend(); ++entry) {
    reversed[entry.key()] = entry.value();
  }
  const WeightSet set = test::parse(test::safetensors_bytes(reversed.dump() + "      ", file.data));
  EXPECT_EQ(set.convolutions.size(), 7u);
  EXPECT_EQ(set.convolutions[6].weights[9], 0.125f);
}

TEST(ReadSafetensors, ignores_tensors_that_are_no_convolutions_whatever_their_type) {
  test::SmallFile file;
  file.append("classifier.0.weight", "I64", {2, 2}, std::string(32, '\xFF'));
  file.append("classifier.0.bias", "F4_OF_TOMORROW", {7}, std::string(4, '\0'));
  file.append("classifier.3.weight", "F32", {1}, std::string(4, '\xFF'));  // NaN, as in a published file
  file.append("empty", "F32", {0, 4}, "");
  file.append("features.00.weight", "BOOL", {1}, "x");
  EXPECT_EQ(test::parse(file.bytes()).convolutions.size(), 7u);
}

}  // namespace
}  // namespace weights
