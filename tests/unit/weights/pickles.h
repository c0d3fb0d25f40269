// PyTorch files put together instruction by instruction (docs.python.org/3/library/pickletools.html), to be
// damaged.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace test {

// Parts of a pickle; each leaves one value.
namespace pickle {
using Strings = std::vector<std::string>;
using Pairs = std::vector<std::pair<std::string, std::string>>;  // name, value

std::string integer(std::int64_t value);
std::string text(const std::string& text);
std::string tuple(const Strings& items);
std::string list(const Strings& items);
std::string dict(const Pairs& items);
std::string global(const std::string& module, const std::string& name);
std::string call(const std::string& function, const Strings& arguments);
std::string storage(const std::string& type, const std::string& key, std::int64_t elements);
std::string tensor(const std::string& storage, std::int64_t offset, const std::vector<std::int64_t>& shape,
                   const std::vector<std::int64_t>& strides);
std::string numbers(const std::vector<std::int64_t>& values);  // a tuple

// With the protocol before and the end behind.
std::string whole(const std::string& value);
}  // namespace pickle

struct Storage {
  std::string key;
  std::string bytes;
  std::size_t bytes_of_element = 4;
};

// A file of PyTorch before 1.6: a pickle and its storages.
std::string legacy_file(const std::string& pickle, const std::vector<Storage>& storages);

// features.0 with two filters. Value i of each storage is i.
std::string small_weight();  // of storage "w"
std::string small_bias();    // of storage "b"
std::vector<Storage> small_storages();
// The file of a dictionary with that weight and bias, and what else is given.
std::string small_file(const std::string& weight = small_weight(), const std::string& bias = small_bias(),
                       const pickle::Pairs& more = {});

std::string float_bytes(std::size_t count);  // 0, 1, 2, …

}  // namespace test
