#include "controls/strength_scale.h"

#include <gtest/gtest.h>

namespace ui {
namespace {

double ratio(const core::Parameters& parameters) {
  return parameters.style_weight / parameters.content_weight;
}

TEST(Strength, IsInTheMiddleForTheDefaults) { EXPECT_DOUBLE_EQ(strength_of(core::Parameters()), 50); }

TEST(Strength, SpansAFactorOfAThousandEachWay) {
  const double usual = ratio(core::Parameters());
  core::Parameters parameters;
  set_strength(parameters, 0);
  EXPECT_NEAR(ratio(parameters) / usual, 1e-3, 1e-9);
  set_strength(parameters, 100);
  EXPECT_NEAR(ratio(parameters) / usual, 1e3, 1e-6);
}

TEST(Strength, ComesBackAsItWasSet) {
  for (double strength = 0; strength <= 100; strength += 12.5) {
    core::Parameters parameters;
    parameters.content_weight = 7;
    set_strength(parameters, strength);
    EXPECT_EQ(parameters.content_weight, 7);
    EXPECT_NEAR(strength_of(parameters), strength, 1e-9);
  }
}

TEST(Strength, OfWeightsBeyondTheScaleIsAtItsEnd) {
  core::Parameters parameters;
  parameters.content_weight = 0;
  EXPECT_EQ(strength_of(parameters), 100);
  parameters = {};
  parameters.style_weight = 0;
  EXPECT_EQ(strength_of(parameters), 0);
}

TEST(Strength, NeedsAContentWeightToKeepARatioTo) {
  core::Parameters parameters;
  parameters.content_weight = 0;
  set_strength(parameters, 50);
  EXPECT_DOUBLE_EQ(ratio(parameters), ratio(core::Parameters()));
}

TEST(Strength, NeverLeavesTheWeightsRange) {
  core::Parameters parameters;
  parameters.content_weight = core::parameter_row("content-weight").greatest;
  set_strength(parameters, 100);
  EXPECT_NO_THROW(core::check_parameters(parameters));
}

}  // namespace
}  // namespace ui
