#include "files/pytorch/pytorch_file.h"

#include <algorithm>

#include "base/translation.h"
#include "files/file_error.h"

namespace weights {
namespace {

using Kind = PickleValue::Kind;

// A layer of a whole network lies five deep in the one that holds it.
constexpr std::size_t kDeepest = 40;
constexpr std::size_t kLongestName = 1024;
constexpr std::size_t kMostTensors = 10000;

bool is_container(const PickleValue& value) {
  return value.kind == Kind::kDict || value.kind == Kind::kObject || value.kind == Kind::kList ||
         value.kind == Kind::kTuple;
}

// Where torch.nn.Module keeps what state_dict() calls by the name alone.
bool is_modules_own(std::string_view key) {
  return key == "_modules" || key == "_parameters" || key == "_buffers";
}

bool is_contiguous(const PytorchTensor& tensor) {
  std::uint64_t step = 1;
  for (std::size_t i = tensor.shape.size(); i-- > 0;) {
    if (tensor.shape[i] != 1 && tensor.strides[i] != step) return false;
    step *= tensor.shape[i];
  }
  return true;
}

// The elements in the order of the shape's indices out of those from the tensor's first to its last.
std::vector<float> gathered(const PytorchTensor& tensor, const std::vector<float>& elements,
                            std::uint64_t count) {
  std::vector<float> values;
  values.reserve(count);
  std::vector<std::uint64_t> index(tensor.shape.size(), 0);
  std::uint64_t at = 0;
  while (values.size() < count) {
    values.push_back(elements[at]);
    for (std::size_t i = index.size(); i-- > 0;) {
      at += tensor.strides[i];
      if (++index[i] < tensor.shape[i]) break;
      at -= tensor.strides[i] * tensor.shape[i];
      index[i] = 0;
    }
  }
  return values;
}

}  // namespace

std::size_t PytorchFile::load(std::string_view bytes) {
  PickleValues values;
  const Unpickled object = unpickle(bytes, values, objects_, file_);
  if (!is_container(values[object.value])) {
    refuse(file_,
           _("its pickle holds no dictionary of tensors, as torch.save(net.state_dict(), …) writes it"));
  }
  collected_.assign(values.size(), false);
  collect(values, object.value, "", 1);
  return object.length;
}

// A container that is in several places is collected in the first.
void PytorchFile::collect(const PickleValues& values, ValueId container, const std::string& prefix,
                          std::size_t depth) {
  if (collected_[container] || depth > kDeepest) return;
  collected_[container] = true;
  const std::vector<ValueId>& items = values[container].items;
  if (values[container].kind == Kind::kList || values[container].kind == Kind::kTuple) {
    for (std::size_t i = 0; i < items.size(); ++i) {
      collect_item(values, items[i], prefix + std::to_string(i), depth);
    }
    return;
  }
  for (std::size_t i = 0; i + 1 < items.size(); i += 2) {
    const PickleValue& key = values[items[i]];
    const bool attributes = values[container].kind == Kind::kObject && key.kind == Kind::kNone;
    if (attributes || (key.kind == Kind::kText && is_modules_own(key.text))) {
      if (is_container(values[items[i + 1]])) collect(values, items[i + 1], prefix, depth + 1);
    } else if (key.kind == Kind::kText && key.text.size() <= kLongestName) {
      collect_item(values, items[i + 1], prefix + std::string(key.text), depth);
    } else if (key.kind == Kind::kInteger) {
      collect_item(values, items[i + 1], prefix + std::to_string(key.number), depth);
    }
  }
}

void PytorchFile::collect_item(const PickleValues& values, ValueId item, const std::string& name,
                               std::size_t depth) {
  if (name.size() > kLongestName) return;
  const PickleValue& value = values[item];
  if (value.kind != Kind::kTensor) {
    if (is_container(value)) collect(values, item, name + ".", depth + 1);
    return;
  }
  if (entries_.size() == kMostTensors) {
    refuse(file_, base::format(_("it holds more than %zu tensors; a VGG has at most 38"), kMostTensors));
  }
  const auto place = static_cast<std::size_t>(value.number);
  entries_.push_back({name, objects_.tensors()[place].shape});
  places_.push_back(place);
}

std::vector<std::string> PytorchFile::notes() const {
  constexpr std::size_t kShown = 3;
  std::string list;
  std::size_t count = 0;
  for (const std::string& name : objects_.foreign_names()) {
    if (++count > kShown) break;
    list += (list.empty() ? "" : ", ") + in_quotes(name);
  }
  if (count == 0) return {};
  if (count > kShown) list += ", …";
  return {base::format(_("it holds objects of other programs, which are passed over and not run: %s"),
                       list.c_str())};
}

std::vector<float> PytorchFile::read(std::size_t index) {
  const PytorchTensor& tensor = objects_.tensors()[places_[index]];
  const PytorchStorage& storage = storages()[tensor.storage];
  const std::string name = in_quotes(entries_[index].name);
  if (!storage.type->format) {
    refuse(file_, base::format(_("tensor %s lies in a %s; HalfStorage, BFloat16Storage, FloatStorage and "
                                 "DoubleStorage are read"),
                               name.c_str(), storage.type->name));
  }
  const std::size_t size = storage.type->bytes;
  if (std::find(tensor.shape.begin(), tensor.shape.end(), 0u) != tensor.shape.end()) return {};
  // Up to the last element, which has been checked to be in the storage.
  std::uint64_t span = 1;
  for (std::size_t i = 0; i < tensor.shape.size(); ++i) span += (tensor.shape[i] - 1) * tensor.strides[i];
  // A stride of 0 would make any number of values out of one.
  bool repeats = false;
  std::uint64_t count = 1;
  for (const std::uint64_t length : tensor.shape) {
    repeats = repeats || count > span / length;
    if (!repeats) count *= length;
  }
  if (repeats) {
    refuse(file_,
           base::format(_("tensor %s of shape %s repeats its numbers (strides %s); each of its own is right"),
                        name.c_str(), shape_text(tensor.shape).c_str(), shape_text(tensor.strides).c_str()));
  }
  const std::vector<float> elements = decode_numbers(
      *storage.type->format, storage.bytes ? storage.bytes->substr(tensor.offset * size, span * size)
                                           : read_storage(tensor.storage, tensor.offset * size, span * size));
  return is_contiguous(tensor) ? elements : gathered(tensor, elements, count);
}

}  // namespace weights
