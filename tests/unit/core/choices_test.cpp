// What the parameters and a weight set's recipe mean together.
#include "choices/choices.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "sample_vgg.h"
#include "weights/open_weights.h"
#include "weights/weights_folder.h"

namespace core {
namespace {

// A network to conv3_1 with a recipe of its own.
weights::WeightSet set_with_recipe() {
  weights::WeightSet set = test::small_set();
  set.source = "a.safetensors";
  set.recipe = {"relu2_1", "input,relu1_1:2,conv2_2", "gram", "size", 12};
  return set;
}

std::string refusal(const weights::WeightSet& set, const Parameters& parameters = {}) {
  try {
    decide(parameters, set);
  } catch (const base::Error& error) {
    return error.what();
  }
  return "accepted";
}

TEST(Choices, are_the_recipes_where_nothing_else_is_chosen) {
  const ObjectiveSettings objective = decide({}, set_with_recipe()).objective;
  EXPECT_EQ(taps_of(objective.content_layers), std::vector<std::string>{"relu2_1"});
  EXPECT_EQ(taps_of(objective.style_layers), (std::vector<std::string>{"input", "relu1_1", "conv2_2"}));
  EXPECT_EQ(objective.style_layers[1].weight, 2);
  EXPECT_EQ(objective.style_loss, StyleLossKind::kGram);
  EXPECT_EQ(objective.normalization, Normalization::kSize);
}

TEST(Choices, are_the_parameters_where_they_say_something) {
  Parameters parameters;
  set_parameters(parameters,
                 "content-layers=relu1_2 style-layers=relu1_1 style-loss=covariance normalization=gradient");
  const ObjectiveSettings objective = decide(parameters, set_with_recipe()).objective;
  EXPECT_EQ(taps_of(objective.content_layers), std::vector<std::string>{"relu1_2"});
  EXPECT_EQ(taps_of(objective.style_layers), std::vector<std::string>{"relu1_1"});
  EXPECT_EQ(objective.style_loss, StyleLossKind::kCovariance);
  EXPECT_EQ(objective.normalization, Normalization::kGradient);
}

TEST(Choices, take_the_usual_content_weight_for_what_the_recipe_calls_balanced) {
  Parameters parameters;
  EXPECT_EQ(decide(parameters, set_with_recipe()).objective.content_weight, 12);
  parameters.content_weight *= 2.5;
  EXPECT_EQ(decide(parameters, set_with_recipe()).objective.content_weight, 30);
  parameters.content_weight = 0;
  EXPECT_EQ(decide(parameters, set_with_recipe()).objective.content_weight, 0);
}

TEST(Choices, leave_the_weights_of_the_published_formulas_as_they_are) {
  Parameters parameters;
  parameters.normalization = "none";
  EXPECT_EQ(decide(parameters, set_with_recipe()).objective.content_weight, parameters.content_weight);
}

TEST(Choices, refuse_a_recipe_with_layers_that_the_weights_do_not_have) {
  weights::WeightSet set = set_with_recipe();
  const std::string last = set.convolutions.back().name;
  set.recipe.style_layers = "relu1_1,relu5_1";
  EXPECT_EQ(refusal(set),
            "a.safetensors: the automatic style-layers name relu5_1, which these weights do not have; "
            "they end with relu" +
                last + "; choose layers that they have");
  set = set_with_recipe();
  set.recipe.content_layers = "relu9_9";
  EXPECT_EQ(refusal(set).rfind("a.safetensors: the automatic content-layers name relu9_9, which", 0), 0u)
      << refusal(set);
  Parameters parameters;
  parameters.content_layers = "relu1_1";
  EXPECT_EQ(refusal(set, parameters), "accepted") << "the recipe's are not used";
}

TEST(Choices, refuse_a_recipe_whose_layers_cannot_be_read) {
  for (const char* list : {",", "relu1_1:0", "relu1_1:nan", "relu1_1:11", "relu1_1,relu1_1", "relu1_1:"}) {
    weights::WeightSet set = set_with_recipe();
    set.recipe.style_layers = list;
    EXPECT_EQ(refusal(set).rfind(std::string("a.safetensors: style_layers \"") + list + "\": ", 0), 0u)
        << refusal(set);
  }
}

TEST(Choices, of_weights_are_the_built_in_ones_that_come_first) {
  EXPECT_EQ(Parameters().weights, weights::built_in_names().front());
}

TEST(Choices, can_be_made_for_all_built_in_weights) {
  for (const std::string& name : weights::built_in_names()) {
    Parameters parameters;
    parameters.weights = name;
    EXPECT_EQ(refusal(weights::open_weights(weights_request(parameters))), "accepted") << name;
  }
}

}  // namespace
}  // namespace core
