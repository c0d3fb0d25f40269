// What the other ranks of a team need of a picture, to compute their shares of it.
#pragma once

#include <vector>

#include "core/painter.h"
#include "core/parameters.h"
#include "loss/objective.h"
#include "team/relay.h"

namespace core {

struct TeamJob {
  Parameters parameters;
  std::vector<Style> styles;
  Frame frame;  // of what it has from the frame before no more than they need
  Tiling tiling;
};

void pass(Relay& relay, TeamJob& job);

}  // namespace core
