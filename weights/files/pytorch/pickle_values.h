// What a pickle's instructions make. Values refer to each other by number, so that a value in two places is
// one, a dictionary that holds itself harms nobody, and all are freed together.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace weights {

using ValueId = std::uint32_t;

struct PickleValue {
  enum class Kind {
    kNone,
    kTruth,
    kInteger,
    kOther,  // a number or bytes that say nothing of a tensor
    kText,
    kTuple,
    kList,
    kDict,
    kGlobal,      // a class or function that PytorchObjects knows
    kForeign,     // one that it does not know
    kObject,      // what a foreign one would make, never made
    kNumberType,  // NumPy's dtype
    kArray,       // NumPy's, which BUILD will fill
    kStorage,
    kTensor
  };

  Kind kind = Kind::kNone;
  // Truth, integer; of globals, number types, storages and tensors their place in PytorchObjects.
  std::int64_t number = 0;
  std::string_view text;  // refers to the pickle's bytes; of other numbers their bytes
  // Of tuples and lists; of dictionaries key, value, key, value, …; of objects likewise what they hold, with
  // None as the key of their attributes.
  std::vector<ValueId> items;
};

class PickleValues {
 public:
  ValueId add(PickleValue value) {
    values_.push_back(std::move(value));
    return static_cast<ValueId>(values_.size() - 1);
  }
  ValueId add(PickleValue::Kind kind, std::int64_t number = 0) {
    PickleValue value;
    value.kind = kind;
    value.number = number;
    return add(std::move(value));
  }

  std::size_t size() const { return values_.size(); }

  PickleValue& operator[](ValueId id) { return values_[id]; }
  const PickleValue& operator[](ValueId id) const { return values_[id]; }

 private:
  std::vector<PickleValue> values_;
};

}  // namespace weights
