// What a render will cost, and whether that is much: with a size that would cost less.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "core/painter.h"
#include "core/prediction.h"

namespace ui {

struct CostQuestion {
  core::Parameters parameters;  // of the render
  core::Size content;           // as given
  std::vector<core::StyleSize> styles;
  bool content_alpha = false;  // whether it has any
  core::MaskNeed masks = {};
  std::vector<core::Size> further = {};  // contents that are painted after that one
};

// Of a size that is offered. `seconds`: negative where it cannot be rendered.
struct SizeTime {
  int size = 0;
  double seconds = -1;
};

struct CostAnswer {
  core::Size working;           // size of the picture that is computed
  core::Prediction prediction;  // of all contents
  bool long_time = false;
  bool much_memory = false;
  int better_size = 0;               // the largest that is neither; 0: none, or not needed
  std::vector<SizeTime> offered;     // see offered_sizes()
  std::optional<std::string> error;  // why it cannot be rendered at all

  // The times of so many such pictures.
  void take(double pictures);
};

// `free_bytes`: core::free_memory(). Measures where the predictor has to.
CostAnswer predict_cost(core::Predictor& predictor, const CostQuestion& question, std::size_t free_bytes);

}  // namespace ui
