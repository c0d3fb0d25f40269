#include "test_files.h"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <cstring>
#include <fstream>
#include <iterator>

#include "base/error.h"
#include "files/containers.h"
#include "files/source_file.h"
#include "vgg/vgg_recognition.h"

namespace test {
namespace {

std::string float_bytes(float value) {
  std::uint32_t bits;
  std::memcpy(&bits, &value, sizeof bits);
  std::string bytes;
  for (int i = 0; i < 4; ++i) bytes += static_cast<char>((bits >> (8 * i)) & 0xFF);
  return bytes;
}

}  // namespace

TemporaryFolder::TemporaryFolder() {
  std::string name = (std::filesystem::temp_directory_path() / "weights-test-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
  folder_ = name;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

std::string TemporaryFolder::write(const std::string& name, const std::string& bytes) const {
  std::ofstream(path(name), std::ios::binary) << bytes;
  return path(name);
}

std::vector<std::string> TemporaryFolder::names() const {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder_)) {
    names.push_back(entry.path().filename().string());
  }
  return names;
}

std::string read_bytes(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(file), {});
}

std::string data_path(const std::string& name) { return std::string(TEST_DATA_DIR) + "/weights/" + name; }

SmallFile::SmallFile() {
  const int numbers[] = {0, 2, 5, 7, 10, 12, 14};
  const int filters[] = {2, 2, 3, 3, 4, 4, 4};
  int in_channels = 3;
  for (int layer = 0; layer < 7; ++layer) {
    const std::string prefix = "features." + std::to_string(numbers[layer]);
    const auto values = [](int count) {
      std::string bytes;
      for (int i = 0; i < count; ++i) bytes += float_bytes(static_cast<float>(i) / 8 - 1);
      return bytes;
    };
    append(prefix + ".weight", "F32", {filters[layer], in_channels, 3, 3},
           values(filters[layer] * in_channels * 9));
    append(prefix + ".bias", "F32", {filters[layer]}, values(filters[layer]));
    in_channels = filters[layer];
  }
}

void SmallFile::append(const std::string& tensor, const std::string& dtype, const std::vector<int>& shape,
                       const std::string& bytes) {
  header[tensor] = {
      {"dtype", dtype}, {"shape", shape}, {"data_offsets", {data.size(), data.size() + bytes.size()}}};
  data += bytes;
}

void SmallFile::remove(const std::string& tensor) {
  const std::size_t begin = header[tensor]["data_offsets"][0];
  const std::size_t end = header[tensor]["data_offsets"][1];
  header.erase(tensor);
  data.erase(begin, end - begin);
  for (auto& [name, entry] : header.items()) {
    if (name == "__metadata__") continue;
    for (auto& offset : entry["data_offsets"]) {
      if (offset.get<std::size_t>() >= end) offset = offset.get<std::size_t>() - (end - begin);
    }
  }
}

void SmallFile::set_bytes(const std::string& tensor, std::size_t at, const std::string& bytes) {
  data.replace(header[tensor]["data_offsets"][0].get<std::size_t>() + at, bytes.size(), bytes);
}

std::string SmallFile::bytes() const { return safetensors_bytes(header.dump(), data); }

std::string safetensors_bytes(const std::string& header, const std::string& data) {
  return safetensors_bytes(header.size(), header, data);
}

std::string safetensors_bytes(std::uint64_t length, const std::string& header, const std::string& data) {
  std::string bytes;
  for (int i = 0; i < 8; ++i) bytes += static_cast<char>((length >> (8 * i)) & 0xFF);
  return bytes + header + data;
}

weights::WeightSet read(const std::string& bytes, const std::string& name) {
  weights::SourceFile source(name, bytes);
  return weights::recognise_vgg(*weights::open_container(source), name);
}

std::string refusal(const std::string& bytes, const std::string& name) {
  const std::string message = error_of([&] { read(bytes, name); });
  EXPECT_EQ(message.rfind(name + ": ", 0), 0u) << message;
  return message;
}

weights::WeightSet parse(const std::string& bytes) { return read(bytes, "small.safetensors"); }

std::string refusal(const std::string& bytes) { return refusal(bytes, "small.safetensors"); }

bool reads_zip() {
#ifdef STYLE_TRANSFER_WITH_ZIP
  return true;
#else
  return false;
#endif
}

std::string error_of(const std::function<void()>& action) {
  try {
    action();
  } catch (const base::Error& error) {
    const std::string message = error.what();
    EXPECT_EQ(message.find('\n'), std::string::npos) << message;
    return message;
  }
  ADD_FAILURE() << "no error was thrown";
  return "";
}

}  // namespace test
