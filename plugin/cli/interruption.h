// Ctrl-C, SIGTERM and SIGHUP as a question that the run can ask, instead of an end in the middle of it.
//
// While one exists, these signals are caught; afterwards they do again what they did before. One at a time.
#pragma once

#include <signal.h>

namespace cli {

class Interruption {
 public:
  Interruption();
  ~Interruption();
  Interruption(const Interruption&) = delete;
  Interruption& operator=(const Interruption&) = delete;

  bool requested() const;

 private:
  struct sigaction before_interrupt_ {};
  struct sigaction before_terminate_ {};
  struct sigaction before_hang_up_ {};
};

}  // namespace cli
