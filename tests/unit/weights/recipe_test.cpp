// What suits a weight set: told by its file, or else usual for its kind.
#include <gtest/gtest.h>

#include "test_files.h"
#include "weights/import_weights.h"
#include "weights/open_weights.h"
#include "weights/safetensors.h"

namespace weights {
namespace {

void expect_same(const Recipe& recipe, const Recipe& expected) {
  EXPECT_EQ(recipe.content_layers, expected.content_layers);
  EXPECT_EQ(recipe.style_layers, expected.style_layers);
  EXPECT_EQ(recipe.style_loss, expected.style_loss);
  EXPECT_EQ(recipe.normalization, expected.normalization);
  EXPECT_EQ(recipe.content_weight, expected.content_weight);
}

void expect_complete(const Recipe& recipe) {
  EXPECT_FALSE(recipe.content_layers.empty());
  EXPECT_FALSE(recipe.style_layers.empty());
  EXPECT_TRUE(recipe.style_loss == "gram" || recipe.style_loss == "covariance" ||
              recipe.style_loss == "wasserstein")
      << recipe.style_loss;
  EXPECT_TRUE(recipe.normalization == "size" || recipe.normalization == "gradient" ||
              recipe.normalization == "none")
      << recipe.normalization;
  EXPECT_GT(recipe.content_weight, 0);
}

const Recipe kOwn = {"relu2_1", "relu1_1,relu2_2:2.5", "gram", "size", 0.1};

std::string file_with(const nlohmann::json& metadata) {
  test::SmallFile file;
  file["__metadata__"] = metadata;
  return file.bytes();
}

nlohmann::json metadata_with_own() {
  return {{"content_layers", "relu2_1"},
          {"style_layers", "relu1_1,relu2_2:2.5"},
          {"style_loss", "gram"},
          {"normalization", "size"},
          {"content_weight", "0.1"}};
}

// Why a file with this in its metadata is refused.
std::string refusal(const char* key, const std::string& value) {
  return test::refusal(file_with({{key, value}}));
}

// The published channels; a file may end after any whole convolution.
WeightSet of_published_width(NetworkKind network, std::size_t convolutions) {
  WeightSet set;
  set.network = network;
  int in_channels = 3;
  for (std::size_t i = 0; i < convolutions; ++i) {
    const ConvolutionName& name = convolution_names(network)[i];
    Convolution convolution{name.name, in_channels, name.channels, {}, {}};
    convolution.weights.resize(static_cast<std::size_t>(name.channels) * in_channels * 9, 0.25f);
    convolution.bias.resize(name.channels);
    set.convolutions.push_back(convolution);
    in_channels = name.channels;
  }
  return set;
}

TEST(Recipe, is_read_from_the_metadata) {
  expect_same(test::parse(file_with(metadata_with_own())).recipe, kOwn);
}

TEST(Recipe, of_a_file_goes_before_the_usual_one) {
  const test::TemporaryFolder folder;
  expect_same(open_weights({folder.write("own", file_with(metadata_with_own()))}).recipe, kOwn);

  const std::string partly = folder.write("partly", file_with({{"content_weight", "1e-3"}}));
  Recipe expected = open_weights({"random"}).recipe;
  expected.content_weight = 0.001;
  expect_same(open_weights({partly}).recipe, expected);
}

TEST(Recipe, of_published_networks_is_the_built_in_ones) {
  const test::TemporaryFolder folder;
  const Recipe tuned = open_weights({"vgg16"}).recipe;
  expect_complete(tuned);
  for (const NetworkKind network : {NetworkKind::kVgg16, NetworkKind::kVgg19}) {
    const std::string path = folder.path("published");
    write_safetensors(of_published_width(network, 3), path, Precision::kFloat16);
    expect_same(open_weights({path}).recipe, tuned);
  }
}

TEST(Recipe, of_narrow_and_of_random_networks_is_another) {
  const Recipe narrow = open_weights({"random"}).recipe;
  expect_complete(narrow);
  EXPECT_NE(narrow.content_layers, open_weights({"vgg16"}).recipe.content_layers);
  expect_same(open_weights({"random", "vgg16", Width::kFull, 0}).recipe, narrow);
  for (const char* file : {"vgg16-narrow-bf16.safetensors", "vgg19-narrow-zip.pth"}) {
    if (!test::reads_zip() && std::string(file).find("zip") != std::string::npos) continue;
    expect_same(open_weights({test::data_path(file)}).recipe, narrow);
  }
}

TEST(Recipe, is_no_part_of_a_file_that_tells_none) {
  expect_same(test::parse(test::SmallFile().bytes()).recipe, Recipe());
  const test::TemporaryFolder folder;
  const std::string path = folder.write("none", test::SmallFile().bytes());
  expect_same(open_weights_as_stored({path}).recipe, Recipe());
  expect_complete(open_weights({path}).recipe);
}

TEST(Recipe, is_kept_by_an_import_which_adds_none) {
  const test::TemporaryFolder folder;
  const auto imported = [&](const std::string& bytes) {
    Import wanted;
    wanted.source = folder.write("source", bytes);
    wanted.target = folder.path("target");
    import_weights(wanted);
    return open_weights_as_stored({wanted.target}).recipe;
  };
  expect_same(imported(file_with(metadata_with_own())), kOwn);
  expect_same(imported(test::SmallFile().bytes()), Recipe());
  Recipe partly;
  partly.content_weight = 1.0 / 3;
  expect_same(imported(file_with({{"content_weight", "0.3333333333333333"}})), partly);
}

TEST(Recipe, of_words_that_are_not_known_is_refused) {
  EXPECT_EQ(refusal("style_loss", "grams"),
            "small.safetensors: its metadata give style_loss as \"grams\"; known are gram, covariance, "
            "wasserstein");
  EXPECT_EQ(refusal("normalization", "auto"),
            "small.safetensors: its metadata give normalization as \"auto\"; known are size, gradient, none");
  for (const char* key : {"style_loss", "normalization"}) {
    for (const std::string& word :
         {std::string(), std::string("Gram"), std::string("size "), std::string(5000, 'x')}) {
      const std::string message = refusal(key, word);
      EXPECT_NE(message.find(std::string("give ") + key + " as "), std::string::npos) << message;
      EXPECT_LT(message.size(), 200u) << "long words are cut";
    }
  }
}

TEST(Recipe, with_a_content_weight_that_is_no_positive_number_is_refused) {
  for (const char* text : {"0", "-1", "-0", "nan", "inf", "-inf", "1e999", "much", "", " 6", "6 ", "+6",
                           "0x6", "6,5", "1e-999"}) {
    EXPECT_EQ(refusal("content_weight", text),
              std::string("small.safetensors: its metadata give content_weight as \"") + text +
                  "\"; a positive number is right");
  }
}

TEST(Recipe, without_layers_or_with_a_list_beyond_all_bounds_is_refused) {
  for (const char* key : {"content_layers", "style_layers"}) {
    for (const std::string& list : {std::string(), std::string(1001, 'r')}) {
      const std::string message = refusal(key, list);
      EXPECT_NE(message.find("; layers such as relu1_1,relu2_1:2 are right"), std::string::npos) << message;
      EXPECT_LT(message.size(), 250u);
    }
  }
}

TEST(Recipe, lets_no_control_character_of_a_file_through) {
  EXPECT_EQ(test::parse(file_with({{"style_layers", "relu1_1\n\x1B[2J"}})).recipe.style_layers,
            "relu1_1  [2J");
}

TEST(Recipe, that_is_no_text_is_refused) {
  EXPECT_FALSE(test::refusal(file_with({{"content_weight", 6}})).empty());
}

}  // namespace
}  // namespace weights
