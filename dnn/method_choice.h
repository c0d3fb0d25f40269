// Which method computes a convolution: the fastest of those that suit it, measured once on this machine.
//
// Methods differ in rounding, so a choice must not change between runs: what was measured is kept in the
// user's cache folder, and where nothing can be kept there the choice is made by rule instead.
#pragma once

#include <vector>

#include "choice_cache.h"
#include "dnn/engine.h"
#include "method.h"

namespace dnn {

struct ConvolutionRequest;

class MethodChoice {
 public:
  MethodChoice(Precision precision, ChoiceCache cache);

  Method choose(Engine::Impl& engine, const ConvolutionRequest& request);

 private:
  Precision precision_;
  ChoiceCache cache_;
};

// Those that suit the layer and the processor, the one that the rule takes first. Not empty.
std::vector<Method> suitable_methods(const ConvolutionRequest& request, Precision precision);

}  // namespace dnn
