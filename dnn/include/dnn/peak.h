// What the processor's vector units can do at most.
#pragma once

#include "dnn/engine.h"

namespace dnn {

// Multiplications and additions a second of all of the engine's threads in f32, in units of 10⁹; measured for
// some milliseconds on registers alone.
double peak_gflops(Engine& engine);

}  // namespace dnn
