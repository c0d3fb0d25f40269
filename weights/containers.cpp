#include "containers.h"

#include <algorithm>
#include <cctype>
#include <string>
#include <string_view>

#include "file_error.h"
#include "pytorch_legacy.h"
#include "safetensors_file.h"
#ifdef STYLE_TRANSFER_WITH_ZIP
#include "pytorch_zip.h"
#include "zip_archive.h"
#endif

namespace weights {
namespace {

using Reader = std::unique_ptr<TensorFile> (*)(SourceFile&);

template <typename File>
std::unique_ptr<TensorFile> open(SourceFile& source) {
  return std::make_unique<File>(source);
}

// Zip archives are told apart by what is in them.
#ifdef STYLE_TRANSFER_WITH_ZIP
std::unique_ptr<TensorFile> open_zip(SourceFile& source) {
  ZipArchive archive(source);
  if (PytorchZip::fits(archive)) return std::make_unique<PytorchZip>(std::move(archive), source.name());
  refuse(source.name(), "this is a zip archive without the data.pkl of a PyTorch file");
}
constexpr Reader kZipReader = open_zip;
#else
constexpr Reader kZipReader = nullptr;
#endif

constexpr const char* kReadFormats = "safetensors and PyTorch files";

struct Container {
  const char* words;        // that follow "this is"
  std::string_view magic;   // in the first bytes; empty: by name alone
  std::string_view ending;  // of the name; empty: by magic alone
  Reader reader = nullptr;  // none: not read
  std::size_t magic_at = 0;
  const char* library = nullptr;  // without which there is no reader
};

constexpr std::size_t kLongestStart = 512;

// The first that fits is taken.
constexpr Container kContainers[] = {
    {"a zip archive (PyTorch or Keras)", "PK\x03\x04", "", kZipReader, 0, "libzip"},
    {"a PyTorch file", "\x80\x02\x8A\x0A", "", open<PytorchLegacy>},
    {"a tar archive (PyTorch before 2017)", "ustar", "", nullptr, 257},
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
  const std::string start = source.start(kLongestStart);
  std::string name = source.name();
  std::transform(name.begin(), name.end(), name.begin(),
                 [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
  const auto fits = [&](const Container& container) {
    const std::string_view ending = container.ending;
    return name.size() >= ending.size() &&
           name.compare(name.size() - ending.size(), ending.size(), ending) == 0 &&
           start.size() >= container.magic_at &&
           start.compare(container.magic_at, container.magic.size(), container.magic) == 0;
  };
  const Container& container = *std::find_if(std::begin(kContainers), std::end(kContainers), fits);
  if (container.reader == nullptr) {
    const std::string what = std::string("this is ") + container.words + "; this program ";
    refuse(source.name(), container.library == nullptr
                              ? what + "reads weights from " + kReadFormats
                              : what + "was built without " + container.library + ", which reads it");
  }
  return container.reader(source);
}

}  // namespace weights
