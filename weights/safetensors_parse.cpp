#include "safetensors_parse.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "file_error.h"
#include "foreign_format.h"
#include "number_formats.h"
#include "preparation_metadata.h"
#include "safetensors_header.h"
#include "vgg_tensors.h"

namespace weights {
namespace {

constexpr std::uint64_t kLengthBytes = 8;
constexpr std::uint64_t kMostChannels = 4096;

class Parser {
 public:
  Parser(std::istream& stream, std::uint64_t size, const std::string& file)
      : stream_(stream), size_(size), file_(file) {}

  WeightSet parse() {
    const SafetensorsHeader header = read_header();
    const FoundNetwork found = find_network(header, file_);
    WeightSet set;
    set.network = found.network;
    set.source = file_;
    apply_metadata(header.metadata, file_, set);
    std::uint64_t in_channels = 3;
    for (const ConvolutionTensors& tensors : found.convolutions) {
      const TensorEntry& weight = header.tensors.at(tensors.weight);
      const TensorEntry& bias = header.tensors.at(tensors.bias);
      check_shapes(weight, bias, in_channels);
      Convolution convolution;
      convolution.name = tensors.convolution;
      convolution.in_channels = static_cast<int>(in_channels);
      convolution.out_channels = static_cast<int>(weight.shape[0]);
      convolution.weights = read_values(weight);
      convolution.bias = read_values(bias);
      set.convolutions.push_back(std::move(convolution));
      in_channels = weight.shape[0];
    }
    return set;
  }

 private:
  SafetensorsHeader read_header() {
    if (size_ == 0)
      refuse(file_, "the file is empty; a safetensors file with the weights of a VGG is needed");
    const std::string start = read(0, std::min(size_, kLengthBytes));
    std::uint64_t length = 0;
    for (std::size_t i = 0; i < start.size(); ++i) {
      length |= static_cast<std::uint64_t>(static_cast<unsigned char>(start[i])) << (8 * i);
    }
    if (size_ < kLengthBytes || length > size_ - kLengthBytes || length > kLongestHeader) {
      if (const char* format = foreign_format(start, file_)) {
        refuse(file_, std::string("this is ") + format +
                          "; weights are read from safetensors files with torchvision's tensor names");
      }
      if (size_ < kLengthBytes) {
        refuse(file_, "the file has " + std::to_string(size_) +
                          " bytes, fewer than the length of a safetensors header takes; it is cut off");
      }
      if (length > kLongestHeader) {
        refuse(file_, "this is no safetensors file: its first 8 bytes would be the length of a header of " +
                          std::to_string(length) + " bytes, where " + std::to_string(kLongestHeader) +
                          " are the most that is read");
      }
      refuse(file_, "its header should be " + std::to_string(length) + " bytes long but the file has only " +
                        std::to_string(size_ - kLengthBytes) + " after the header's length; it is cut off");
    }
    data_begin_ = kLengthBytes + length;
    return parse_safetensors_header(read(kLengthBytes, length), size_ - data_begin_, file_);
  }

  void check_shapes(const TensorEntry& weight, const TensorEntry& bias, std::uint64_t in_channels) {
    const std::vector<std::uint64_t>& shape = weight.shape;
    if (shape.size() != 4 || shape[0] == 0 || shape[1] != in_channels || shape[2] != 3 || shape[3] != 3) {
      refuse(file_, "tensor " + weight.name + " has the shape " + shape_text(shape) + "; [filters, " +
                        std::to_string(in_channels) + ", 3, 3] is right");
    }
    if (shape[0] > kMostChannels) {
      refuse(file_, "tensor " + weight.name + " has " + std::to_string(shape[0]) + " filters; at most " +
                        std::to_string(kMostChannels) + " are read");
    }
    if (bias.shape != std::vector<std::uint64_t>{shape[0]}) {
      refuse(file_, "tensor " + bias.name + " has the shape " + shape_text(bias.shape) + "; [" +
                        std::to_string(shape[0]) + "], one number for each filter, is right");
    }
  }

  // Offsets and shape have been checked against the file's size.
  std::vector<float> read_values(const TensorEntry& tensor) {
    NumberFormat format;
    if (!parse_number_format(tensor.dtype, format)) {
      refuse(file_, "tensor " + tensor.name + " is of type " + in_quotes(tensor.dtype) +
                        "; F16, BF16, F32 and F64 are read");
    }
    const std::string bytes = read(data_begin_ + tensor.begin, tensor.end - tensor.begin);
    const auto* at = reinterpret_cast<const unsigned char*>(bytes.data());
    std::vector<float> values(bytes.size() / bytes_of(format));
    for (float& value : values) {
      value = decode_number(format, at);
      at += bytes_of(format);
      if (!std::isfinite(value)) {
        refuse(file_, "tensor " + tensor.name + " holds a value that is not finite (number " +
                          std::to_string(&value - values.data()) + "); the weights are damaged");
      }
    }
    return values;
  }

  std::string read(std::uint64_t offset, std::uint64_t length) {
    std::string bytes(length, '\0');
    stream_.seekg(static_cast<std::streamoff>(offset));
    stream_.read(bytes.data(), static_cast<std::streamsize>(length));
    if (!stream_) refuse(file_, "the file could not be read to its end");
    return bytes;
  }

  std::istream& stream_;
  const std::uint64_t size_;
  const std::string& file_;
  std::uint64_t data_begin_ = 0;
};

}  // namespace

WeightSet parse_safetensors(std::istream& stream, std::uint64_t size, const std::string& file) {
  return Parser(stream, size, file).parse();
}

}  // namespace weights
