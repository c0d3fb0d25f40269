// Lets what computes give way to what the user sees and touches.
#pragma once

#ifdef __linux__
#include <sys/resource.h>
#endif

namespace ui {

// The calling thread, and the threads that it starts from now on.
inline void lower_priority(int nice = 1) {
#ifdef __linux__
  setpriority(PRIO_PROCESS, 0, nice);  // of a thread, under Linux
#else
  static_cast<void>(nice);
#endif
}

}  // namespace ui
