#include "files/safetensors/safetensors_header.h"

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>

#include "base/translation.h"
#include "files/file_error.h"

namespace weights {
namespace {

constexpr std::size_t kMostDimensions = 8;
constexpr std::size_t kLongestNumber = 60;  // in messages
constexpr const char* kMetadata = "__metadata__";

// Receives the JSON's events; `place_` is where in the format's fixed three levels the next one belongs.
class HeaderEvents : public nlohmann::json_sax<nlohmann::json> {
 public:
  HeaderEvents(SafetensorsHeader& header, const std::string& file) : header_(header), file_(file) {}

  bool start_object(std::size_t) override {
    if (place_ == Place::kStart) {
      place_ = Place::kTop;
    } else if (place_ == Place::kTop && key_ == kMetadata) {
      if (metadata_seen_) refuse(file_, _("its header holds __metadata__ twice"));
      metadata_seen_ = true;
      place_ = Place::kMetadata;
    } else if (place_ == Place::kTop) {
      if (header_.tensors.count(key_) != 0) {
        refuse(file_, base::format(_("its header holds the tensor %s twice"), in_quotes(key_).c_str()));
      }
      tensor_ = SafetensorsTensor();
      tensor_.name = key_;
      dtype_seen_ = shape_seen_ = offsets_seen_ = false;
      place_ = Place::kTensor;
    } else {
      unexpected("{…}");
    }
    return true;
  }

  bool end_object() override {
    if (place_ == Place::kTensor) {
      if (!dtype_seen_ || !shape_seen_ || !offsets_seen_) {
        refuse(file_, base::format(_("its header lacks dtype, shape or data_offsets of tensor %s"),
                                   in_quotes(tensor_.name).c_str()));
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
      refuse(
          file_,
          base::format(_("its header has the entry %s in tensor %s; dtype, shape and data_offsets are right"),
                       in_quotes(text).c_str(), in_quotes(tensor_.name).c_str()));
    }
    (place_ == Place::kTop ? key_ : inner_key_) = text;
    return true;
  }

  bool string(std::string& text) override {
    if (place_ == Place::kMetadata) {
      if (!header_.metadata.emplace(inner_key_, text).second) {
        refuse(file_, base::format(_("its metadata hold %s twice"), in_quotes(inner_key_).c_str()));
      }
    } else if (place_ == Place::kTensor && inner_key_ == "dtype") {
      first_time(dtype_seen_);
      tensor_.dtype = text;
    } else {
      unexpected(in_quotes(text));
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
      unexpected("[…]");
    }
    return true;
  }

  bool end_array() override {
    if (place_ == Place::kOffsets) {
      if (offsets_.size() != 2) {
        refuse(file_, base::format(_("data_offsets of tensor %s are not two numbers"),
                                   in_quotes(tensor_.name).c_str()));
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
        refuse(file_, base::format(_("tensor %s has more than %zu dimensions"),
                                   in_quotes(tensor_.name).c_str(), kMostDimensions));
      }
      tensor_.shape.push_back(value);
    } else if (place_ == Place::kOffsets && offsets_.size() < 2) {
      offsets_.push_back(value);
    } else {
      unexpected(std::to_string(value));
    }
    return true;
  }

  bool number_integer(number_integer_t value) override { return unexpected(std::to_string(value)); }
  bool number_float(number_float_t, const std::string& text) override {
    return unexpected(text.substr(0, kLongestNumber));
  }
  bool null() override { return unexpected("null"); }
  bool boolean(bool value) override { return unexpected(value ? "true" : "false"); }
  bool binary(nlohmann::json::binary_t&) override { return unexpected("binary data"); }

  bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception&) override {
    refuse(file_,
           base::format(
               _("its header is not valid JSON at byte %zu; the file is damaged or no safetensors file"),
               position));
  }

 private:
  enum class Place { kStart, kTop, kMetadata, kTensor, kShape, kOffsets };

  // `value`: as JSON has it. The first one is an object, so the place is within that.
  bool unexpected(const std::string& value) {
    const std::string tensor = in_quotes(tensor_.name);
    switch (place_) {
      case Place::kMetadata:
        refuse(file_, base::format(
                          _("its header has %s as metadata %s, which the safetensors format does not allow"),
                          value.c_str(), in_quotes(inner_key_).c_str()));
      case Place::kTensor:
      case Place::kOffsets:
        refuse(file_,
               base::format(
                   _("its header has %s as %s of tensor %s, which the safetensors format does not allow"),
                   value.c_str(), inner_key_.c_str(), tensor.c_str()));
      case Place::kShape:
        refuse(
            file_,
            base::format(
                _("its header has %s as the shape of tensor %s, which the safetensors format does not allow"),
                value.c_str(), tensor.c_str()));
      default:
        refuse(file_, base::format(_("its header has %s as %s, which the safetensors format does not allow"),
                                   value.c_str(), in_quotes(key_).c_str()));
    }
  }

  void first_time(bool& seen) {
    if (seen)
      refuse(file_, base::format(_("its header holds %s of tensor %s twice"), inner_key_.c_str(),
                                 in_quotes(tensor_.name).c_str()));
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
      refuse(file, base::format(_("tensor %s has the impossible shape %s"), in_quotes(tensor.name).c_str(),
                                shape_text(tensor.shape).c_str()));
    }
    bytes *= size;
  }
  if (bytes != tensor.end - tensor.begin) {
    refuse(file, base::format(_("tensor %s takes %ju bytes where its shape %s of %s needs %ju"),
                              in_quotes(tensor.name).c_str(), tensor.end - tensor.begin,
                              shape_text(tensor.shape).c_str(), tensor.dtype.c_str(), bytes));
  }
}

void check_layout(const SafetensorsHeader& header, std::uint64_t data_size, const std::string& file) {
  std::vector<const SafetensorsTensor*> in_order;
  for (const auto& [name, tensor] : header.tensors) {
    if (tensor.begin > tensor.end) {
      refuse(file, base::format(_("tensor %s ends at byte %ju, before it begins at byte %ju"),
                                in_quotes(name).c_str(), tensor.end, tensor.begin));
    }
    if (tensor.end > data_size) {
      refuse(file, base::format(_("tensor %s ends at byte %ju of the data, of which the file has %ju; it is "
                                  "damaged or cut off"),
                                in_quotes(name).c_str(), tensor.end, data_size));
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
      refuse(file, base::format(_("tensor %s overlaps the one before it at byte %ju of the data"),
                                in_quotes(tensor->name).c_str(), tensor->begin));
    }
    if (tensor->begin > filled) {
      refuse(file, base::format(_("%ju bytes before tensor %s belong to no tensor; the file is damaged"),
                                tensor->begin - filled, in_quotes(tensor->name).c_str()));
    }
    filled = tensor->end;
  }
  if (filled != data_size) {
    refuse(file, base::format(_("%ju bytes after the last tensor belong to no tensor; the file is damaged"),
                              data_size - filled));
  }
}

}  // namespace

SafetensorsHeader parse_safetensors_header(const std::string& json, std::uint64_t data_size,
                                           const std::string& file) {
  if (json.empty() || json.front() != '{') {
    refuse(file, _("its header does not begin with \"{\"; the file is damaged or no safetensors file"));
  }
  const std::size_t zero = json.find('\0');  // where the JSON library would stop reading and be content
  if (zero != std::string::npos) {
    refuse(file, base::format(_("its header holds a zero at byte %zu; the file is damaged"), zero + 1));
  }
  SafetensorsHeader header;
  HeaderEvents events(header, file);
  nlohmann::json::sax_parse(json, &events);
  check_layout(header, data_size, file);
  return header;
}

}  // namespace weights
