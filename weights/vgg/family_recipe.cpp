#include "vgg/family_recipe.h"

namespace weights {
namespace {

// Networks of the published width that were trained on photographs: as the built-in vgg16, whose recipe was
// tuned (tests/bench/style_quality).
const Recipe kPublished = {"relu4_1", "relu1_1,relu2_1,relu3_1,relu4_1,relu5_1", "wasserstein", "gradient",
                           1.25};

// Random networks and ones of reduced width tell objects apart by low-level structure and lose buildings at
// relu4_2, so content is held at a lower layer. The colours themselves are matched too: such networks drift
// in hue without.
const Recipe kNarrow = {"relu3_1", "input,relu1_1,relu2_1,relu3_1,relu4_1,relu5_1", "covariance", "gradient",
                        3};

}  // namespace

void complete_recipe(WeightSet& set) {
  const bool as_published = !set.calibrate && set.convolutions.front().out_channels >=
                                                  convolution_names(set.network).front().channels;
  const Recipe& usual = as_published ? kPublished : kNarrow;
  Recipe& recipe = set.recipe;
  for (const auto text :
       {&Recipe::content_layers, &Recipe::style_layers, &Recipe::style_loss, &Recipe::normalization}) {
    if ((recipe.*text).empty()) recipe.*text = usual.*text;
  }
  if (!(recipe.content_weight > 0)) recipe.content_weight = usual.content_weight;
}

}  // namespace weights
