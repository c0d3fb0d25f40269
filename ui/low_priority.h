// Lets what computes give way to what the user sees and touches.
#pragma once

#ifdef __linux__
#include <sys/resource.h>
#endif

namespace ui {

// The calling thread, and the threads that it starts from now on.
inline void lower_priority() {
#ifdef __linux__
  constexpr int kNice = 1;
  setpriority(PRIO_PROCESS, 0, kNice);  // of a thread, under Linux
#endif
}

}  // namespace ui
