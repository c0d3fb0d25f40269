#include "files/onnx/onnx_file.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <iterator>
#include <optional>
#include <utility>

#include "base/translation.h"
#include "files/file_error.h"
#include "files/number_formats.h"
#include "onnx.pb.h"

namespace weights {
namespace {

constexpr std::size_t kMostTensors = 10000;
constexpr std::size_t kMostDimensions = 8;
constexpr int kLastBlock = 5;
constexpr float kUsualEpsilon = 1e-5f;

// TensorProto.DataType of the specification.
enum DataType { kFloat = 1, kFloat16 = 10, kDouble = 11, kBfloat16 = 16 };

bool is_quantised(const std::string& operation) {
  return operation.find("Quantize") != std::string::npos || operation.rfind("QLinear", 0) == 0 ||
         operation == "ConvInteger";
}

float float_of(std::uint64_t bits) {
  const unsigned char bytes[] = {static_cast<unsigned char>(bits), static_cast<unsigned char>(bits >> 8),
                                 static_cast<unsigned char>(bits >> 16),
                                 static_cast<unsigned char>(bits >> 24)};
  return decode_number(NumberFormat::kF32, bytes);
}

bool contains(const std::string& text, const char* part) { return text.find(part) != std::string::npos; }

}  // namespace

// What the graph says, in one walk over the file.
class OnnxFile::Index {
 public:
  Index(SourceFile& source, OnnxFile& file) : source_(source), walk_(source), file_(file) {}

  void build() {
    bool graph = false;
    walk_.whole_file([&](const ProtobufWalk::Field& field) {
      if (field.number != onnx::Model::kGraphFieldNumber) return;
      graph = true;
      walk_.message(field, [&](const ProtobufWalk::Field& part) { take_part(part); });
    });
    if (!graph)
      refuse(source_.name(), _("it holds no graph; an ONNX model with the weights of a VGG is needed"));
    name_by_place();
  }

 private:
  struct Renaming {
    std::string tensor;
    std::string name;
  };

  void take_part(const ProtobufWalk::Field& part) {
    switch (part.number) {
      case onnx::Graph::kNodeFieldNumber:
        take_node(part);
        break;
      case onnx::Graph::kInitializerFieldNumber:
        add(entry_of(part), part.bytes);
        break;
      case onnx::Graph::kInputFieldNumber:
        walk_.message(part, [&](const ProtobufWalk::Field& field) {
          if (field.number == onnx::Value::kNameFieldNumber && walk_.text(field) == "data_0")
            from_caffe_ = true;
        });
    }
  }

  void take_node(const ProtobufWalk::Field& node) {
    std::vector<std::string> inputs;
    std::string operation, output;
    std::optional<std::pair<TensorEntry, ByteRange>> constant;
    float epsilon = kUsualEpsilon;
    walk_.message(node, [&](const ProtobufWalk::Field& field) {
      if (field.number == onnx::Node::kOpTypeFieldNumber) operation = walk_.text(field);
      if (field.number == onnx::Node::kOutputFieldNumber && output.empty()) output = walk_.text(field);
      if (field.number == onnx::Node::kAttributeFieldNumber) {
        std::string attribute;
        walk_.message(field, [&](const ProtobufWalk::Field& part) {
          if (part.number == onnx::Attribute::kTFieldNumber) constant.emplace(entry_of(part), part.bytes);
          if (part.number == onnx::Attribute::kNameFieldNumber) attribute = walk_.text(part);
          if (part.number == onnx::Attribute::kFFieldNumber && attribute == "epsilon")
            epsilon = float_of(part.value);
        });
      }
      if (field.number == onnx::Node::kInputFieldNumber && inputs.size() < 5)
        inputs.push_back(walk_.text(field));
    });
    if (is_quantised(operation)) {
      refuse(source_.name(),
             base::format(
                 _("its graph holds %s: it is quantised; a model with floating-point weights is needed"),
                 in_quotes(operation).c_str()));
    }
    if (operation == "MaxPool" || operation == "AveragePool") {
      if (block_ < kLastBlock) file_.metadata_["pooling"] = operation == "MaxPool" ? "max" : "avg";
      ++block_;
      place_ = 0;
    }
    if (operation == "Constant" && constant) {
      constant->first.name = output;
      add(std::move(constant->first), constant->second);
    }
    const bool behind_convolution = std::exchange(behind_convolution_, operation == "Conv");
    if (block_ > kLastBlock) return;
    inputs.resize(5);
    if (operation == "Conv") {
      ++place_;
      rename("conv", {inputs[1], inputs[2]});
    } else if (operation == "BatchNormalization") {
      if (!behind_convolution || std::fabs(epsilon - kUsualEpsilon) > kUsualEpsilon / 100) {
        refuse(source_.name(),
               _("its graph normalises batches elsewhere than right behind convolutions, or with another "
                 "ε than 0.00001; a VGG without that is needed"));
      }
      rename("bn", {inputs[1], inputs[2], inputs[3], inputs[4]});
    }
  }

  // By the place in the network, once all tensors are known.
  void rename(const std::string& kind, const std::vector<std::string>& tensors) {
    constexpr std::array<const char*, 4> kEndings = {".weight", ".bias", ".running_mean", ".running_var"};
    check_count(renamings_.size());
    const std::string layer = kind + std::to_string(block_) + "_" + std::to_string(place_);
    for (std::size_t i = 0; i < tensors.size(); ++i) renamings_.push_back({tensors[i], layer + kEndings[i]});
  }

  TensorEntry entry_of(const ProtobufWalk::Field& tensor) {
    TensorEntry entry;
    const auto add_dimension = [&](std::uint64_t size) {
      if (entry.shape.size() == kMostDimensions) {
        refuse(source_.name(),
               base::format(_("it holds a tensor of more than %zu dimensions"), kMostDimensions));
      }
      entry.shape.push_back(size);
    };
    walk_.message(tensor, [&](const ProtobufWalk::Field& field) {
      if (field.number == onnx::Tensor::kNameFieldNumber) entry.name = walk_.text(field);
      if (field.number == onnx::Tensor::kDimsFieldNumber) walk_.numbers(field, add_dimension);
    });
    return entry;
  }

  void add(TensorEntry entry, const ByteRange& bytes) {
    check_count(file_.tensors_.size());
    file_.tensors_.push_back(std::move(entry));
    file_.stored_.push_back(bytes);
  }

  void check_count(std::size_t count) const {
    if (count < kMostTensors) return;
    refuse(source_.name(),
           base::format(_("it holds more than %zu tensors; a VGG has at most 38"), kMostTensors));
  }

  void name_by_place() {
    std::map<std::string, TensorEntry*> by_name;
    for (TensorEntry& tensor : file_.tensors_) by_name.emplace(tensor.name, &tensor);
    for (const auto& [own_name, name] : renamings_) {
      const auto found = by_name.find(own_name);
      if (found == by_name.end()) continue;  // missing, as the recognition will say
      // What descends from the networks' authors by way of Caffe or Keras calls its layers as they did.
      if (contains(own_name, "conv1_1") || contains(own_name, "block1_conv1")) from_caffe_ = true;
      found->second->name = name;
    }
    file_.metadata_["preprocessing"] = from_caffe_ ? "caffe" : "torch";
  }

  SourceFile& source_;
  ProtobufWalk walk_;
  OnnxFile& file_;
  std::vector<Renaming> renamings_;
  int block_ = 1;  // counted by the poolings
  int place_ = 0;  // within the block
  bool behind_convolution_ = false;
  bool from_caffe_ = false;
};

OnnxFile::OnnxFile(SourceFile& source) : source_(source) { Index(source, *this).build(); }

namespace {

NumberFormat format_of(int data_type, const std::string& file, const std::string& name) {
  switch (data_type) {
    case kFloat:
      return NumberFormat::kF32;
    case kFloat16:
      return NumberFormat::kF16;
    case kDouble:
      return NumberFormat::kF64;
    case kBfloat16:
      return NumberFormat::kBf16;
    default:
      refuse(file,
             base::format(
                 _("its tensor %s is of ONNX's data type %d; float, float16, bfloat16 and double are read"),
                 in_quotes(name).c_str(), data_type));
  }
}

// A number as text; none where it is something else.
std::optional<std::uint64_t> number_in(const std::string& text) {
  std::uint64_t number = 0;
  const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || rest != text.data() + text.size()) return std::nullopt;
  return number;
}

}  // namespace

std::string OnnxFile::bytes_elsewhere(const onnx::Tensor& tensor, std::size_t index,
                                      std::uint64_t value_bytes) const {
  std::uint64_t length = value_bytes;
  bool suits = true;
  for (const std::uint64_t size : tensors_[index].shape) {
    suits = suits && !__builtin_mul_overflow(length, size, &length);
  }
  std::string location;
  std::uint64_t offset = 0;
  for (const onnx::Entry& entry : tensor.external_data()) {
    if (entry.key() == "location") location = entry.value();
    const bool is_offset = entry.key() == "offset";
    if (!is_offset && entry.key() != "length") continue;
    const std::optional<std::uint64_t> number = number_in(entry.value());
    suits = suits && number && (is_offset || *number == length);
    if (is_offset) offset = number.value_or(0);
  }
  if (!suits) {
    refuse(source_.name(),
           base::format(_("where the values of its tensor %s are does not suit the shape %s"),
                        in_quotes(tensors_[index].name).c_str(), shape_text(tensors_[index].shape).c_str()));
  }
  return source_.beside(location).read(offset, length);
}

std::vector<float> OnnxFile::read(std::size_t index) {
  const std::string& name = tensors_[index].name;
  onnx::Tensor tensor;
  parse_message(source_, stored_[index], tensor);
  const NumberFormat format = format_of(tensor.data_type(), source_.name(), name);
  if (tensor.data_location() != 0)
    return decode_numbers(format, bytes_elsewhere(tensor, index, bytes_of(format)));
  if (tensor.has_raw_data()) return decode_numbers(format, tensor.raw_data());
  std::vector<float> values;
  switch (format) {
    case NumberFormat::kF32:
      return {tensor.float_data().begin(), tensor.float_data().end()};
    case NumberFormat::kF64:
      std::transform(tensor.double_data().begin(), tensor.double_data().end(), std::back_inserter(values),
                     to_float);
      return values;
    case NumberFormat::kF16:
    case NumberFormat::kBf16:
      break;
  }
  values.reserve(static_cast<std::size_t>(tensor.int32_data_size()));
  for (const std::int32_t bits : tensor.int32_data()) {
    const unsigned char bytes[] = {static_cast<unsigned char>(bits & 0xFF),
                                   static_cast<unsigned char>(bits >> 8 & 0xFF)};
    values.push_back(decode_number(format, bytes));
  }
  return values;
}

}  // namespace weights
