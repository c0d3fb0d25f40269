// One picture to be painted, as the command line asked for it.
#pragma once

#include <string>

#include "cli/paint/style_request.h"
#include "core/parameters.h"

namespace cli {

struct PaintRequest {
  std::string content;  // empty: a texture is painted, of a plain square that nothing is kept of
  StyleRequest styles;
  std::string keep;
  std::string freeze;
  std::string output;
  std::string log;
  int quality = 92;
  int save_every = 0;  // iterations; 0: nothing is written on the way
  bool quiet = false;
  bool estimate = false;
  bool skip_existing = false;  // where the output has the same recipe
  core::Parameters parameters;
};

inline bool is_texture(const PaintRequest& request) { return request.content.empty(); }

}  // namespace cli
