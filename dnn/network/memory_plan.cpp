#include "network/memory_plan.h"

#include <algorithm>
#include <numeric>

#include "engine/aligned_buffer.h"

namespace dnn {
namespace {

bool meet(const BufferLife& a, const BufferLife& b) { return a.first <= b.last && b.first <= a.last; }

MemoryPlan place(const std::vector<BufferLife>& buffers, const std::vector<std::size_t>& order) {
  MemoryPlan plan;
  plan.offsets.resize(buffers.size());
  std::vector<std::size_t> placed;  // by offset
  for (const std::size_t buffer : order) {
    std::size_t offset = 0;
    for (const std::size_t other : placed) {
      if (!meet(buffers[buffer], buffers[other])) continue;
      if (offset + buffers[buffer].bytes <= plan.offsets[other]) break;
      const std::size_t end = plan.offsets[other] + buffers[other].bytes;
      offset = std::max(offset, aligned(end));
    }
    plan.offsets[buffer] = offset;
    plan.bytes = std::max(plan.bytes, offset + buffers[buffer].bytes);
    const auto after = std::find_if(placed.begin(), placed.end(),
                                    [&](std::size_t other) { return plan.offsets[other] > offset; });
    placed.insert(after, buffer);
  }
  return plan;
}

}  // namespace

MemoryPlan plan_memory(const std::vector<BufferLife>& buffers) {
  std::vector<std::size_t> order(buffers.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return buffers[a].bytes > buffers[b].bytes; });
  MemoryPlan plan = place(buffers, order), best = plan;
  for (std::size_t again = 0; again < buffers.size(); ++again) {
    const auto highest = std::find_if(order.begin(), order.end(), [&](std::size_t buffer) {
      return plan.offsets[buffer] + buffers[buffer].bytes == plan.bytes;
    });
    std::rotate(order.begin(), highest, highest + 1);
    plan = place(buffers, order);
    if (plan.bytes < best.bytes) best = plan;
  }
  return best;
}

}  // namespace dnn
