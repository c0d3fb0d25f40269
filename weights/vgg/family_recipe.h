// What suits weights whose file brings no recipe of its own, told by the kind of network they make.
#pragma once

#include "weights/weight_set.h"

namespace weights {

// Fills what is empty in the recipe of `set`.
void complete_recipe(WeightSet& set);

}  // namespace weights
