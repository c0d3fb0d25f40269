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

enum class Meaning {
  kOrderedDict,
  kTensor,
  kTensor2,
  kParameter,
  kParameterWithState,
  kOfType,
  kStorage,
  kEncode,
  kArrayType,
  kEmptyArray,
  kFilledArray,
  kNumberType
};

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
    {"_codecs", {"encode", 0, {}}, Meaning::kEncode},
    {"numpy", {"ndarray", 0, {}}, Meaning::kArrayType},
    {"numpy", {"dtype", 0, {}}, Meaning::kNumberType},
    {"numpy.core.multiarray", {"_reconstruct", 0, {}}, Meaning::kEmptyArray},
    {"numpy._core.multiarray", {"_reconstruct", 0, {}}, Meaning::kEmptyArray},
    {"numpy.core.numeric", {"_frombuffer", 0, {}}, Meaning::kFilledArray},
    {"numpy._core.numeric", {"_frombuffer", 0, {}}, Meaning::kFilledArray},
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

// As numpy.dtype() calls them.
constexpr StorageType kNumberTypes[] = {
    {"f2", 2, NumberFormat::kF16}, {"f4", 4, NumberFormat::kF32}, {"f8", 8, NumberFormat::kF64}};

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
    case Meaning::kEncode:  // text, encoding
      return encoded(values, items);
    case Meaning::kEmptyArray:  // class, shape, letter
      if (count == 3) return values.add(Kind::kArray);
      break;
    case Meaning::kFilledArray:  // bytes, type, shape, "C" or "F"
      if (count == 4) return array(values, items[0], items[1], items[2], values[items[3]].text == "F");
      break;
    case Meaning::kNumberType:  // code, aligned, copied
      for (const StorageType& type : kNumberTypes) {
        if (count > 0 && values[items[0]].text == type.name) {
          return values.add(Kind::kNumberType, &type - kNumberTypes);
        }
      }
      return values.add(Kind::kObject);
    case Meaning::kArrayType:
      return values.add(Kind::kObject);
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

// Protocol 2 has no bytes: Python writes them as the text that Latin-1 makes of them, and the pickle's own
// UTF-8 of that. A text that is encoded many times is encoded once.
ValueId PytorchObjects::encoded(PickleValues& values, const std::vector<ValueId>& arguments) {
  const bool latin = arguments.size() == 2 && values[arguments[0]].kind == Kind::kText &&
                     values[arguments[1]].text == "latin1";
  if (!latin) return values.add(Kind::kObject);
  const auto [known, is_new] = encoded_.emplace(arguments[0], 0);
  if (!is_new) return known->second;
  const std::string_view text = values[arguments[0]].text;
  std::string& bytes = texts_.emplace_back();
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto lead = static_cast<unsigned char>(text[i]);
    if (lead < 0x80) {
      bytes += text[i];
    } else if ((lead == 0xC2 || lead == 0xC3) && i + 1 < text.size()) {
      bytes += static_cast<char>(lead << 6 | (static_cast<unsigned char>(text[++i]) & 0x3F));
    } else {
      refuse(file_, _("its pickle has a text for bytes with letters that are none; the file is damaged"));
    }
  }
  PickleValue value;
  value.kind = Kind::kOther;
  value.text = bytes;
  return known->second = values.add(std::move(value));
}

// Bytes that are those of many arrays are kept once.
std::size_t PytorchObjects::storage_of(const PickleValues& values, ValueId bytes, const StorageType& type) {
  const auto [known, is_new] = arrays_.emplace(std::make_pair(bytes, &type), storages_.size());
  if (is_new) {
    const std::string_view text = values[bytes].text;
    storages_.push_back({"", &type, text.size() / type.bytes, std::string(text)});
  }
  return known->second;
}

// An array whose numbers are not read, such as whole ones, is an object like any other.
ValueId PytorchObjects::array(PickleValues& values, ValueId bytes, ValueId type, ValueId shape,
                              bool first_fastest) {
  if (values[type].kind != Kind::kNumberType || values[bytes].kind != Kind::kOther) {
    return values.add(Kind::kObject);
  }
  const StorageType& numbers = kNumberTypes[values[type].number];
  const auto sizes = sizes_in(values, shape);
  if (sizes && std::find(sizes->begin(), sizes->end(), 0u) != sizes->end()) return values.add(Kind::kObject);
  std::uint64_t count = 1;
  const std::uint64_t there = values[bytes].text.size() / numbers.bytes;
  bool fits = sizes && values[bytes].text.size() % numbers.bytes == 0;
  for (std::size_t i = 0; fits && i < sizes->size(); ++i) {
    fits = count <= there / (*sizes)[i];
    count *= (*sizes)[i];
  }
  if (!fits || count != there) {
    refuse(file_,
           _("its pickle has an array of NumPy's whose numbers are not as many as its shape has; the file is "
             "damaged"));
  }
  PytorchTensor tensor{storage_of(values, bytes, numbers), 0, *sizes, *sizes};
  std::uint64_t step = 1;
  for (std::size_t i = 0; i < sizes->size(); ++i) {
    const std::size_t dimension = first_fastest ? i : sizes->size() - 1 - i;
    tensor.strides[dimension] = step;
    step *= (*sizes)[dimension];
  }
  tensors_.push_back(std::move(tensor));
  return values.add(Kind::kTensor, static_cast<std::int64_t>(tensors_.size() - 1));
}

void PytorchObjects::build(PickleValues& values, ValueId target, ValueId state) {
  const std::vector<ValueId>& items = values[state].items;
  const bool is_tuple = values[state].kind == Kind::kTuple;
  if (values[target].kind == Kind::kNumberType) {  // version, order of the bytes, …
    if (!is_tuple || items.size() < 2 || values[items[1]].text == ">") values[target].kind = Kind::kObject;
    return;
  }
  PickleValue filled;  // version, shape, type, Fortran's order, bytes
  if (is_tuple && items.size() == 5) {
    filled = values[array(values, items[4], items[2], items[1], values[items[3]].number != 0)];
  } else {
    filled.kind = Kind::kObject;
  }
  values[target] = filled;
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
