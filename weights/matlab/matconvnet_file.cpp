#include "matconvnet_file.h"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <iterator>
#include <limits>
#include <optional>

#include "base/translation.h"
#include "file_error.h"
#include "number_formats.h"

namespace weights {
namespace {

constexpr std::size_t kMostLayers = 1000;
constexpr std::size_t kLongestName = 1024;
constexpr int kMostDimensions = 8;
// zlib shrinks real weights by a tenth; the most it can is a thousand times.
constexpr std::uint64_t kMostUnpacking = 32;

// The number of values; nothing where there are none or more than can be counted.
std::optional<std::uint64_t> count_of(const matvar_t& variable) {
  if (variable.rank < 1 || variable.rank > kMostDimensions || variable.dims == nullptr) return std::nullopt;
  std::uint64_t count = 1;
  for (int i = 0; i < variable.rank; ++i) {
    if (__builtin_mul_overflow(count, std::uint64_t{variable.dims[i]}, &count)) return std::nullopt;
  }
  return count;
}

// libmatio gives structures and lists without contents where they are damaged, and falls over them.
bool has_contents(const matvar_t* variable) { return variable != nullptr && variable->data != nullptr; }

matvar_t* field(matvar_t* structure, const char* name) {
  if (!has_contents(structure) || structure->class_type != MAT_C_STRUCT || count_of(*structure) != 1)
    return nullptr;
  const char* const* names = Mat_VarGetStructFieldnames(structure);
  const unsigned count = Mat_VarGetNumberOfFields(structure);
  for (unsigned i = 0; names != nullptr && i < count; ++i) {
    if (names[i] != nullptr && std::strcmp(names[i], name) == 0) {
      return Mat_VarGetStructFieldByIndex(structure, i, 0);
    }
  }
  return nullptr;
}

matvar_t* cell(matvar_t* list, std::size_t index) {
  if (!has_contents(list) || list->class_type != MAT_C_CELL || count_of(*list).value_or(0) <= index)
    return nullptr;
  return Mat_VarGetCell(list, static_cast<int>(index));
}

// MATLAB leaves out dimensions of 1 at the end. Four of them are filters, height × width × in × out.
std::vector<std::uint64_t> shape_of(const matvar_t& variable, bool filters) {
  std::vector<std::uint64_t> sizes(variable.dims, variable.dims + variable.rank);
  if (!filters) return sizes;
  sizes.resize(std::max<std::size_t>(sizes.size(), 4), 1);
  if (sizes.size() == 4) return {sizes[3], sizes[2], sizes[0], sizes[1]};
  return sizes;
}

// Filters whose first dimension varies fastest, to OIHW.
std::vector<float> out_in_height_width(const std::vector<float>& values,
                                       const std::vector<std::uint64_t>& shape) {
  const std::uint64_t height = shape[2], width = shape[3];
  std::vector<float> turned(values.size());
  for (std::size_t filter = 0; filter < shape[0] * shape[1]; ++filter) {
    const std::size_t begin = filter * height * width;
    for (std::size_t y = 0; y < height; ++y) {
      for (std::size_t x = 0; x < width; ++x) turned[begin + y * width + x] = values[begin + x * height + y];
    }
  }
  return turned;
}

}  // namespace

MatconvnetFile::MatconvnetFile(SourceFile& source) : file_(source.name()), size_(source.size()) {
  if (source.start(10) == "MATLAB 7.3") {
    refuse(file_, _("this is a MATLAB file of version 7.3; save the model with -v7 to have it read"));
  }
  mat_.reset(Mat_Open(file_.c_str(), MAT_ACC_RDONLY));
  if (mat_ == nullptr) refuse(file_, _("libmatio cannot read the file; it is damaged or cut off"));
  layers_.reset(Mat_VarReadInfo(mat_.get(), "layers"));
  const std::uint64_t count =
      layers_ != nullptr && layers_->class_type == MAT_C_CELL ? count_of(*layers_).value_or(0) : 0;
  if (count == 0) refuse(file_, _("it holds no list of layers; a MatConvNet model of a VGG is needed"));
  if (count > kMostLayers) {
    refuse(file_, base::format(_("it holds %ju layers; at most %zu are read"), count, kMostLayers));
  }
  for (std::size_t i = 0; i < count; ++i) {
    matvar_t* const layer = cell(layers_.get(), i);
    if (!has_contents(layer))
      refuse(file_, base::format(_("its layer %zu cannot be read; it is damaged or cut off"), i + 1));
    list_layer(*layer);
  }
  find_mean();
}

void MatconvnetFile::list_layer(matvar_t& layer) {
  const std::string name = text(field(&layer, "name"));
  matvar_t* const weights = field(&layer, "weights");
  matvar_t* const filters = weights != nullptr ? cell(weights, 0) : field(&layer, "filters");
  matvar_t* const biases = weights != nullptr ? cell(weights, 1) : field(&layer, "biases");
  list_tensor(filters, name + ".weight");
  list_tensor(biases, name + ".bias");
}

void MatconvnetFile::list_tensor(matvar_t* tensor, const std::string& name) {
  if (tensor == nullptr || !count_of(*tensor)) return;
  tensors_.push_back({name, shape_of(*tensor, name.back() == 't')});
  stored_.push_back(tensor);
}

std::vector<float> MatconvnetFile::read(std::size_t index) {
  std::vector<float> values = numbers(*stored_[index], tensors_[index].name);
  const std::vector<std::uint64_t>& shape = tensors_[index].shape;
  return shape.size() == 4 ? out_in_height_width(values, shape) : values;
}

std::vector<float> MatconvnetFile::numbers(matvar_t& variable, const std::string& name) {
  const std::string quoted = in_quotes(name);
  const bool single = variable.class_type == MAT_C_SINGLE;
  if ((!single && variable.class_type != MAT_C_DOUBLE) || variable.isComplex != 0) {
    refuse(file_, base::format(_("its tensor %s does not hold single or double numbers, which are read"),
                               quoted.c_str()));
  }
  const std::uint64_t count = count_of(variable).value_or(std::numeric_limits<std::uint64_t>::max());
  if (count > static_cast<std::uint64_t>(std::numeric_limits<int>::max()) || count / kMostUnpacking > size_) {
    refuse(file_, base::format(_("its tensor %s has the shape %s, too much for the file's %ju bytes"),
                               quoted.c_str(), shape_text(shape_of(variable, false)).c_str(), size_));
  }
  const auto read = [&](void* values) {
    if (count != 0 &&
        Mat_VarReadDataLinear(mat_.get(), &variable, values, 0, 1, static_cast<int>(count)) != 0) {
      refuse(file_, base::format(_("its tensor %s cannot be read; the file is damaged"), quoted.c_str()));
    }
  };
  std::vector<float> values(count);
  if (single) {
    read(values.data());
  } else {
    std::vector<double> wide(count);
    read(wide.data());
    std::transform(wide.begin(), wide.end(), values.begin(), to_float);
  }
  return values;
}

std::string MatconvnetFile::text(matvar_t* variable) {
  if (variable == nullptr || variable->class_type != MAT_C_CHAR) return "";
  const std::uint64_t count = count_of(*variable).value_or(0);
  if (count == 0 || count > kLongestName || Mat_VarReadDataAll(mat_.get(), variable) != 0) return "";
  if (variable->data == nullptr || variable->data_size < 1) return "";
  std::string text;
  const auto* bytes = static_cast<const unsigned char*>(variable->data);
  for (std::size_t i = 0; i < variable->nbytes; i += static_cast<std::size_t>(variable->data_size)) {
    text += static_cast<char>(bytes[i]);
  }
  return text;
}

matvar_t* MatconvnetFile::average_image() {
  normalization_.reset(Mat_VarReadInfo(mat_.get(), "meta"));
  matvar_t* const normalization = field(normalization_.get(), "normalization");
  if (normalization != nullptr) return field(normalization, "averageImage");
  normalization_.reset(Mat_VarReadInfo(mat_.get(), "normalization"));
  return field(normalization_.get(), "averageImage");
}

// MATLAB's pictures are RGB of 0…255; the average one has all pixels, or one.
void MatconvnetFile::find_mean() {
  metadata_ = {{"preprocessing", "caffe"}, {"input", "rgb"}, {"mean", "123.68,116.779,103.939"}};
  matvar_t* const average = average_image();
  if (average == nullptr) return;
  const std::vector<float> values = numbers(*average, "averageImage");
  if (values.empty() || values.size() % 3 != 0) return;
  const std::size_t pixels = values.size() / 3;
  std::string means;
  for (std::size_t c = 0; c < 3; ++c) {
    double sum = 0;
    for (std::size_t i = 0; i < pixels; ++i) sum += values[c * pixels + i];
    char digits[32];
    const auto end =
        std::to_chars(digits, std::end(digits), static_cast<float>(sum / static_cast<double>(pixels)));
    means.append(c == 0 ? "" : ",").append(digits, end.ptr);
  }
  metadata_["mean"] = means;
}

}  // namespace weights
