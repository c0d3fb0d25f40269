// Adds up what several processes found of one picture. This one is for a process that is alone.
#pragma once

#include <cstddef>

namespace core {

class Reducer {
 public:
  virtual ~Reducer() = default;
  // Replaces each value by its sum over all processes.
  virtual void sum(double* /*values*/, std::size_t /*count*/) {}
};

}  // namespace core
