#include "built_in/built_in.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "test_files.h"
#include "weights/open_weights.h"
#include "weights/weights_folder.h"

namespace weights {
namespace {

TEST(BuiltIn, are_known_by_name_the_default_first) {
  EXPECT_EQ(built_in_names(), (std::vector<std::string>{"fast", "vgg16", "random"}));
  for (const std::string& name : built_in_names()) EXPECT_TRUE(is_built_in(name)) << name;
  for (const char* name : {"", "vgg19", "VGG16", "./vgg16", "vgg16.safetensors"}) {
    EXPECT_FALSE(is_built_in(name)) << name;
    EXPECT_EQ(find_built_in(name), nullptr) << name;
  }
  EXPECT_EQ(find_built_in("random"), nullptr) << "which has no file";
}

TEST(BuiltIn, can_all_be_opened_and_are_called_by_their_name) {
  for (const BuiltIn& built_in : built_in_table()) {
    const WeightSet set = open_weights({built_in.name});
    EXPECT_EQ(set.source, built_in.name);
    EXPECT_FALSE(set.origin.licence.empty()) << built_in.name;
    EXPECT_FALSE(set.calibrate) << built_in.name;
  }
}

TEST(BuiltIn, of_another_network_than_asked_for_are_refused) {
  EXPECT_EQ(open_weights({"vgg16", "vgg16"}).network, NetworkKind::kVgg16);
  EXPECT_EQ(test::error_of([] {
              open_weights({"vgg16", "vgg19"});
            }),
            "vgg16: the file holds vgg16 weights, not vgg19 as asked; let the network be auto or vgg16");
}

TEST(BuiltIn, go_before_files_of_their_name_but_not_before_paths) {
  const test::TemporaryFolder folder;
  folder.write("fast", test::read_bytes(test::data_path("vgg16-narrow-bf16.safetensors")));
  const std::filesystem::path before = std::filesystem::current_path();
  std::filesystem::current_path(folder.path(""));
  EXPECT_EQ(open_weights({"fast"}).convolutions[0].out_channels, 32);
  EXPECT_NE(open_weights({"./fast"}).convolutions[0].out_channels, 32);
  std::filesystem::current_path(before);
}

TEST(Fast, is_vgg16_of_half_the_width_and_is_used_as_it_is) {
  const WeightSet set = open_weights({"fast"});
  const WeightSet wide = open_weights({"vgg16"});
  EXPECT_EQ(set.network, NetworkKind::kVgg16);
  ASSERT_EQ(set.convolutions.size(), wide.convolutions.size());
  for (std::size_t i = 0; i < set.convolutions.size(); ++i) {
    EXPECT_EQ(set.convolutions[i].name, wide.convolutions[i].name);
    EXPECT_EQ(2 * set.convolutions[i].out_channels, wide.convolutions[i].out_channels);
  }
  EXPECT_EQ(set.pooling, wide.pooling);
  EXPECT_EQ(set.preprocessing.order, wide.preprocessing.order);
  EXPECT_EQ(set.preprocessing.mean, wide.preprocessing.mean);
  EXPECT_EQ(set.recipe.style_loss, wide.recipe.style_loss);
  EXPECT_LT(set.recipe.content_weight, wide.recipe.content_weight)
      << "it holds the photograph more by itself";
  EXPECT_NE(set.origin.licence.find("CC-BY-4.0"), std::string::npos);
  EXPECT_NE(set.origin.licence.find("refitted"), std::string::npos) << "what was changed is told";
}

TEST(Vgg16, is_the_published_network_to_conv5_1) {
  const WeightSet set = open_weights({"vgg16"});
  EXPECT_EQ(set.network, NetworkKind::kVgg16);
  ASSERT_EQ(set.convolutions.size(), 11u);
  EXPECT_EQ(set.convolutions.back().name, "5_1");
  int in_channels = 3;
  for (std::size_t i = 0; i < set.convolutions.size(); ++i) {
    const Convolution& convolution = set.convolutions[i];
    const ConvolutionName& published = convolution_names(NetworkKind::kVgg16)[i];
    EXPECT_EQ(convolution.name, published.name);
    EXPECT_EQ(convolution.in_channels, in_channels) << published.name;
    EXPECT_EQ(convolution.out_channels, published.channels) << published.name;
    in_channels = published.channels;
  }
  // The first of the digits that are publicly printed of Keras' file; here in half precision.
  EXPECT_NEAR(set.convolutions[0].weights[0], 0.42947057, 2e-4);
}

TEST(Vgg16, tells_how_pictures_are_prepared_and_whom_it_is_from) {
  const WeightSet set = open_weights({"vgg16"});
  EXPECT_EQ(set.preprocessing.order, Preprocessing::Order::kBgr);
  EXPECT_EQ(set.preprocessing.range, 255);
  EXPECT_EQ(set.preprocessing.mean, (std::array<float, 3>{103.939f, 116.779f, 123.68f}));
  EXPECT_EQ(set.preprocessing.std, (std::array<float, 3>{1, 1, 1}));
  EXPECT_NE(set.origin.title.find("VGG-16 trained on ImageNet"), std::string::npos);
  EXPECT_NE(set.origin.licence.find("CC-BY-4.0"), std::string::npos);
  EXPECT_NE(set.origin.licence.find("half precision"), std::string::npos) << "what was changed is told";
  EXPECT_NE(set.origin.citation.find("K. Simonyan, A. Zisserman"), std::string::npos);
}

TEST(Vgg16, brings_a_recipe_that_compares_layers_it_has) {
  const Recipe recipe = open_weights_as_stored({"vgg16"}).recipe;
  EXPECT_FALSE(recipe.content_layers.empty());
  EXPECT_FALSE(recipe.style_layers.empty());
  EXPECT_FALSE(recipe.style_loss.empty());
  EXPECT_GT(recipe.content_weight, 0);
}

TEST(Vgg16, is_mapped_whole_and_can_be_read_anywhere) {
  SourceFile file = open_vgg16();
  ASSERT_EQ(file.memory().size(), file.size());
  EXPECT_EQ(file.read(file.size() - 4, std::uint64_t{4}), file.memory().substr(file.size() - 4));
  EXPECT_NE(test::error_of([&] { file.read(file.size() - 3, std::uint64_t{4}); }).find("damaged or cut off"),
            std::string::npos);
  const SourceFile moved = std::move(file);
  EXPECT_EQ(static_cast<unsigned char>(moved.memory()[8]), '{');
}

TEST(MappedFile, says_what_is_wrong_as_any_other_does) {
  const test::TemporaryFolder folder;
  const std::string needed = "a file with the weights of a VGG is needed";
  const auto refusal = [](const std::string& path) {
    return test::error_of([&] { SourceFile::mapped(path); });
  };
  EXPECT_EQ(refusal(folder.path("none")), folder.path("none") + ": there is no such file; " + needed);
  EXPECT_EQ(refusal(folder.write("empty", "")), folder.path("empty") + ": the file is empty; " + needed);
  EXPECT_EQ(refusal(folder.path("")), folder.path("") + ": this is a folder; " + needed);
}

TEST(MappedFile, outlives_its_name) {
  const test::TemporaryFolder folder;
  const std::string path = folder.write("short", "short");
  const SourceFile file = SourceFile::mapped(path);
  std::filesystem::remove(path);
  EXPECT_EQ(file.memory(), "short");
}

}  // namespace
}  // namespace weights
