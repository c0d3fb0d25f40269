#include "cli/interruption.h"

#include <atomic>

namespace cli {
namespace {

// A signal handler reaches nothing but a global.
std::atomic<bool> caught{false};
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler must not wait for a lock");

void catch_signal(int) { caught.store(true, std::memory_order_relaxed); }

}  // namespace

Interruption::Interruption() {
  caught = false;
  struct sigaction action {};
  action.sa_handler = catch_signal;
  action.sa_flags = SA_RESTART;  // reading and writing files goes on
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, &before_interrupt_);
  sigaction(SIGTERM, &action, &before_terminate_);
  sigaction(SIGHUP, &action, &before_hang_up_);
}

Interruption::~Interruption() {
  sigaction(SIGINT, &before_interrupt_, nullptr);
  sigaction(SIGTERM, &before_terminate_, nullptr);
  sigaction(SIGHUP, &before_hang_up_, nullptr);
}

bool Interruption::requested() const { return caught.load(std::memory_order_relaxed); }

}  // namespace cli
