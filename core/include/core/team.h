// The processes that paint one picture together, each of them a rank. Rank 0 reads, leads, minimises and
// writes; the others serve it (serve.h). This one is a process that is alone; plugin/mpi has those that MPI
// starts.
//
// All functions are called on the thread that paints, by all ranks in the same order.
#pragma once

#include <cstddef>

namespace core {

class Team {
 public:
  Team() = default;
  virtual ~Team() = default;
  Team(const Team&) = delete;
  Team& operator=(const Team&) = delete;

  virtual int rank() const { return 0; }
  virtual int size() const { return 1; }
  // How many of them share this one's memory; at least 1.
  virtual int on_this_machine() const { return 1; }

  // From one rank to another, which receives as many bytes.
  virtual void send(int /*to*/, const void* /*data*/, std::size_t /*bytes*/) {}
  virtual void receive(int /*from*/, void* /*data*/, std::size_t /*bytes*/) {}
  // Of all ranks' values, on all of them.
  virtual int greatest(int value) { return value; }
};

}  // namespace core
