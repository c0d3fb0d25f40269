// A weight file's tensors whatever its container: what each reader gives and the recognition of a VGG takes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace weights {

struct TensorEntry {
  std::string name;
  std::vector<std::uint64_t> shape;  // outermost first
};

// One tensor is in memory at a time: a file of 550 MB is read within little more than the result's own size.
class TensorFile {
 public:
  virtual ~TensorFile() = default;

  virtual const std::vector<TensorEntry>& tensors() const = 0;

  // The values of tensors()[index] as float32, the last dimension varying fastest. Throws base::Error naming the
  // file where they cannot be read or are no numbers.
  virtual std::vector<float> read(std::size_t index) = 0;
};

}  // namespace weights
