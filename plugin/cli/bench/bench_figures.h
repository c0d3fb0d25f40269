// The bench's figures of one size, as JSON, and as tables for people.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "core/image.h"
#include "core/parameters.h"

namespace cli {

using Json = nlohmann::ordered_json;

// Runs the iterations that `parameters` ask for and then measures their parts. Throws base::Error as StyleJob
// does, and where the optimiser is done after one iteration.
Json bench_figures(const core::Image& content, const core::Image& style, core::Parameters parameters);

void print_figures(const Json& figures);
// A line for each size.
void print_summary(const Json& sizes);

}  // namespace cli
