// Our own loops over many positions, split into one contiguous range per thread.
//
// The split depends on count and threads alone, so the same call gives the same bytes. ThreadSanitizer does
// not understand libgomp's barriers and would report every loop as a race; under it the loops run serially.
#pragma once

#include <omp.h>

#include <algorithm>
#include <cstddef>

#if defined(__SANITIZE_THREAD__)
#define DNN_SERIAL_LOOPS 1
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define DNN_SERIAL_LOOPS 1
#endif
#endif

namespace dnn {

// Calls body(begin, end) for ranges that cover 0…count; body must not throw.
template <typename Body>
void parallel_ranges([[maybe_unused]] int threads, std::size_t count, const Body& body) {
#ifdef DNN_SERIAL_LOOPS
  body(std::size_t{0}, count);
#else
  const std::size_t part = (count + threads - 1) / threads;
#pragma omp parallel for num_threads(threads) schedule(static, 1)
  for (int i = 0; i < threads; ++i) {
    const std::size_t begin = std::min(count, part * i);
    const std::size_t end = std::min(count, begin + part);
    if (begin < end) body(begin, end);
  }
#endif
}

// Calls body(thread, task) for every task, each thread taking the next one when it is free; for tasks whose
// result does not depend on who does them. body must not throw.
template <typename Body>
void parallel_tasks([[maybe_unused]] int threads, std::size_t tasks, const Body& body) {
#ifdef DNN_SERIAL_LOOPS
  for (std::size_t task = 0; task < tasks; ++task) body(0, task);
#else
#pragma omp parallel for num_threads(threads) schedule(dynamic, 1)
  for (std::size_t task = 0; task < tasks; ++task) body(omp_get_thread_num(), task);
#endif
}

}  // namespace dnn
