// A weight file's tensors whatever its container: what each reader gives and the recognition of a VGG takes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace weights {

struct TensorEntry {
  std::string name;
  std::vector<std::uint64_t> shape;  // outermost first
};

// What a file says of its weights besides the tensors, in the words of preparation_metadata.h.
using Metadata = std::map<std::string, std::string>;

// One tensor is in memory at a time: a file of 550 MB is read within little more than the result's own size.
class TensorFile {
 public:
  virtual ~TensorFile() = default;

  virtual const std::vector<TensorEntry>& tensors() const = 0;

  // The values of tensors()[index] as float32, the last dimension varying fastest, not finite ones included.
  // Takes no more memory than a small multiple of the file's size, whatever shape the file claims. Throws
  // base::Error naming the file where they cannot be read or are no numbers.
  virtual std::vector<float> read(std::size_t index) = 0;

  // Empty where the container has no place for it.
  virtual Metadata metadata() const { return {}; }

  // What was passed over in the file, in sentences for people.
  virtual std::vector<std::string> notes() const { return {}; }
};

}  // namespace weights
