#include "files/keras/keras_file.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/translation.h"
#include "files/file_error.h"

namespace weights {
namespace {

constexpr std::size_t kMostObjects = 10000;
constexpr std::size_t kLongestPath = 1024;
constexpr int kDeepest = 12;
constexpr const char* kModelWeights = "model_weights";
constexpr int kMostDimensions = 8;
// gzip shrinks real weights by a tenth; the most it can is a thousand times.
constexpr std::uint64_t kMostUnpacking = 32;

herr_t take_link(hid_t, const char* name, const H5L_info_t* link, void* names) {
  auto& taken = *static_cast<std::vector<std::string>*>(names);
  if (taken.size() == kMostObjects) return -1;
  if (link->type == H5L_TYPE_HARD) taken.emplace_back(name);
  return 0;
}

// As h5py writes NumPy's float16, which HDF5 1.10 has no name for.
Hdf5Handle half_type() {
  Hdf5Handle type(H5Tcopy(H5T_IEEE_F32LE), H5Tclose);
  H5Tset_fields(type.get(), 15, 10, 5, 0, 10);
  H5Tset_size(type.get(), 2);
  H5Tset_ebias(type.get(), 15);
  return type;
}

bool is_read(const Hdf5Handle& type) {
  const Hdf5Handle half = half_type();
  for (const hid_t known : {H5T_IEEE_F32LE, H5T_IEEE_F64LE, H5T_IEEE_F32BE, H5T_IEEE_F64BE, half.get()}) {
    if (H5Tequal(type.get(), known) > 0) return true;
  }
  return false;
}

// The filters, 3×3, of a convolution that Theano's users kept as OIHW.
bool in_theanos_order(const std::vector<std::uint64_t>& shape) {
  return shape.size() == 4 && shape[2] == 3 && shape[3] == 3 && (shape[0] != 3 || shape[1] != 3);
}

std::vector<std::uint64_t> shape_of(const Hdf5Handle& dataset) {
  const Hdf5Handle space(H5Dget_space(dataset.get()), H5Sclose);
  const int dimensions = H5Sget_simple_extent_ndims(space.get());
  if (dimensions < 0 || dimensions > kMostDimensions) return {};
  std::vector<hsize_t> sizes(static_cast<std::size_t>(dimensions));
  H5Sget_simple_extent_dims(space.get(), sizes.data(), nullptr);
  return {sizes.begin(), sizes.end()};
}

// Bytes of a dataset when unpacked; nothing where they are more than can be counted.
std::optional<std::uint64_t> unpacked_bytes(const std::vector<std::uint64_t>& shape,
                                            std::uint64_t value_bytes) {
  std::uint64_t bytes = value_bytes;
  for (const std::uint64_t size : shape) {
    if (__builtin_mul_overflow(bytes, size, &bytes)) return std::nullopt;
  }
  return bytes;
}

}  // namespace

KerasFile::KerasFile(SourceFile& source)
    : KerasFile(
          {source.name(), source.size(), [&source](std::uint64_t offset, std::size_t length, char* bytes) {
             source.read(offset, length, bytes);
           }}) {}

KerasFile::KerasFile(Hdf5Bytes bytes) : bytes_(std::move(bytes)), file_(open_hdf5(bytes_)) {
  if (!file_.valid()) refuse(bytes_.file, _("HDF5 cannot read the file; it is damaged or cut off"));
  if (bytes_.file.find("th_kernels") != std::string::npos) {
    refuse(bytes_.file,
           _("by its name the file holds filters turned for Theano; one with tf_kernels is needed"));
  }
  // Beside the weights of a whole model lies what its optimiser remembers, under the same names.
  const bool whole_model = H5Lexists(file_.get(), kModelWeights, H5P_DEFAULT) > 0;
  list_group(whole_model ? kModelWeights : ".", 0);
}

void KerasFile::list_group(const std::string& path, int depth) {
  const Hdf5Handle group(H5Gopen2(file_.get(), path.c_str(), H5P_DEFAULT), H5Gclose);
  std::vector<std::string> names;
  if (!group.valid() || H5Literate(group.get(), H5_INDEX_NAME, H5_ITER_INC, nullptr, take_link, &names) < 0) {
    refuse(bytes_.file,
           base::format(_("its group %s cannot be read; the file is damaged"), in_quotes(path).c_str()));
  }
  for (const std::string& name : names) {
    if (++objects_ > kMostObjects) {
      refuse(bytes_.file,
             base::format(_("it holds more than %zu objects; the weights of a VGG are fewer than 100"),
                          kMostObjects));
    }
    const std::string inner = path == "." ? name : std::string(path).append("/").append(name);
    if (inner.size() > kLongestPath) refuse(bytes_.file, _("its groups have too long names"));
    const Hdf5Handle object(H5Oopen(group.get(), name.c_str(), H5P_DEFAULT), H5Oclose);
    switch (H5Iget_type(object.get())) {
      case H5I_GROUP:
        if (depth == kDeepest) refuse(bytes_.file, _("its groups are nested too deeply"));
        list_group(inner, depth + 1);
        break;
      case H5I_DATASET:
        list_dataset(inner, object);
        break;
      default:  // damaged, or of a kind that holds no weights; what is missed the recognition will tell
        break;
    }
  }
}

void KerasFile::list_dataset(const std::string& path, const Hdf5Handle& dataset) {
  TensorEntry entry{path, shape_of(dataset)};
  if (in_theanos_order(entry.shape)) {
    refuse(bytes_.file, base::format(_("its tensor %s has the shape %s, which is Theano's order; filters in "
                                       "TensorFlow's, [3, 3, in, out], are needed"),
                                     in_quotes(path).c_str(), shape_text(entry.shape).c_str()));
  }
  tensors_.push_back(std::move(entry));
}

std::vector<float> KerasFile::read(std::size_t index) {
  const std::string& path = tensors_[index].name;
  const Hdf5Handle dataset(H5Dopen2(file_.get(), path.c_str(), H5P_DEFAULT), H5Dclose);
  if (!dataset.valid()) refuse_tensor(path, _("its tensor %s cannot be read; the file is damaged"));
  const std::uint64_t bytes = check_storage(path, dataset);
  const Hdf5Handle type(H5Dget_type(dataset.get()), H5Tclose);
  std::vector<float> values(bytes / H5Tget_size(type.get()));
  if (H5Dread(dataset.get(), H5T_NATIVE_FLOAT, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()) < 0) {
    refuse_tensor(path, _("its tensor %s cannot be read; the file is damaged"));
  }
  return values;
}

std::uint64_t KerasFile::check_storage(const std::string& path, const Hdf5Handle& dataset) const {
  const Hdf5Handle type(H5Dget_type(dataset.get()), H5Tclose);
  if (!is_read(type))
    refuse_tensor(path, _("its tensor %s does not hold float16, float32 or float64, which are read"));
  const Hdf5Handle how(H5Dget_create_plist(dataset.get()), H5Pclose);
  const H5D_layout_t layout = H5Pget_layout(how.get());
  const bool chunked = layout == H5D_CHUNKED;
  if ((!chunked && layout != H5D_CONTIGUOUS && layout != H5D_COMPACT) ||
      H5Pget_external_count(how.get()) != 0) {
    refuse_tensor(
        path,
        _("its tensor %s keeps its values in another file; a file that holds all of its weights is needed"));
  }
  const std::uint64_t value_bytes = H5Tget_size(type.get());
  const std::vector<std::uint64_t> shape = shape_of(dataset);
  const std::optional<std::uint64_t> bytes = unpacked_bytes(shape, value_bytes);
  const std::uint64_t stored = std::min<std::uint64_t>(H5Dget_storage_size(dataset.get()), bytes_.size);
  if (!bytes || *bytes / (chunked ? kMostUnpacking : 1) > stored) {
    refuse(bytes_.file, base::format(_("its tensor %s has the shape %s but only %ju bytes"),
                                     in_quotes(path).c_str(), shape_text(shape).c_str(), stored));
  }
  if (chunked) check_chunks(path, how, *bytes / value_bytes);
  return *bytes;
}

// Chunks are unpacked whole, and by filters that may be any program.
void KerasFile::check_chunks(const std::string& path, const Hdf5Handle& how, std::uint64_t values) const {
  hsize_t sizes[kMostDimensions];
  const int dimensions = H5Pget_chunk(how.get(), kMostDimensions, sizes);
  std::optional<std::uint64_t> chunk;
  if (dimensions > 0 && dimensions <= kMostDimensions) chunk = unpacked_bytes({sizes, sizes + dimensions}, 1);
  if (!chunk || *chunk > values)
    refuse_tensor(path, _("its tensor %s lies in pieces greater than itself; the file is damaged"));
  const int filters = H5Pget_nfilters(how.get());
  for (int i = 0; i < filters; ++i) {
    unsigned flags = 0;
    std::size_t parameters = 0;
    const H5Z_filter_t filter = H5Pget_filter2(how.get(), static_cast<unsigned>(i), &flags, &parameters,
                                               nullptr, 0, nullptr, nullptr);
    if (filter != H5Z_FILTER_DEFLATE && filter != H5Z_FILTER_SHUFFLE && filter != H5Z_FILTER_FLETCHER32) {
      refuse(bytes_.file,
             base::format(_("its tensor %s is packed by HDF5's filter %d; gzip and shuffle are read"),
                          in_quotes(path).c_str(), static_cast<int>(filter)));
    }
  }
}

void KerasFile::refuse_tensor(const std::string& path, const char* sentence) const {
  refuse(bytes_.file, base::format(sentence, in_quotes(path).c_str()));
}

}  // namespace weights
