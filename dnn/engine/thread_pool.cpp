#include "engine/thread_pool.h"

namespace dnn {
namespace {

// Looks at the round before going to sleep: some microseconds, as long as the gap between two layers.
constexpr int kLooks = 64;

}  // namespace

ThreadPool::ThreadPool(int threads) {
  for (int thread = 1; thread < threads; ++thread) workers_.emplace_back([this, thread] { work(thread); });
}

ThreadPool::~ThreadPool() {
  {
    const std::lock_guard lock(mutex_);
    stop_ = true;
    ++round_;
  }
  begin_.notify_all();
  for (std::thread& worker : workers_) worker.join();
}

void ThreadPool::run(std::size_t tasks, const std::function<void(int, std::size_t)>& body) {
  if (workers_.empty() || tasks < 2) {
    for (std::size_t task = 0; task < tasks; ++task) body(0, task);
    return;
  }
  {
    const std::lock_guard lock(mutex_);
    body_ = &body;
    tasks_ = tasks;
    next_ = 0;
    open_ = true;
    ++round_;
  }
  begin_.notify_all();
  do_tasks(0);
  std::unique_lock lock(mutex_);
  open_ = false;  // who has not begun yet finds nothing to do
  end_.wait(lock, [this] { return active_ == 0; });
}

void ThreadPool::do_tasks(int thread) {
  for (std::size_t task = next_++; task < tasks_; task = next_++) (*body_)(thread, task);
}

void ThreadPool::work(int thread) {
  unsigned seen = 0;
  while (true) {
    for (int look = 0; look < kLooks && round_ == seen; ++look) std::this_thread::yield();
    {
      std::unique_lock lock(mutex_);
      begin_.wait(lock, [&] { return round_ != seen; });
      seen = round_;
      if (stop_) return;
      if (!open_) continue;
      ++active_;
    }
    do_tasks(thread);
    const std::lock_guard lock(mutex_);
    if (--active_ == 0) end_.notify_one();
  }
}

}  // namespace dnn
