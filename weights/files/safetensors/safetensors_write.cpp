#include <unistd.h>

#include <cerrno>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <nlohmann/json.hpp>
#include <system_error>

#include "base/translation.h"
#include "files/file_error.h"
#include "files/number_formats.h"
#include "vgg/preparation_metadata.h"
#include "vgg/vgg_names.h"
#include "weights/safetensors.h"

namespace weights {
namespace {

constexpr std::size_t kAlignment = 8;  // of the data, as the format's own writer keeps it

// The file under its provisional name; removed unless renamed into place.
class ProvisionalFile {
 public:
  explicit ProvisionalFile(const std::string& path)
      : path_(path), provisional_(path + ".part-" + std::to_string(getpid())) {
    errno = 0;
    stream_.open(provisional_, std::ios::binary | std::ios::trunc);
    if (!stream_)
      refuse(path_, base::format(_("the file could not be made: %s"),
                                 std::generic_category().message(errno).c_str()));
    made_ = true;
  }
  ~ProvisionalFile() {
    if (made_) std::remove(provisional_.c_str());
  }
  ProvisionalFile(const ProvisionalFile&) = delete;
  ProvisionalFile& operator=(const ProvisionalFile&) = delete;

  void write(const std::string& bytes) {
    errno = 0;
    stream_.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    check();
  }

  void finish() {
    errno = 0;
    stream_.close();
    check();
    if (std::rename(provisional_.c_str(), path_.c_str()) != 0) check_failed();
    made_ = false;
  }

 private:
  void check() {
    if (!stream_) check_failed();
  }
  [[noreturn]] void check_failed() {
    refuse(path_, base::format(_("the file could not be written: %s"),
                               std::generic_category().message(errno).c_str()));
  }

  const std::string path_;
  const std::string provisional_;
  std::ofstream stream_;
  bool made_ = false;
};

std::string encoded(const std::vector<float>& values, Precision precision, const std::string& tensor,
                    const std::string& path) {
  std::string bytes;
  bytes.reserve(values.size() * (precision == Precision::kFloat16 ? 2 : 4));
  for (const float value : values) {
    if (!std::isfinite(value)) refuse(path, "tensor " + tensor + " holds a value that is not finite");
    std::uint32_t bits = 0;
    int count = 4;
    if (precision == Precision::kFloat16) {
      bits = to_half(value);
      count = 2;
      if ((bits & 0x7FFF) == 0x7C00) {
        refuse(path, "tensor " + tensor + " holds " + std::to_string(value) +
                         ", beyond 65504, the greatest number of 16 bits; write 32 bits");
      }
    } else {
      std::memcpy(&bits, &value, sizeof bits);
    }
    for (int i = 0; i < count; ++i) bytes += static_cast<char>((bits >> (8 * i)) & 0xFF);
  }
  return bytes;
}

// The reader would refuse such a set, so it must not get into a file.
void check_set(const WeightSet& set, const std::vector<ConvolutionTensors>& tensors,
               const std::string& path) {
  if (set.convolutions.empty() || set.convolutions.size() > tensors.size()) {
    refuse(path, "a weight set of " + std::to_string(set.convolutions.size()) +
                     " convolutions cannot be written; 1 to " + std::to_string(tensors.size()) +
                     " are right");
  }
  int in_channels = 3;
  for (std::size_t i = 0; i < set.convolutions.size(); ++i) {
    const Convolution& convolution = set.convolutions[i];
    const auto out = static_cast<std::size_t>(convolution.out_channels);
    if (convolution.name != tensors[i].convolution || convolution.in_channels != in_channels ||
        convolution.out_channels < 1 || convolution.bias.size() != out ||
        convolution.weights.size() != out * static_cast<std::size_t>(in_channels) * 9) {
      refuse(path, "the weight set's convolution " + in_quotes(convolution.name) + " does not fit into a " +
                       network_name(set.network) + " as conv" + tensors[i].convolution);
    }
    in_channels = convolution.out_channels;
  }
}

}  // namespace

void write_safetensors(const WeightSet& set, const std::string& path, Precision precision) {
  const std::vector<ConvolutionTensors> tensors = convolution_tensors(set.network);
  check_set(set, tensors, path);

  const std::size_t value_bytes = precision == Precision::kFloat16 ? 2 : 4;
  nlohmann::ordered_json header;
  for (const auto& [key, value] : metadata_of(set)) header["__metadata__"][key] = value;
  std::size_t offset = 0;
  const auto add = [&](const std::string& name, const std::vector<int>& shape, std::size_t values) {
    const std::size_t end = offset + values * value_bytes;
    header[name] = {{"dtype", precision == Precision::kFloat16 ? "F16" : "F32"},
                    {"shape", shape},
                    {"data_offsets", {offset, end}}};
    offset = end;
  };
  for (std::size_t i = 0; i < set.convolutions.size(); ++i) {
    const Convolution& convolution = set.convolutions[i];
    add(tensors[i].weight, {convolution.out_channels, convolution.in_channels, 3, 3},
        convolution.weights.size());
    add(tensors[i].bias, {convolution.out_channels}, convolution.bias.size());
  }
  // A file's name may be no UTF-8.
  std::string json = header.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
  json.append((kAlignment - json.size() % kAlignment) % kAlignment, ' ');
  std::string length;
  for (int i = 0; i < 8; ++i) length += static_cast<char>((json.size() >> (8 * i)) & 0xFF);

  ProvisionalFile file(path);
  file.write(length + json);
  for (std::size_t i = 0; i < set.convolutions.size(); ++i) {
    const Convolution& convolution = set.convolutions[i];
    file.write(encoded(convolution.weights, precision, tensors[i].weight, path));
    file.write(encoded(convolution.bias, precision, tensors[i].bias, path));
  }
  file.finish();
}

}  // namespace weights
