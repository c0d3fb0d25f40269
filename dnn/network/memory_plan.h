// Where buffers lie in one piece of memory, so that those that are never in use at the same time share it.
//
// Greedy: one after the other, each at the lowest place that is free during its whole life (Pisarchyk & Lee,
// arXiv 2001.03288). The largest come first; then, a few times over, the one that reached highest does.
#pragma once

#include <cstddef>
#include <vector>

namespace dnn {

struct BufferLife {
  std::size_t bytes = 0;
  int first = 0;  // moments of use, both included
  int last = 0;
};

struct MemoryPlan {
  std::vector<std::size_t> offsets;  // in the order of the buffers, multiples of a cache line
  std::size_t bytes = 0;
};

MemoryPlan plan_memory(const std::vector<BufferLife>& buffers);

}  // namespace dnn
