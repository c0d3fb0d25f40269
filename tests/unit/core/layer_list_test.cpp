#include "parameters/layer_list.h"

#include <gtest/gtest.h>

#include "base/error.h"

namespace {

using core::parse_layer_list;

std::string error_of(const std::string& list) {
  try {
    parse_layer_list("style-layers", list);
  } catch (const base::Error& error) {
    return error.what();
  }
  return "accepted";
}

TEST(LayerList, HoldsLayersWithTheirWeights) {
  const auto layers = parse_layer_list("style-layers", "relu1_1,input:2,conv3_4:1.5,relu5_1:10");
  ASSERT_EQ(layers.size(), 4u);
  EXPECT_EQ(layers[0].tap, "relu1_1");
  EXPECT_EQ(layers[0].weight, 1);
  EXPECT_EQ(layers[1].tap, "input");
  EXPECT_EQ(layers[1].weight, 2);
  EXPECT_EQ(layers[2].tap, "conv3_4");
  EXPECT_EQ(layers[2].weight, 1.5);
  EXPECT_EQ(layers[3].weight, 10);
}

TEST(LayerList, RefusesWeightsThatAreNoNumberFromOneToTen) {
  EXPECT_EQ(
      error_of("relu1_1,relu2_1:11"),
      "style-layers \"relu1_1,relu2_1:11\": the weight \"11\" of relu2_1 is not a number from 1 to 10; right "
      "is, for example, relu1_1,relu2_1:2");
  for (const char* weight : {"", "0", "0.99", "-1", "nan", "inf", "2x", " 2", "10.01", "1:2", "1e400"}) {
    EXPECT_NE(error_of(std::string("relu1_1:") + weight).find("is not a number from 1 to 10"),
              std::string::npos)
        << weight;
  }
}

TEST(LayerList, RefusesEmptyListsAndNames) {
  EXPECT_NE(error_of("").find("no layer is named"), std::string::npos);
  for (const char* list : {",", "relu1_1,,relu2_1", ",relu1_1", ":2"}) {
    EXPECT_NE(error_of(list).find("a layer's name is missing"), std::string::npos) << list;
  }
}

TEST(LayerList, RefusesALayerNamedTwice) {
  EXPECT_NE(error_of("relu1_1,relu2_1,relu1_1:3").find("layer relu1_1 is named twice"), std::string::npos);
}

}  // namespace
