#include "dnn/peak.h"

#include <algorithm>
#include <chrono>

#include "engine/engine_impl.h"
#include "engine/simd.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "engine/peak_kernel.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "engine/products-inl.h"

HWY_BEFORE_NAMESPACE();
namespace dnn {
namespace HWY_NAMESPACE {

// Returns the number of operations; `result` keeps the compiler from leaving them out.
double MultiplyAdd(int rounds, float* result) {
  constexpr int kSums = 2 * kRows;
  const Vector factor = hn::Set(kTag, 0.5f);
  Vector sums[kSums];
  HWY_UNROLL(24)
  for (int i = 0; i < kSums; ++i) sums[i] = hn::Set(kTag, static_cast<float>(i));
  for (int round = 0; round < rounds; ++round) {
    HWY_UNROLL(24)
    for (int i = 0; i < kSums; ++i) sums[i] = hn::MulAdd(sums[i], factor, factor);
  }
  Vector total = hn::Zero(kTag);
  HWY_UNROLL(24)
  for (int i = 0; i < kSums; ++i) total = hn::Add(total, sums[i]);
  hn::StoreU(total, kTag, result);
  return 2.0 * rounds * kSums * kLanes;
}

}  // namespace HWY_NAMESPACE
}  // namespace dnn
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace dnn {

HWY_EXPORT(MultiplyAdd);

double peak_gflops(Engine& engine) {
  using Clock = std::chrono::steady_clock;
  constexpr int kRounds = 1 << 20;
  ThreadPool& pool = engine.impl().pool;
  std::vector<double> operations(pool.threads());
  double best = 0;
  for (int attempt = 0; attempt < 5; ++attempt) {
    const auto begin = Clock::now();
    pool.run(operations.size(), [&](int, std::size_t task) {
      float result[kGranule];
      operations[task] = HWY_DYNAMIC_DISPATCH(MultiplyAdd)(kRounds, result);
      if (result[0] < 0) operations[task] = 0;  // never: keeps the compiler from leaving the work out
    });
    const double seconds = std::chrono::duration<double>(Clock::now() - begin).count();
    double total = 0;
    for (const double count : operations) total += count;
    best = std::max(best, total / seconds * 1e-9);
  }
  return best;
}

}  // namespace dnn
#endif
