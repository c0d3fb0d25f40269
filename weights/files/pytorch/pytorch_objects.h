// The few Python objects that a PyTorch file of tensors is made of: OrderedDict, storages, tensors as views
// of storages, and NumPy's arrays, whose numbers lie in the pickle itself. Whatever else a pickle names is
// never looked up or run: of an object that it would make there is but what it is said to hold.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "files/number_formats.h"
#include "files/pytorch/pickle_values.h"

namespace weights {

struct StorageType {
  const char* name;                    // "FloatStorage"
  std::size_t bytes;                   // of an element
  std::optional<NumberFormat> format;  // none for integers
};

struct PytorchStorage {
  std::string key;  // its name in the file
  const StorageType* type;
  std::uint64_t elements;
  std::optional<std::string> bytes =
      {};  // of an array of NumPy's, which has no key; else they are in the file
};

// Element (i, j, …) is at offset + i · strides[0] + j · strides[1] + …, all of which lie in the storage.
struct PytorchTensor {
  std::size_t storage;  // in PytorchObjects::storages()
  std::uint64_t offset;
  std::vector<std::uint64_t> shape;
  std::vector<std::uint64_t> strides;
};

class PytorchObjects {
 public:
  explicit PytorchObjects(const std::string& file) : file_(file) {}

  const std::vector<PytorchStorage>& storages() const { return storages_; }
  const std::vector<PytorchTensor>& tensors() const { return tensors_; }

  // The classes and functions that are not known, "module.name".
  const std::set<std::string>& foreign_names() const { return foreign_names_; }

  // What an unpickler is told to do; each throws base::Error where that cannot be.
  ValueId global(PickleValues& values, std::string_view module, std::string_view name);
  ValueId call(PickleValues& values, ValueId function, ValueId arguments);
  ValueId object(PickleValues& values, ValueId made_by);  // of a class without calling it
  ValueId storage(PickleValues& values, ValueId persistent_id);
  // Gives an array or a number type what it was saved with.
  void build(PickleValues& values, ValueId target, ValueId state);

 private:
  ValueId ordered_dict(PickleValues& values, const std::vector<ValueId>& arguments);
  ValueId tensor(PickleValues& values, const std::vector<ValueId>& arguments);
  ValueId encoded(PickleValues& values, const std::vector<ValueId>& arguments);
  ValueId array(PickleValues& values, ValueId bytes, ValueId type, ValueId shape, bool first_fastest);
  std::size_t storage_of(const PickleValues& values, ValueId bytes, const StorageType& type);
  void check_inside(const PytorchTensor& tensor) const;

  const std::string& file_;
  std::vector<PytorchStorage> storages_;
  std::map<std::string, std::size_t> storage_of_key_;
  std::vector<PytorchTensor> tensors_;
  std::set<std::string> foreign_names_;
  std::map<ValueId, ValueId> encoded_;                                    // text → bytes
  std::deque<std::string> texts_;                                         // what encoded_'s bytes refer to
  std::map<std::pair<ValueId, const StorageType*>, std::size_t> arrays_;  // bytes → storage
};

}  // namespace weights
