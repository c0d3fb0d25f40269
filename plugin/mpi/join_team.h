// The team that this process is in: of those that mpirun has started with it, where the program is built with
// MPI; else it is alone.
#pragma once

#include <memory>

#include "core/team.h"

namespace mpi {

// Once, before any thread is started. The team must be gone before the process ends, and on all ranks: that
// waits for the last of them.
std::unique_ptr<core::Team> join_team();

}  // namespace mpi
