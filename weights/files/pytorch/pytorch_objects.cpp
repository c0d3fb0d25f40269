#include "files/pytorch/pytorch_objects.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <utility>

#include "base/translation.h"
#include "files/file_error.h"

namespace weights {
namespace {

using Kind = PickleValue::Kind;

constexpr std::size_t kMostDimensions = 8;
constexpr std::size_t kMostBytesOfElement = 16;

enum class Meaning { kOrderedDict, kTensor, kTensor2, kParameter, kParameterWithState, kOfType, kStorage };

struct Global {
  const char* module;
  StorageType type;  // its name; the rest for storages
  Meaning meaning;
};

constexpr Global kGlobals[] = {
    {"collections", {"OrderedDict", 0, {}}, Meaning::kOrderedDict},
    {"torch._utils", {"_rebuild_tensor", 0, {}}, Meaning::kTensor},
    {"torch._utils", {"_rebuild_tensor_v2", 0, {}}, Meaning::kTensor2},
    {"torch._utils", {"_rebuild_parameter", 0, {}}, Meaning::kParameter},
    {"torch._utils", {"_rebuild_parameter_with_state", 0, {}}, Meaning::kParameterWithState},
    {"torch._tensor", {"_rebuild_from_type_v2", 0, {}}, Meaning::kOfType},
    {"torch", {"HalfStorage", 2, NumberFormat::kF16}, Meaning::kStorage},
    {"torch", {"BFloat16Storage", 2, NumberFormat::kBf16}, Meaning::kStorage},
    {"torch", {"FloatStorage", 4, NumberFormat::kF32}, Meaning::kStorage},
    {"torch", {"DoubleStorage", 8, NumberFormat::kF64}, Meaning::kStorage},
    {"torch", {"ByteStorage", 1, {}}, Meaning::kStorage},
    {"torch", {"CharStorage", 1, {}}, Meaning::kStorage},
    {"torch", {"BoolStorage", 1, {}}, Meaning::kStorage},
    {"torch", {"ShortStorage", 2, {}}, Meaning::kStorage},
    {"torch", {"IntStorage", 4, {}}, Meaning::kStorage},
    {"torch", {"LongStorage", 8, {}}, Meaning::kStorage},
    {"torch", {"ComplexFloatStorage", 8, {}}, Meaning::kStorage},
    {"torch", {"ComplexDoubleStorage", 16, {}}, Meaning::kStorage},
};

// The whole numbers of a tuple, none negative.
std::optional<std::vector<std::uint64_t>> sizes_in(const PickleValues& values, ValueId id) {
  if (values[id].kind != Kind::kTuple || values[id].items.size() > kMostDimensions) return std::nullopt;
  std::vector<std::uint64_t> sizes;
  for (const ValueId item : values[id].items) {
    const PickleValue& value = values[item];
    if (value.kind != Kind::kInteger || value.number < 0) return std::nullopt;
    sizes.push_back(static_cast<std::uint64_t>(value.number));
  }
  return sizes;
}

}  // namespace

ValueId PytorchObjects::global(PickleValues& values, std::string_view module, std::string_view name) {
  const auto found = std::find_if(std::begin(kGlobals), std::end(kGlobals), [&](const Global& global) {
    return module == global.module && name == global.type.name;
  });
  if (found != std::end(kGlobals)) return values.add(Kind::kGlobal, found - std::begin(kGlobals));
  foreign_names_.insert(std::string(module) + "." + std::string(name));
  return values.add(Kind::kForeign);
}

ValueId PytorchObjects::object(PickleValues& values, ValueId made_by) {
  const PickleValue& maker = values[made_by];
  if (maker.kind == Kind::kGlobal && kGlobals[maker.number].meaning == Meaning::kOrderedDict) {
    return values.add(Kind::kDict);
  }
  if (maker.kind == Kind::kForeign || maker.kind == Kind::kGlobal || maker.kind == Kind::kObject) {
    return values.add(Kind::kObject);
  }
  refuse(file_, _("its pickle calls something that is no function; the file is damaged"));
}

ValueId PytorchObjects::call(PickleValues& values, ValueId function, ValueId arguments) {
  if (values[arguments].kind != Kind::kTuple) {
    refuse(file_, _("its pickle calls something that is no function; the file is damaged"));
  }
  if (values[function].kind != Kind::kGlobal) return object(values, function);
  const Global* known = &kGlobals[values[function].number];
  if (known->meaning == Meaning::kOfType) {  // function, type, arguments, attributes
    const std::vector<ValueId>& items = values[arguments].items;
    const bool of_known = items.size() == 4 && values[items[0]].kind == Kind::kGlobal &&
                          values[items[2]].kind == Kind::kTuple &&
                          kGlobals[values[items[0]].number].meaning != Meaning::kOfType;
    if (!of_known) return values.add(Kind::kObject);
    known = &kGlobals[values[items[0]].number];
    arguments = items[2];
  }
  const Global& global = *known;
  const std::vector<ValueId>& items = values[arguments].items;
  const std::size_t count = items.size();
  switch (global.meaning) {
    case Meaning::kOrderedDict:
      if (count <= 1) return ordered_dict(values, items);
      break;
    case Meaning::kTensor:  // storage, offset, shape, strides
      if (count == 4) return tensor(values, items);
      break;
    case Meaning::kTensor2:  // and requires_grad, hooks, metadata
      if (count == 6 || count == 7) return tensor(values, items);
      break;
    case Meaning::kParameter:  // tensor, requires_grad, hooks
      if (count == 3 && values[items[0]].kind == Kind::kTensor) return items[0];
      break;
    case Meaning::kParameterWithState:  // and attributes
      if (count == 4 && values[items[0]].kind == Kind::kTensor) return items[0];
      break;
    case Meaning::kOfType:
    case Meaning::kStorage:
      break;
  }
  refuse(file_,
         base::format(_("its pickle calls %s.%s with %zu arguments that do not suit it; the file is damaged"),
                      global.module, global.type.name, count));
}

// Without arguments; Python 2 wrote a list of pairs.
ValueId PytorchObjects::ordered_dict(PickleValues& values, const std::vector<ValueId>& arguments) {
  PickleValue dict;
  dict.kind = Kind::kDict;
  if (!arguments.empty()) {
    // Taken out of the list, or else a list used many times would make much out of a small file.
    for (const ValueId pair : std::exchange(values[arguments[0]].items, {})) {
      const PickleValue& value = values[pair];
      if ((value.kind != Kind::kTuple && value.kind != Kind::kList) || value.items.size() != 2) {
        refuse(file_, _("its pickle makes a dictionary of something else than pairs; the file is damaged"));
      }
      dict.items.insert(dict.items.end(), value.items.begin(), value.items.end());
    }
  }
  return values.add(std::move(dict));
}

ValueId PytorchObjects::tensor(PickleValues& values, const std::vector<ValueId>& arguments) {
  const PickleValue& storage = values[arguments[0]];
  if (storage.kind == Kind::kObject) return values.add(Kind::kObject);  // of numbers that are not known
  const PickleValue& offset = values[arguments[1]];
  const auto shape = sizes_in(values, arguments[2]);
  const auto strides = sizes_in(values, arguments[3]);
  if (storage.kind != Kind::kStorage || offset.kind != Kind::kInteger || offset.number < 0 || !shape ||
      !strides || shape->size() != strides->size()) {
    refuse(file_, _("its pickle describes a tensor that cannot be: a storage, an offset, and as many sizes "
                    "as strides, at most 8 and none negative, are right"));
  }
  const PytorchTensor tensor{static_cast<std::size_t>(storage.number),
                             static_cast<std::uint64_t>(offset.number), *shape, *strides};
  check_inside(tensor);
  tensors_.push_back(tensor);
  return values.add(Kind::kTensor, static_cast<std::int64_t>(tensors_.size() - 1));
}

void PytorchObjects::check_inside(const PytorchTensor& tensor) const {
  const PytorchStorage& storage = storages_[tensor.storage];
  const bool empty = std::find(tensor.shape.begin(), tensor.shape.end(), 0u) != tensor.shape.end();
  std::uint64_t last = tensor.offset;
  bool inside = empty ? last <= storage.elements : last < storage.elements;
  for (std::size_t i = 0; i < tensor.shape.size() && inside && !empty; ++i) {
    const std::uint64_t steps = tensor.shape[i] - 1;
    const std::uint64_t left = storage.elements - 1 - last;
    inside = steps == 0 || tensor.strides[i] <= left / steps;
    if (inside) last += steps * tensor.strides[i];
  }
  if (!inside) {
    refuse(
        file_,
        base::format(
            _("its tensor of shape %s, strides %s and offset %ju goes beyond its storage %s of %ju numbers"),
            shape_text(tensor.shape).c_str(), shape_text(tensor.strides).c_str(), tensor.offset,
            in_quotes(storage.key).c_str(), storage.elements));
  }
}

// ('storage', type, key, device, elements), in old files followed by a part of another storage, or None. Old
// files of whole networks have ('module', class, file, program) in place of each class.
ValueId PytorchObjects::storage(PickleValues& values, ValueId persistent_id) {
  const std::vector<ValueId>& items = values[persistent_id].items;
  const auto is = [&](std::size_t i, Kind kind) { return values[items[i]].kind == kind; };
  const auto begins_with = [&](const char* word) {
    return values[persistent_id].kind == Kind::kTuple && items.size() >= 2 && is(0, Kind::kText) &&
           values[items[0]].text == word;
  };
  if (begins_with("module") && is(1, Kind::kForeign)) return items[1];
  if (begins_with("storage") && is(1, Kind::kForeign)) return values.add(Kind::kObject);
  if (!begins_with("storage") || items.size() < 5 || items.size() > 6 || !is(1, Kind::kGlobal) ||
      kGlobals[values[items[1]].number].meaning != Meaning::kStorage || !is(2, Kind::kText) ||
      !is(4, Kind::kInteger)) {
    refuse(file_, _("its pickle refers to something that is no storage of a tensor; the file is damaged"));
  }
  if (items.size() == 6 && !is(5, Kind::kNone)) {
    refuse(file_,
           _("its storages are parts of each other, as PyTorch before 0.4 could write; save it again"));
  }
  const StorageType& type = kGlobals[values[items[1]].number].type;
  const std::string key(values[items[2]].text);
  const std::int64_t elements = values[items[4]].number;
  if (elements < 0 ||
      elements > std::numeric_limits<std::int64_t>::max() / static_cast<std::int64_t>(kMostBytesOfElement)) {
    refuse(file_,
           base::format(_("its storage %s has the impossible size %jd"), in_quotes(key).c_str(), elements));
  }
  const auto [place, is_new] = storage_of_key_.emplace(key, storages_.size());
  if (is_new) storages_.push_back({key, &type, static_cast<std::uint64_t>(elements)});
  const PytorchStorage& known = storages_[place->second];
  if (known.type != &type || known.elements != static_cast<std::uint64_t>(elements)) {
    refuse(file_, base::format(_("its pickle describes the storage %s in two ways; the file is damaged"),
                               in_quotes(key).c_str()));
  }
  return values.add(Kind::kStorage, static_cast<std::int64_t>(place->second));
}

}  // namespace weights
