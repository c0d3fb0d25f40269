// What a weight set and the parameters together mean: every "auto" decided, every word read. What computes
// compares no words.
#pragma once

#include "core/parameters.h"
#include "descent/minimiser.h"
#include "dnn/engine.h"
#include "loss/objective.h"
#include "weights/open_weights.h"
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

// Which weights the parameters ask for.
weights::Request weights_request(const Parameters& parameters);

// The engine that they ask for.
dnn::EngineSettings engine_settings(const Parameters& parameters);

// Throws base::Error for layer lists that cannot be read.
Choices decide(const Parameters& parameters, const weights::WeightSet& set);

}  // namespace core
