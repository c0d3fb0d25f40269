#include "safetensors_header.h"

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>

#include "file_error.h"

namespace weights {
namespace {

constexpr std::size_t kMostDimensions = 8;
constexpr const char* kMetadata = "__metadata__";

// Receives the JSON's events; `place_` is where in the format's fixed three levels the next one belongs.
class HeaderEvents : public nlohmann::json_sax<nlohmann::json> {
 public:
  HeaderEvents(SafetensorsHeader& header, const std::string& file) : header_(header), file_(file) {}

  bool start_object(std::size_t) override {
    if (place_ == Place::kStart) {
      place_ = Place::kTop;
    } else if (place_ == Place::kTop && key_ == kMetadata) {
      if (metadata_seen_) refuse(file_, "its header holds __metadata__ twice");
      metadata_seen_ = true;
      place_ = Place::kMetadata;
    } else if (place_ == Place::kTop) {
      if (header_.tensors.count(key_) != 0) {
        refuse(file_, "its header holds the tensor " + in_quotes(key_) + " twice");
      }
      tensor_ = SafetensorsTensor();
      tensor_.name = key_;
      dtype_seen_ = shape_seen_ = offsets_seen_ = false;
      place_ = Place::kTensor;
    } else {
      unexpected("an object");
    }
    return true;
  }

  bool end_object() override {
    if (place_ == Place::kTensor) {
      if (!dtype_seen_ || !shape_seen_ || !offsets_seen_) {
        refuse(file_, "its header lacks dtype, shape or data_offsets of tensor " + in_quotes(tensor_.name));
      }
      header_.tensors.emplace(tensor_.name, std::move(tensor_));
      place_ = Place::kTop;
    } else if (place_ == Place::kMetadata) {
      place_ = Place::kTop;
    }
    return true;
  }

  bool key(std::string& text) override {
    if (place_ == Place::kTensor && text != "dtype" && text != "shape" && text != "data_offsets") {
      refuse(file_, "its header has the entry " + in_quotes(text) + " in tensor " + in_quotes(tensor_.name) +
                        "; dtype, shape and data_offsets are right");
    }
    (place_ == Place::kTop ? key_ : inner_key_) = text;
    return true;
  }

  bool string(std::string& text) override {
    if (place_ == Place::kMetadata) {
      if (!header_.metadata.emplace(inner_key_, text).second) {
        refuse(file_, "its metadata hold " + in_quotes(inner_key_) + " twice");
      }
    } else if (place_ == Place::kTensor && inner_key_ == "dtype") {
      first_time(dtype_seen_);
      tensor_.dtype = text;
    } else {
      unexpected("the text " + in_quotes(text));
    }
    return true;
  }

  bool start_array(std::size_t) override {
    if (place_ == Place::kTensor && inner_key_ == "shape") {
      first_time(shape_seen_);
      place_ = Place::kShape;
    } else if (place_ == Place::kTensor && inner_key_ == "data_offsets") {
      first_time(offsets_seen_);
      offsets_.clear();
      place_ = Place::kOffsets;
    } else {
      unexpected("a list");
    }
    return true;
  }

  bool end_array() override {
    if (place_ == Place::kOffsets) {
      if (offsets_.size() != 2) {
        refuse(file_, "data_offsets of tensor " + in_quotes(tensor_.name) + " are not two numbers");
      }
      tensor_.begin = offsets_[0];
      tensor_.end = offsets_[1];
    }
    place_ = Place::kTensor;
    return true;
  }

  bool number_unsigned(number_unsigned_t value) override {
    if (place_ == Place::kShape) {
      if (tensor_.shape.size() == kMostDimensions) {
        refuse(file_, "tensor " + in_quotes(tensor_.name) + " has more than " +
                          std::to_string(kMostDimensions) + " dimensions");
      }
      tensor_.shape.push_back(value);
    } else if (place_ == Place::kOffsets && offsets_.size() < 2) {
      offsets_.push_back(value);
    } else {
      unexpected("the number " + std::to_string(value));
    }
    return true;
  }

  bool number_integer(number_integer_t value) override {
    return unexpected("the number " + std::to_string(value));
  }
  bool number_float(number_float_t, const std::string& text) override {
    return unexpected("the number " + in_quotes(text));
  }
  bool null() override { return unexpected("null"); }
  bool boolean(bool value) override { return unexpected(value ? "true" : "false"); }
  bool binary(nlohmann::json::binary_t&) override { return unexpected("binary data"); }

  bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception&) override {
    refuse(file_, "its header is not valid JSON at byte " + std::to_string(position) +
                      "; the file is damaged or no safetensors file");
  }

 private:
  enum class Place { kStart, kTop, kMetadata, kTensor, kShape, kOffsets };

  bool unexpected(const std::string& what) {
    std::string where = "the header";
    if (place_ == Place::kTop) where = in_quotes(key_);
    if (place_ == Place::kMetadata) where = "metadata " + in_quotes(inner_key_);
    if (place_ == Place::kTensor) where = inner_key_ + " of tensor " + in_quotes(tensor_.name);
    if (place_ == Place::kShape) where = "the shape of tensor " + in_quotes(tensor_.name);
    if (place_ == Place::kOffsets) where = "data_offsets of tensor " + in_quotes(tensor_.name);
    refuse(file_,
           "its header has " + what + " as " + where + ", which the safetensors format does not allow");
  }

  void first_time(bool& seen) {
    if (seen)
      refuse(file_, "its header holds " + inner_key_ + " of tensor " + in_quotes(tensor_.name) + " twice");
    seen = true;
  }

  SafetensorsHeader& header_;
  const std::string& file_;
  Place place_ = Place::kStart;
  std::string key_;
  std::string inner_key_;
  SafetensorsTensor tensor_;
  std::vector<std::uint64_t> offsets_;
  bool metadata_seen_ = false;
  bool dtype_seen_ = false;
  bool shape_seen_ = false;
  bool offsets_seen_ = false;
};

// 0 for a dtype that is not known: such a tensor cannot be one of ours and its size is its own matter.
std::uint64_t bytes_of_dtype(const std::string& dtype) {
  static const std::map<std::string, std::uint64_t> sizes = {
      {"BOOL", 1}, {"U8", 1},  {"I8", 1},  {"F8_E4M3", 1}, {"F8_E5M2", 1}, {"U16", 2}, {"I16", 2}, {"F16", 2},
      {"BF16", 2}, {"U32", 4}, {"I32", 4}, {"F32", 4},     {"U64", 8},     {"I64", 8}, {"F64", 8}};
  const auto found = sizes.find(dtype);
  return found == sizes.end() ? 0 : found->second;
}

void check_size(const SafetensorsTensor& tensor, const std::string& file) {
  std::uint64_t bytes = bytes_of_dtype(tensor.dtype);
  if (bytes == 0) return;
  for (const std::uint64_t size : tensor.shape) {
    if (size != 0 && bytes > std::numeric_limits<std::uint64_t>::max() / size) {
      refuse(file,
             "tensor " + in_quotes(tensor.name) + " has the impossible shape " + shape_text(tensor.shape));
    }
    bytes *= size;
  }
  if (bytes != tensor.end - tensor.begin) {
    refuse(file, "tensor " + in_quotes(tensor.name) + " takes " + std::to_string(tensor.end - tensor.begin) +
                     " bytes where its shape " + shape_text(tensor.shape) + " of " + tensor.dtype +
                     " needs " + std::to_string(bytes));
  }
}

void check_layout(const SafetensorsHeader& header, std::uint64_t data_size, const std::string& file) {
  std::vector<const SafetensorsTensor*> in_order;
  for (const auto& [name, tensor] : header.tensors) {
    if (tensor.begin > tensor.end) {
      refuse(file, "tensor " + in_quotes(name) + " ends at byte " + std::to_string(tensor.end) +
                       ", before it begins at byte " + std::to_string(tensor.begin));
    }
    if (tensor.end > data_size) {
      refuse(file, "tensor " + in_quotes(name) + " ends at byte " + std::to_string(tensor.end) +
                       " of the data, of which the file has " + std::to_string(data_size) +
                       "; it is damaged or cut off");
    }
    check_size(tensor, file);
    in_order.push_back(&tensor);
  }
  std::sort(in_order.begin(), in_order.end(), [](const SafetensorsTensor* a, const SafetensorsTensor* b) {
    return a->begin != b->begin ? a->begin < b->begin : a->end < b->end;
  });
  std::uint64_t filled = 0;
  for (const SafetensorsTensor* tensor : in_order) {
    if (tensor->begin < filled) {
      refuse(file, "tensor " + in_quotes(tensor->name) + " overlaps the one before it at byte " +
                       std::to_string(tensor->begin) + " of the data");
    }
    if (tensor->begin > filled) {
      refuse(file, std::to_string(tensor->begin - filled) + " bytes before tensor " +
                       in_quotes(tensor->name) + " belong to no tensor; the file is damaged");
    }
    filled = tensor->end;
  }
  if (filled != data_size) {
    refuse(file, std::to_string(data_size - filled) +
                     " bytes after the last tensor belong to no tensor; the file is damaged");
  }
}

}  // namespace

SafetensorsHeader parse_safetensors_header(const std::string& json, std::uint64_t data_size,
                                           const std::string& file) {
  if (json.empty() || json.front() != '{') {
    refuse(file, "its header does not begin with \"{\"; the file is damaged or no safetensors file");
  }
  const std::size_t zero = json.find('\0');  // where the JSON library would stop reading and be content
  if (zero != std::string::npos) {
    refuse(file, "its header holds a zero at byte " + std::to_string(zero + 1) + "; the file is damaged");
  }
  SafetensorsHeader header;
  HeaderEvents events(header, file);
  nlohmann::json::sax_parse(json, &events);
  check_layout(header, data_size, file);
  return header;
}

}  // namespace weights
