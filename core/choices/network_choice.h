// Which network the parameters ask for: its weights read, every "auto" decided, cut after the deepest layer
// that is compared.
#pragma once

#include <string>

#include "choices/choices.h"
#include "core/parameters.h"
#include "network/vgg.h"
#include "weights/weight_set.h"

namespace core {

struct NetworkChoice {
  weights::WeightSet set;
  dnn::NetworkDescription description;  // without weights, which predictions do not need
  Choices choices;
  int least_side = 1;  // in pixels: what the deepest tap needs of bare pictures
  std::string deepest_tap = "input";
};

// Throws base::Error for weights that cannot be read, and layers that the network does not have.
NetworkChoice choose_network(const Parameters& parameters);

// Moves the weights out of it; the names and channels of its layers stay.
Vgg take_vgg(NetworkChoice& network);

}  // namespace core
