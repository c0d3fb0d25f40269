#include "containers.h"

#include <algorithm>
#include <cctype>
#include <string>
#include <string_view>

#include "file_error.h"
#include "safetensors_file.h"

namespace weights {
namespace {

using Reader = std::unique_ptr<TensorFile> (*)(SourceFile&);

template <typename File>
std::unique_ptr<TensorFile> open(SourceFile& source) {
  return std::make_unique<File>(source);
}

constexpr const char* kReadFormats = "safetensors files";

struct Container {
  const char* words;        // that follow "this is"
  std::string_view magic;   // first bytes; empty: by name alone
  std::string_view ending;  // of the name; empty: by magic alone
  Reader reader = nullptr;  // none: not read
};

constexpr std::size_t kLongestMagic = 8;

// The first that fits is taken.
constexpr Container kContainers[] = {
    {"a Keras file", "PK\x03\x04", ".keras"},
    {"a PyTorch file (zip and pickle)", "PK\x03\x04", ".pth"},
    {"a PyTorch file (zip and pickle)", "PK\x03\x04", ".pt"},
    {"a PyTorch file (zip and pickle)", "PK\x03\x04", ".bin"},
    {"a zip archive", "PK\x03\x04", ""},
    {"a PyTorch file (pickle)", "\x80\x02\x8A\x0A", ""},
    {"an HDF5 file (Keras)", "\x89HDF", ""},
    {"a MATLAB file", "MATLAB", ""},
    {"an ONNX file", "", ".onnx"},
    {"a Caffe file", "", ".caffemodel"},
    {"a Caffe file", "", ".prototxt"},
    {"a NumPy file", "\x93NUMPY", ""},
    {"a GGUF file", "GGUF", ""},
    {"a PNG picture", "\x89PNG", ""},
    {"a JPEG picture", "\xFF\xD8\xFF", ""},
    {"a GIMP picture", "gimp xcf", ""},
    // Last, for it begins with a number that any file may begin with.
    {"a safetensors file", "", "", open<SafetensorsFile>},
};

}  // namespace

std::unique_ptr<TensorFile> open_container(SourceFile& source) {
  const std::string start = source.start(kLongestMagic);
  std::string name = source.name();
  std::transform(name.begin(), name.end(), name.begin(),
                 [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
  const auto fits = [&](const Container& container) {
    const std::string_view ending = container.ending;
    return name.size() >= ending.size() &&
           name.compare(name.size() - ending.size(), ending.size(), ending) == 0 &&
           start.compare(0, container.magic.size(), container.magic) == 0;
  };
  const Container& container = *std::find_if(std::begin(kContainers), std::end(kContainers), fits);
  if (container.reader == nullptr) {
    refuse(source.name(),
           std::string("this is ") + container.words + "; weights are read from " + kReadFormats);
  }
  return container.reader(source);
}

}  // namespace weights
