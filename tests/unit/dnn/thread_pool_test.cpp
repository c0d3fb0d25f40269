#include "engine/thread_pool.h"

#include <gtest/gtest.h>

#include <atomic>
#include <vector>

namespace {

TEST(ThreadPool, DoesEveryTaskOnce) {
  for (const int threads : {1, 2, 5}) {
    dnn::ThreadPool pool(threads);
    EXPECT_EQ(pool.threads(), threads);
    for (const std::size_t tasks : {0, 1, 2, 7, 1000}) {
      std::vector<int> done(tasks);
      pool.run(tasks, [&](int, std::size_t task) { ++done[task]; });
      EXPECT_EQ(done, std::vector<int>(tasks, 1));
    }
  }
}

TEST(ThreadPool, GivesEachThreadANumberOfItsOwn) {
  dnn::ThreadPool pool(4);
  std::vector<std::atomic<int>> inside(4);
  std::atomic<bool> shared{false};
  for (int round = 0; round < 200; ++round) {
    pool.run(16, [&](int thread, std::size_t) {
      if (inside.at(thread)++ != 0) shared = true;
      --inside[thread];
    });
  }
  EXPECT_FALSE(shared);
}

TEST(ThreadPool, HasEndedEveryTaskWhenItReturns) {
  dnn::ThreadPool pool(3);
  std::vector<int> values(64);
  for (int round = 1; round <= 2000; ++round) {
    pool.run(values.size(), [&](int, std::size_t task) { values[task] = round; });
    ASSERT_EQ(values, std::vector<int>(values.size(), round));
  }
}

TEST(ThreadPool, CoversACountWithRanges) {
  dnn::ThreadPool pool(3);
  for (const std::size_t count : {0, 1, 5, 12, 13, 1001}) {
    std::vector<int> done(count);
    pool.run_ranges(count, [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) ++done[i];
    });
    EXPECT_EQ(done, std::vector<int>(count, 1));
  }
}

}  // namespace
