// The threads of an Engine. The one that calls works too; the others sleep when there is nothing to do.
//
// Not OpenMP's: its threads spin while they wait, and on a machine that is busy with something else as well a
// small picture took ten times as long. Here nobody waits for a thread that has not begun, and a waiting
// thread gives its core away after some microseconds.
//
// A task may run on any thread, so its result must not depend on which; then the same input gives the same
// bytes.
#pragma once

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace dnn {

class ThreadPool {
 public:
  explicit ThreadPool(int threads);
  ~ThreadPool();
  ThreadPool(const ThreadPool&) = delete;
  ThreadPool& operator=(const ThreadPool&) = delete;

  int threads() const { return static_cast<int>(workers_.size()) + 1; }

  // Calls body(thread, task) once for every task 0 … tasks−1, and returns when all are done. `thread`:
  // 0 … threads()−1, for memory of one's own. body must not throw and not call the pool. From one thread at a
  // time.
  void run(std::size_t tasks, const std::function<void(int thread, std::size_t task)>& body);

  // Calls body(begin, end) for ranges that cover 0 … count−1.
  template <class Body>
  void run_ranges(std::size_t count, const Body& body) {
    const std::size_t parts = std::min<std::size_t>(count, 4 * static_cast<std::size_t>(threads()));
    run(parts, [&](int, std::size_t part) { body(count * part / parts, count * (part + 1) / parts); });
  }

 private:
  void work(int thread);
  void do_tasks(int thread);

  std::vector<std::thread> workers_;
  std::mutex mutex_;
  std::condition_variable begin_;
  std::condition_variable end_;
  std::atomic<unsigned> round_{0};  // changes with each run() and at the end
  // The rest is guarded by mutex_; the body and the number of tasks stay as they are while a round is open.
  bool open_ = false;
  bool stop_ = false;
  int active_ = 0;  // workers in this round
  const std::function<void(int, std::size_t)>* body_ = nullptr;
  std::size_t tasks_ = 0;
  std::atomic<std::size_t> next_{0};
};

}  // namespace dnn
