// A safetensors file, which may hold tensors of any name.
#pragma once

#include <cstddef>
#include <numeric>
#include <string>
#include <vector>

#include "test_files.h"

namespace test {

inline std::string bytes_of(const std::vector<float>& values) {
  return std::string(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(float));
}

inline std::vector<float> counted(std::size_t count) {
  std::vector<float> values(count);
  std::iota(values.begin(), values.end(), 0.0f);
  return values;
}

// Empty, to be filled.
class NamedFile : public SmallFile {
 public:
  NamedFile() {
    header = {};
    data.clear();
  }

  void add(const std::string& name, const std::vector<int>& shape) {
    std::size_t count = 1;
    for (const int size : shape) count *= static_cast<std::size_t>(size);
    append(name, "F32", shape, bytes_of(counted(count)));
  }

  void add_values(const std::string& name, const std::vector<float>& values) {
    append(name, "F32", {static_cast<int>(values.size())}, bytes_of(values));
  }
};

}  // namespace test
