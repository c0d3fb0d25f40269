// VGGs as people's training programs name them: each is one file's way that others took too.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <string>
#include <vector>

#include "named_file.h"
#include "vgg/known_preprocessing.h"
#include "vgg/vgg_names.h"

namespace weights {
namespace {

using test::NamedFile;

bool has_note(const WeightSet& set, const std::string& part) {
  return std::any_of(set.notes.begin(), set.notes.end(),
                     [&](const std::string& note) { return note.find(part) != std::string::npos; });
}

std::string notes_of(const WeightSet& set) {
  std::string all;
  for (const std::string& note : set.notes) all += note + "; ";
  return all;
}

// Published widths / 64.
int channels(const ConvolutionName& convolution) { return convolution.channels / 64; }

using Name = std::function<std::string(std::size_t index, int number)>;  // of a layer

void add_network(NamedFile& file, NetworkKind network, const Name& name,
                 Numbering numbering = Numbering::kLayers) {
  const std::vector<int> numbers = convolution_numbers(network, numbering);
  int in_channels = 3;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const int out_channels = channels(convolution_names(network)[i]);
    file.add(name(i, numbers[i]) + ".weight", {out_channels, in_channels, 3, 3});
    file.add(name(i, numbers[i]) + ".bias", {out_channels});
    in_channels = out_channels;
  }
}

Name behind(const std::string& prefix) {
  return [prefix](std::size_t, int number) { return prefix + std::to_string(number); };
}

WeightSet parse_network(NetworkKind network, const Name& name) {
  NamedFile file;
  add_network(file, network, name);
  return test::parse(file.bytes());
}

void expect_whole(const WeightSet& set, NetworkKind network) {
  EXPECT_EQ(set.network, network);
  ASSERT_EQ(set.convolutions.size(), convolution_names(network).size()) << notes_of(set);
  for (std::size_t i = 0; i < set.convolutions.size(); ++i) {
    EXPECT_EQ(set.convolutions[i].out_channels, channels(convolution_names(network)[i]));
  }
}

TEST(OthersNames, behind_any_beginning) {
  for (const char* prefix :
       {"features.module.", "module.features.", "_orig_mod.", "_orig_mod.module.", "vgg.", "vgg19.",
        "encoder.", "base.", "1.", "model.features_extractor.", "perceptual_loss.vgg.features.", "net/"}) {
    SCOPED_TRACE(prefix);
    for (const NetworkKind network : {NetworkKind::kVgg16, NetworkKind::kVgg19}) {
      expect_whole(parse_network(network, behind(prefix)), network);
    }
  }
}

TEST(OthersNames, of_slices_that_keep_torchvisions_numbers) {
  const auto sliced = [](const std::string& before, const std::string& after) {
    return [before, after](std::size_t, int number) {
      const int slice = 1 + (number >= 4) + (number >= 9) + (number >= 16) + (number >= 23);
      return before + std::to_string(slice) + after + "." + std::to_string(number);
    };
  };
  expect_whole(parse_network(NetworkKind::kVgg16, sliced("net.slice", "")), NetworkKind::kVgg16);
  expect_whole(parse_network(NetworkKind::kVgg19, sliced("slice", "")), NetworkKind::kVgg19);
  expect_whole(parse_network(NetworkKind::kVgg16, sliced("to_relu_", "_2")), NetworkKind::kVgg16);
}

TEST(OthersNames, of_SSD_whose_layers_go_on_behind_a_VGG) {
  NamedFile file;
  add_network(file, NetworkKind::kVgg16, behind("module.vgg."));
  file.add("module.vgg.31.weight", {16, 8, 3, 3});
  file.add("module.vgg.31.bias", {16});
  file.add("module.vgg.33.weight", {16, 16, 1, 1});
  file.add("module.vgg.33.bias", {16});
  file.add("module.extras.0.weight", {4, 16, 1, 1});
  const WeightSet set = test::parse(file.bytes());
  expect_whole(set, NetworkKind::kVgg16);
  EXPECT_EQ(set.preprocessing.std, torchvision_features_preprocessing().std);
  EXPECT_TRUE(has_note(set, "\"module.vgg.31.weight\" on lie behind the last convolution of a VGG"))
      << notes_of(set);
}

TEST(OthersNames, beside_those_of_other_networks) {
  NamedFile file;
  file.add("netG.0.weight", {8, 3, 3, 3});
  file.add("netG.0.bias", {8});
  file.add("netD.0.weight", {8, 3, 3, 3});
  file.add("netD.2.weight", {8, 8, 3, 3});
  add_network(file, NetworkKind::kVgg19, behind("criterion.vgg."));
  file.add("scaling_layer.shift", {1, 3, 1, 1});
  expect_whole(test::parse(file.bytes()), NetworkKind::kVgg19);
}

TEST(OthersNames, of_one_convolution_are_not_enough_to_be_a_VGG) {
  NamedFile file;
  file.add("stem.0.weight", {8, 3, 3, 3});
  file.add("stem.0.bias", {8});
  EXPECT_NE(test::refusal(file.bytes()).find("it holds no tensor of a VGG-19 or VGG-16"), std::string::npos);
}

TEST(OthersNames, of_weights_and_of_their_running_average) {
  for (const char* average : {"state_dict_ema.", "model_ema.module.", "ema_model.", "averaged."}) {
    NamedFile file;
    add_network(file, NetworkKind::kVgg16, behind(std::string(average) + "features."));
    for (std::size_t i = 0; i < 10; ++i) file.data[4 * i] = 1;
    add_network(file, NetworkKind::kVgg16, behind("state_dict.features."));
    const WeightSet set = test::parse(file.bytes());
    expect_whole(set, NetworkKind::kVgg16);
    EXPECT_EQ(set.convolutions[0].weights, test::counted(27)) << average;
    EXPECT_TRUE(has_note(set, "the one of \"state_dict.features.0.weight\" is taken")) << notes_of(set);
  }
}

TEST(OthersNames, of_one_network_twice) {
  NamedFile file;
  add_network(file, NetworkKind::kVgg16, behind("vgg."));
  add_network(file, NetworkKind::kVgg16, behind("features."));
  expect_whole(test::parse(file.bytes()), NetworkKind::kVgg16);
  file.set_bytes("features.28.bias", 0, "\1");
  EXPECT_NE(test::refusal(file.bytes()).find("would be the same part of a VGG"), std::string::npos);
}

TEST(OthersNames, that_only_count_the_convolutions) {
  const Name block_by_block = [](std::size_t i, int) {
    const char* name = convolution_names(NetworkKind::kVgg16)[i].name;
    return std::string("enc_") + name[0] + "." + std::to_string(3 * (name[2] - '1'));
  };
  const WeightSet set = parse_network(NetworkKind::kVgg16, block_by_block);
  expect_whole(set, NetworkKind::kVgg16);
  EXPECT_TRUE(has_note(set, "in the order of their names, from \"enc_1.0.weight\"")) << notes_of(set);
  for (const NetworkKind network : {NetworkKind::kVgg16, NetworkKind::kVgg19}) {
    expect_whole(parse_network(network, [](std::size_t i, int) { return "convs." + std::to_string(i); }),
                 network);
    expect_whole(
        parse_network(network, [](std::size_t i, int) { return "net.conv" + std::to_string(i + 1); }),
        network);
  }
}

TEST(OthersNames, that_only_count_must_have_the_shapes_of_a_VGG) {
  NamedFile file;  // as a U-Net has them
  int in_channels = 3, number = 0;
  for (const int out_channels : {1, 1, 2, 2, 4, 4, 8, 8, 16}) {
    file.add("down." + std::to_string(number) + ".conv.weight", {out_channels, in_channels, 3, 3});
    file.add("down." + std::to_string(number++) + ".conv.bias", {out_channels});
    in_channels = out_channels;
  }
  EXPECT_NE(test::refusal(file.bytes()).find("it holds no tensor of a VGG-19 or VGG-16"), std::string::npos);
  NamedFile denoiser;
  for (int i = 0; i < 17; ++i)
    denoiser.add("body." + std::to_string(i) + ".conv.weight", {2, i == 0 ? 3 : 2, 3, 3});
  EXPECT_NE(test::refusal(denoiser.bytes()).find("it holds no tensor of a VGG-19 or VGG-16"),
            std::string::npos);
}

TEST(OthersNames, of_Keras_in_any_session) {
  for (const int first : {1, 16, 99}) {
    NamedFile file;
    int in_channels = 3, number = first;
    for (const ConvolutionName& convolution : convolution_names(NetworkKind::kVgg19)) {
      const std::string layer = "conv2d_" + std::to_string(number++);
      file.add(layer + "/" + layer + "/kernel:0", {3, 3, in_channels, channels(convolution)});
      file.add(layer + "/" + layer + "/bias:0", {channels(convolution)});
      in_channels = channels(convolution);
    }
    for (const char* number : {"0", "1", "2", "3"})
      file.add(std::string("optimizer/vars/") + number, {3, 3, 3, 1});
    const WeightSet set = test::parse(file.bytes());
    expect_whole(set, NetworkKind::kVgg19);
    EXPECT_EQ(set.preprocessing.order, Preprocessing::Order::kBgr);
  }
}

TEST(OthersNames, of_Keras_with_blocks_as_networks_and_side_outputs) {
  NamedFile file;
  int in_channels = 3;
  for (const ConvolutionName& convolution : convolution_names(NetworkKind::kVgg16)) {
    const std::string number =
        convolution.name[2] == '1' ? "" : std::string("_") + char(convolution.name[2] - 1);
    const std::string layer =
        std::string("block") + convolution.name[0] + "/layers/conv2d" + number + "/vars/";
    file.add(layer + "0", {3, 3, in_channels, channels(convolution)});
    file.add(layer + "1", {channels(convolution)});
    in_channels = channels(convolution);
    if (convolution.name[2] != '2') continue;
    const std::string side = std::string("layers/side_") + convolution.name[0] + "/vars/";
    file.add(side + "0", {1, 1, in_channels, 1});
    file.add(side + "1", {1});
  }
  expect_whole(test::parse(file.bytes()), NetworkKind::kVgg16);
}

class Normalised : public testing::Test {
 protected:
  void add_normalisation(const std::string& mean, const std::string& variance, const std::string& scale,
                         const std::string& shift) {
    file.add_values(mean, {2, 3});
    file.add_values(variance, {4, 0.25f});
    file.add_values(scale, {3, -1});
    file.add_values(shift, {5, 7});
  }

  void expect_folded(double epsilon, bool bias) const {
    const WeightSet set = test::parse(file.bytes());
    ASSERT_EQ(set.convolutions.size(), 1u);
    const Convolution& convolution = set.convolutions[0];
    const double factors[] = {3 / std::sqrt(4 + epsilon), -1 / std::sqrt(0.25 + epsilon)};
    for (std::size_t filter = 0; filter < 2; ++filter) {
      for (std::size_t i = 0; i < 27; ++i) {
        const auto at =
            static_cast<double>(epsilon == 1e-5 ? filter * 27 + i : (i % 9 * 3 + i / 9) * 2 + filter);
        EXPECT_NEAR(convolution.weights[filter * 27 + i], at * factors[filter], 1e-4);
      }
      const double own = bias ? static_cast<double>(filter) : 0;
      EXPECT_NEAR(convolution.bias[filter],
                  (own - (filter == 0 ? 2 : 3)) * factors[filter] + (filter == 0 ? 5 : 7), 1e-5);
    }
    EXPECT_TRUE(has_note(set, "its batch normalisation is made part of the convolutions")) << notes_of(set);
  }

  NamedFile file;
};

TEST_F(Normalised, as_torchvision_counts_it) {
  file.add("features.0.weight", {2, 3, 3, 3});
  file.add("features.0.bias", {2});
  add_normalisation("features.1.running_mean", "features.1.running_var", "features.1.weight",
                    "features.1.bias");
  file.append("features.1.num_batches_tracked", "I64", {}, std::string(8, '\0'));
  expect_folded(1e-5, true);
}

TEST_F(Normalised, without_biases_of_the_convolutions) {
  file.add("conv1_1.weight", {2, 3, 3, 3});
  add_normalisation("bn1_1.running_mean", "bn1_1.running_var", "bn1_1.weight", "bn1_1.bias");
  expect_folded(1e-5, false);
}

TEST_F(Normalised, as_Keras_names_it) {
  file.add("block1_conv1/block1_conv1/kernel:0", {3, 3, 3, 2});
  file.add("block1_conv1/block1_conv1/bias:0", {2});
  const std::string layer = "batch_normalization/batch_normalization/";
  add_normalisation(layer + "moving_mean:0", layer + "moving_variance:0", layer + "gamma:0",
                    layer + "beta:0");
  expect_folded(1e-3, true);
}

TEST_F(Normalised, with_a_variance_that_cannot_be_is_refused) {
  file.add("features.0.weight", {2, 3, 3, 3});
  file.add("features.0.bias", {2});
  file.add_values("features.1.running_mean", {2, 3});
  file.add_values("features.1.running_var", {-4, 1});
  EXPECT_NE(test::refusal(file.bytes()).find("makes values that are not finite"), std::string::npos);
}

TEST_F(Normalised, behind_the_rectifier_is_refused) {
  file.add("features.0.weight", {2, 3, 3, 3});
  file.add("features.0.bias", {2});
  add_normalisation("features.2.running_mean", "features.2.running_var", "features.2.weight",
                    "features.2.bias");
  EXPECT_NE(
      test::refusal(file.bytes()).find("batch normalisation that does not stand right behind a convolution"),
      std::string::npos);
}

TEST(Guesses, of_the_preprocessing_are_told_where_the_file_does_not_tell) {
  NamedFile file;
  file.add("conv1_1.weight", {2, 3, 3, 3});
  file.add("conv1_1.bias", {2});
  EXPECT_NE(test::parse(file.bytes()).preprocessing_guess.find("(Caffe's way) is guessed"),
            std::string::npos);
  file.header["__metadata__"] = {{"preprocessing", "torch"}};
  EXPECT_EQ(test::parse(file.bytes()).preprocessing_guess, "");
}

TEST(RefusesFile, that_is_something_else_saved_in_place_of_one) {
  for (const char* page : {"<!DOCTYPE html><html>", "\n  <HTML><head>", "<?xml version=\"1.0\"?><Error/>"}) {
    EXPECT_NE(test::refusal(page, "page.pth").find("this is a web page, as it is saved in place of a file"),
              std::string::npos);
  }
  const std::string pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 5\n";
  for (const char* name : {"lfs.safetensors", "lfs.onnx", "lfs.caffemodel"}) {
    EXPECT_NE(test::refusal(pointer, name).find("this is a Git LFS pointer"), std::string::npos);
  }
}

}  // namespace
}  // namespace weights
