// Which method computes a convolution: a function of its shape and of the processor's features alone, so that
// the same call paints the same picture every time.
#pragma once

#include "convolution/method.h"
#include "dnn/engine.h"

namespace dnn {

struct ConvolutionRequest;

Method choose_method(const ConvolutionRequest& request, Precision precision);

}  // namespace dnn
