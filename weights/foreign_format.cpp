#include "foreign_format.h"

#include <algorithm>
#include <cctype>
#include <string_view>

namespace weights {
namespace {

struct Format {
  const char* words;
  std::string_view magic;   // first bytes; empty: by name alone
  std::string_view ending;  // of the name; empty: by magic alone
};

constexpr Format kFormats[] = {
    {"a Keras file", "PK\x03\x04", ".keras"},
    {"a PyTorch file (zip and pickle)", "PK\x03\x04", ".pth"},
    {"a PyTorch file (zip and pickle)", "PK\x03\x04", ".pt"},
    {"a PyTorch file (zip and pickle)", "PK\x03\x04", ".bin"},
    {"a zip archive", "PK\x03\x04", ""},
    {"a PyTorch file (pickle)", "\x80\x02", ""},
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
};

}  // namespace

const char* foreign_format(const std::string& first_bytes, const std::string& file) {
  std::string name = file;
  std::transform(name.begin(), name.end(), name.begin(),
                 [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
  for (const Format& format : kFormats) {
    const std::string_view ending = format.ending;
    const bool named =
        name.size() >= ending.size() && name.compare(name.size() - ending.size(), ending.size(), ending) == 0;
    if (named && first_bytes.compare(0, format.magic.size(), format.magic) == 0) return format.words;
  }
  return nullptr;
}

}  // namespace weights
