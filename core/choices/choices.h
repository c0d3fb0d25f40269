// What a weight set and the parameters together mean: every "auto" decided, every word read. What computes
// compares no words.
#pragma once

#include <string>

#include "core/parameters.h"
#include "descent/minimiser.h"
#include "dnn/engine.h"
#include "loss/objective.h"
#include "weights/weight_set.h"

namespace core {

// What Parameters::init means.
enum class Start { kContent, kMatched, kNoise, kStyle, kFile };

// What Parameters::colour means.
enum class Colour { kStyle, kPhoto, kMatched };

struct Choices {
  dnn::Pooling pooling = dnn::Pooling::kMax;
  ObjectiveSettings objective;
  Optimizer optimizer = Optimizer::kAdam;
  Start start = Start::kMatched;
  Colour colour = Colour::kStyle;
};

// "gram", "covariance" or "wasserstein", and back.
const char* style_loss_name(StyleLossKind kind);
StyleLossKind style_loss_kind(const std::string& name);

// The engine that the parameters ask for.
dnn::EngineSettings engine_settings(const Parameters& parameters);

// Throws base::Error for layer lists that cannot be read.
Choices decide(const Parameters& parameters, const weights::WeightSet& set);

}  // namespace core
