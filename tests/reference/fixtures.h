// What make_fixtures.py has written, and the inputs that it was computed from.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "core/image.h"
#include "loss/objective.h"

namespace reference {

// fixtures.json at "vgg19" or "vgg16".
const nlohmann::json& fixture(const std::string& network);

// The network with generated weights, cut after conv5_4 or conv5_3, and its checksum.
struct GeneratedVgg {
  core::Vgg vgg;
  std::string checksum;
};
GeneratedVgg generated_vgg(const std::string& network);

// content, style or start.
core::Image picture(const std::string& name);

core::ObjectiveSettings settings_of(const nlohmann::json& objective);

// |a − b| / |b| over all values, estimated from b's sketch (make_fixtures.py): at most a quarter off with
// overwhelming probability. `values` in the order channel, row, column.
double relative_error(const std::vector<double>& values, const nlohmann::json& record);

}  // namespace reference
