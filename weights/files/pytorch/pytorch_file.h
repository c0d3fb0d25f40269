// The tensors of a file that torch.save wrote: those of a dictionary, and of dictionaries, lists and objects
// in it, whose keys then follow each other ("state_dict.features.0.weight"). Of a whole network they are
// called as its state_dict() calls them. The pickle in the file says which tensors there are and where; their
// values lie beside it as plain numbers, in one of two containers (pytorch_zip.h, pytorch_legacy.h).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "files/pytorch/pytorch_objects.h"
#include "files/pytorch/unpickler.h"
#include "files/tensor_file.h"

namespace weights {

class PytorchFile : public TensorFile {
 public:
  const std::vector<TensorEntry>& tensors() const override { return entries_; }
  std::vector<float> read(std::size_t index) override;
  std::vector<std::string> notes() const override;

 protected:
  explicit PytorchFile(std::string file) : file_(std::move(file)), objects_(file_) {}

  const std::string& file() const { return file_; }
  const std::vector<PytorchStorage>& storages() const { return objects_.storages(); }

  // Finds the tensors of the pickle at the start of `bytes`; returns its length.
  std::size_t load(std::string_view bytes);

  // Of storages()[storage], of which the tensors need no more than there is; the container has seen to it
  // that the file holds it whole.
  virtual std::string read_storage(std::size_t storage, std::uint64_t first_byte, std::uint64_t length) = 0;

 private:
  void collect(const PickleValues& values, ValueId container, const std::string& prefix, std::size_t depth);
  void collect_item(const PickleValues& values, ValueId item, const std::string& name, std::size_t depth);

  const std::string file_;
  PytorchObjects objects_;
  std::vector<TensorEntry> entries_;
  std::vector<std::size_t> places_;  // of entries_ in objects_.tensors()
  std::vector<bool> collected_;      // containers, by their ValueId
};

}  // namespace weights
