// Files for the tests of weights: a temporary folder, and a small safetensors file whose parts can be changed
// before it is put together.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "weights/weight_set.h"

namespace test {

class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  std::string path(const std::string& name) const { return (folder_ / name).string(); }
  std::string write(const std::string& name, const std::string& bytes) const;  // returns the path
  std::vector<std::string> names() const;

 private:
  std::filesystem::path folder_;
};

std::string read_bytes(const std::string& path);
std::string data_path(const std::string& name);  // in tests/data/weights

// The first seven convolutions (to conv3_3), of 2, 2, 3, 3, 4, 4, 4 filters, F32, value i of every tensor i/8
// − 1.
class SmallFile {
 public:
  SmallFile();

  nlohmann::ordered_json header;
  std::string data;

  nlohmann::ordered_json& operator[](const std::string& tensor) { return header[tensor]; }
  // Adds a tensor behind the last one.
  void append(const std::string& tensor, const std::string& dtype, const std::vector<int>& shape,
              const std::string& bytes);
  // Takes a tensor away together with its data.
  void remove(const std::string& tensor);
  void set_bytes(const std::string& tensor, std::size_t at, const std::string& bytes);

  std::string bytes() const;
};

// Length, header and data; the length can be a lie.
std::string safetensors_bytes(const std::string& header, const std::string& data);
std::string safetensors_bytes(std::uint64_t length, const std::string& header, const std::string& data);

// What the readers make of the bytes as a file of that name.
weights::WeightSet read(const std::string& bytes, const std::string& name);
// The message with which they refuse them; a failure if they do not.
std::string refusal(const std::string& bytes, const std::string& name);

// The same of "small.safetensors".
weights::WeightSet parse(const std::string& bytes);
std::string refusal(const std::string& bytes);

bool reads_zip();  // whether this build does
std::string error_of(const std::function<void()>& action);

}  // namespace test
