#include "files/pytorch/pytorch_legacy.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "base/translation.h"
#include "files/file_error.h"

namespace weights {
namespace {

using Kind = PickleValue::Kind;
using namespace std::string_view_literals;

constexpr std::string_view kMagic = "\x6C\xFC\x9C\x46\xF9\x20\x6A\xA8\x50\x19"sv;
constexpr std::int64_t kVersion = 1001;
constexpr std::uint64_t kCountBytes = 8;

std::string pickle_at(SourceFile& source, std::uint64_t at) {
  return source.read(at, std::min<std::uint64_t>(source.size() - at, kLongestPickle));
}

}  // namespace

PytorchLegacy::PytorchLegacy(SourceFile& source) : PytorchFile(source.name()), source_(source) {
  std::uint64_t at = 0;
  check_beginning(at);
  check_machine(at);
  at += load(pickle_at(source, at));
  place_storages(at);
}

void PytorchLegacy::check_beginning(std::uint64_t& at) {
  constexpr std::uint64_t kEnough = 128;
  const std::string bytes = source_.start(kEnough);
  PickleValues values;
  PytorchObjects nothing(file());
  const Unpickled magic = unpickle(bytes, values, nothing, file());
  const Unpickled version = unpickle(std::string_view(bytes).substr(magic.length), values, nothing, file());
  if (values[magic.value].text != kMagic || values[version.value].kind != Kind::kInteger ||
      values[version.value].number != kVersion) {
    refuse(file(),
           _("it does not begin with the numbers that PyTorch's files begin with; it is damaged or cut off"));
  }
  at = magic.length + version.length;
}

// {"protocol_version": 1001, "little_endian": True, "type_sizes": {…}}
void PytorchLegacy::check_machine(std::uint64_t& at) {
  const std::string bytes = pickle_at(source_, at);
  PickleValues values;
  PytorchObjects nothing(file());
  const Unpickled machine = unpickle(bytes, values, nothing, file());
  at += machine.length;
  const std::vector<ValueId>& items = values[machine.value].items;
  for (std::size_t i = 0; i + 1 < items.size(); i += 2) {
    const PickleValue& value = values[items[i + 1]];
    if (values[items[i]].text == "little_endian" && value.kind == Kind::kTruth && value.number == 0) {
      refuse(file(), _("its numbers are big-endian; little-endian ones are read"));
    }
  }
}

void PytorchLegacy::place_storages(std::uint64_t& at) {
  const std::string bytes = pickle_at(source_, at);
  PickleValues values;
  PytorchObjects nothing(file());
  const Unpickled keys = unpickle(bytes, values, nothing, file());
  at += keys.length;

  begins_.assign(storages().size(), 0);
  for (const ValueId item : values[keys.value].items) {
    const std::string key(values[item].text);
    const auto storage = std::find_if(storages().begin(), storages().end(),
                                      [&](const PytorchStorage& known) { return known.key == key; });
    if (storage == storages().end() || begins_[storage - storages().begin()] != 0) {
      refuse(file(),
             base::format(_("its list of storages has %s, which is none or twice there; the file is damaged"),
                          in_quotes(key).c_str()));
    }
    const std::string count_bytes = source_.read(at, kCountBytes);
    std::uint64_t count = 0;
    for (std::size_t i = 0; i < kCountBytes; ++i) {
      count |= static_cast<std::uint64_t>(static_cast<unsigned char>(count_bytes[i])) << (8 * i);
    }
    if (count != storage->elements) {
      refuse(file(),
             base::format(_("its storage %s has %ju numbers where %ju are right; the file is damaged"),
                          in_quotes(key).c_str(), count, storage->elements));
    }
    at += kCountBytes;
    const std::uint64_t length = storage->elements * storage->type->bytes;
    if (length > source_.size() - at) {
      refuse(file(), base::format(_("it ends within its storage %s; it is cut off"), in_quotes(key).c_str()));
    }
    begins_[storage - storages().begin()] = at;
    at += length;
  }
  for (std::size_t i = 0; i < begins_.size(); ++i) {
    if (begins_[i] == 0 && !storages()[i].bytes) {
      refuse(file(), base::format(_("its storage %s is missing; the file is damaged"),
                                  in_quotes(storages()[i].key).c_str()));
    }
  }
}

std::string PytorchLegacy::read_storage(std::size_t storage, std::uint64_t first_byte, std::uint64_t length) {
  return source_.read(begins_[storage] + first_byte, length);
}

}  // namespace weights
