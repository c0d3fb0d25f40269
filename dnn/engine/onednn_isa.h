// What oneDNN may use of the processor.
#pragma once

#include <dnnl.hpp>

namespace dnn {

// Whether the processor has the instruction set and ONEDNN_MAX_CPU_ISA allows it. oneDNN's values are sets of
// bits; a later instruction set holds the bits of those that it includes.
inline bool onednn_may_use(dnnl::cpu_isa isa) {
  const auto bits = static_cast<unsigned>(isa);
  return (static_cast<unsigned>(dnnl::get_effective_cpu_isa()) & bits) == bits;
}

}  // namespace dnn
