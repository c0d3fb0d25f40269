#include "pickles.h"

#include <cstring>

namespace test {
namespace {

std::string little_endian(std::uint64_t value, int count) {
  std::string bytes;
  for (int i = 0; i < count; ++i) bytes += static_cast<char>((value >> (8 * i)) & 0xFF);
  return bytes;
}

}  // namespace

namespace pickle {

std::string integer(std::int64_t value) {
  return "\x8A\x08" + little_endian(static_cast<std::uint64_t>(value), 8);  // LONG1
}

std::string text(const std::string& text) { return "X" + little_endian(text.size(), 4) + text; }

std::string tuple(const Strings& items) {
  std::string bytes = "(";
  for (const std::string& item : items) bytes += item;
  return bytes + "t";
}

std::string list(const Strings& items) {
  std::string bytes = "](";
  for (const std::string& item : items) bytes += item;
  return bytes + "e";
}

std::string dict(const Pairs& items) {
  std::string bytes = "}(";
  for (const auto& [name, value] : items) bytes += text(name) + value;
  return bytes + "u";
}

std::string global(const std::string& module, const std::string& name) {
  return "c" + module + "\n" + name + "\n";
}

std::string call(const std::string& function, const Strings& arguments) {
  return function + tuple(arguments) + "R";
}

std::string storage(const std::string& type, const std::string& key, std::int64_t elements) {
  return tuple({text("storage"), global("torch", type), text(key), text("cpu"), integer(elements)}) + "Q";
}

std::string numbers(const std::vector<std::int64_t>& values) {
  Strings items;
  for (const std::int64_t value : values) items.push_back(integer(value));
  return tuple(items);
}

std::string tensor(const std::string& storage, std::int64_t offset, const std::vector<std::int64_t>& shape,
                   const std::vector<std::int64_t>& strides) {
  const std::string hooks = call(global("collections", "OrderedDict"), {});
  return call(global("torch._utils", "_rebuild_tensor_v2"),
              {storage, integer(offset), numbers(shape), numbers(strides), "\x89", hooks});
}

std::string whole(const std::string& value) { return "\x80\x02" + value + "."; }

}  // namespace pickle

std::string legacy_file(const std::string& pickle, const std::vector<Storage>& storages) {
  const std::string magic("\x80\x02\x8A\x0A\x6C\xFC\x9C\x46\xF9\x20\x6A\xA8\x50\x19.", 15);
  const std::string version("\x80\x02M\xE9\x03.", 6);
  const std::string machine =
      pickle::whole(pickle::dict({{"protocol_version", pickle::integer(1001)}, {"little_endian", "\x88"}}));
  pickle::Strings keys;
  std::string data;
  for (const Storage& storage : storages) {
    keys.push_back(pickle::text(storage.key));
    data += little_endian(storage.bytes.size() / storage.bytes_of_element, 8) + storage.bytes;
  }
  return magic + version + machine + pickle + pickle::whole(pickle::list(keys)) + data;
}

std::string float_bytes(std::size_t count) {
  std::string bytes(4 * count, '\0');
  for (std::size_t i = 0; i < count; ++i) {
    const float value = static_cast<float>(i);
    std::memcpy(&bytes[4 * i], &value, sizeof value);
  }
  return bytes;
}

std::string small_weight() {
  return pickle::tensor(pickle::storage("FloatStorage", "w", 54), 0, {2, 3, 3, 3}, {27, 9, 3, 1});
}

std::string small_bias() { return pickle::tensor(pickle::storage("FloatStorage", "b", 2), 0, {2}, {1}); }

std::vector<Storage> small_storages() { return {{"w", float_bytes(54)}, {"b", float_bytes(2)}}; }

std::string small_file(const std::string& weight, const std::string& bias, const pickle::Pairs& more) {
  pickle::Pairs items = {{"features.0.weight", weight}, {"features.0.bias", bias}};
  items.insert(items.end(), more.begin(), more.end());
  const std::string object = pickle::whole(pickle::dict(items));
  std::vector<Storage> used;
  for (const Storage& storage : small_storages()) {
    if (object.find(pickle::text(storage.key)) != std::string::npos) used.push_back(storage);
  }
  return legacy_file(object, used);
}

}  // namespace test
