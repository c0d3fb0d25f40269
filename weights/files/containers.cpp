#include "files/containers.h"

#include <algorithm>
#include <cctype>
#include <string>
#include <string_view>
#include <utility>

#include "base/translation.h"
#include "files/file_error.h"
#include "files/pytorch/pytorch_legacy.h"
#include "files/safetensors/safetensors_file.h"
#ifdef STYLE_TRANSFER_WITH_ZIP
#include "files/pytorch/pytorch_zip.h"
#include "files/zip_archive.h"
#endif
#ifdef STYLE_TRANSFER_WITH_HDF5
#include "files/keras/keras_archive.h"
#include "files/keras/keras_file.h"
#endif
#ifdef STYLE_TRANSFER_WITH_PROTOBUF
#include "files/caffe/caffe_file.h"
#include "files/onnx/onnx_file.h"
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
std::unique_ptr<TensorFile> open_keras_archive(ZipArchive archive, const std::string& file) {
#ifdef STYLE_TRANSFER_WITH_HDF5
  return std::make_unique<KerasArchive>(std::move(archive), file);
#else
  refuse(file, _("this is a Keras archive; this program was built without HDF5, which reads it"));
#endif
}

std::unique_ptr<TensorFile> open_zip(SourceFile& source) {
  ZipArchive archive(source);
  if (PytorchZip::fits(archive)) return std::make_unique<PytorchZip>(std::move(archive), source.name());
  if (archive.find("model.weights.h5")) return open_keras_archive(std::move(archive), source.name());
  refuse(source.name(), _("this is a zip archive without the data.pkl of a PyTorch file or the "
                          "model.weights.h5 of a Keras file"));
}
constexpr Reader kZipReader = open_zip;
#else
constexpr Reader kZipReader = nullptr;
#endif

#ifdef STYLE_TRANSFER_WITH_HDF5
constexpr Reader kKerasReader = open<KerasFile>;
#else
constexpr Reader kKerasReader = nullptr;
#endif

#ifdef STYLE_TRANSFER_WITH_PROTOBUF
constexpr Reader kOnnxReader = open<OnnxFile>;
constexpr Reader kCaffeReader = open<CaffeFile>;
#else
constexpr Reader kOnnxReader = nullptr;
constexpr Reader kCaffeReader = nullptr;
#endif

struct Container {
  const char* words;        // untranslated
  std::string_view magic;   // in the first bytes; empty: by name alone
  std::string_view ending;  // of the name; empty: by magic alone
  Reader reader = nullptr;  // none: not read
  std::size_t magic_at = 0;
  const char* library = nullptr;                     // without which there is no reader
  bool (*told)(const std::string& start) = nullptr;  // where neither bytes nor name are always the same
  bool says_all = false;                             // the words, so that no list of formats helps
};

// The first bytes of an ONNX model: field 1, the version of the format, and one of the fields 2 to 8.
bool begins_as_onnx(const std::string& start) {
  return start.size() > 2 && start[0] == 0x08 && start[1] > 0 &&
         std::string_view("\x12\x1A\x22\x28\x32\x3A\x42").find(start[2]) != std::string_view::npos;
}

// The first bytes of a Caffe net: field 1, a name, and one of the fields for inputs or layers.
bool begins_as_caffe(const std::string& start) {
  if (start.size() < 2 || start[0] != 0x0A || start[1] < 0) return false;
  const std::size_t next = 2 + static_cast<std::size_t>(start[1]);
  return next < start.size() &&
         std::string_view("\x12\x1A\x20\x22\x42\xA2").find(start[next]) != std::string_view::npos;
}

// As a browser or curl saves it where a file should be: the page that asks for consent, or for a password.
bool begins_as_web_page(const std::string& start) {
  std::size_t at = start.rfind("\xEF\xBB\xBF", 0) == 0 ? 3 : 0;
  at = std::min(start.find_first_not_of(" \t\r\n", at), start.size());
  std::string word = start.substr(at, 14);
  std::transform(word.begin(), word.end(), word.begin(),
                 [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
  for (const char* page : {"<!doctype html", "<html", "<head", "<?xml", "<!--"}) {
    if (word.rfind(page, 0) == 0) return true;
  }
  return false;
}

constexpr std::size_t kLongestStart = 512;

// The first that fits is taken.
constexpr Container kContainers[] = {
    {N_("this is a web page, as it is saved in place of a file; download the file itself"), "", "", nullptr,
     0, nullptr, begins_as_web_page, true},
    {N_("this is a Git LFS pointer, as Git leaves it in place of a large file; download the file itself"),
     "version https://git-lfs.github.com/", "", nullptr, 0, nullptr, nullptr, true},
    {N_("this is a zip archive (PyTorch or Keras)"), "PK\x03\x04", "", kZipReader, 0, "libzip"},
    {N_("this is a PyTorch file"), "\x80\x02\x8A\x0A", "", open<PytorchLegacy>},
    {N_("this is a PyTorch file"), "\x80\x03\x8A\x0A", "", open<PytorchLegacy>},
    {N_("this is a PyTorch file"), "\x80\x04\x95", "", open<PytorchLegacy>},
    {N_("this is a PyTorch file"), "\x80\x05\x95", "", open<PytorchLegacy>},
    {N_("this is a tar archive (PyTorch before 2017)"), "ustar", "", nullptr, 257},
    {N_("this is an HDF5 file (Keras)"), "\x89HDF", "", kKerasReader, 0, "HDF5"},
    {N_("this is a MATLAB file"), "MATLAB", ""},
    {N_("this is an ONNX file"), "", ".onnx", kOnnxReader, 0, "protobuf"},
    {N_("this is a Caffe file"), "", ".caffemodel", kCaffeReader, 0, "protobuf"},
    {N_("this is a Caffe file without weights"), "", ".prototxt"},
    {N_("this is an ONNX file"), "", "", kOnnxReader, 0, "protobuf", begins_as_onnx},
    {N_("this is a Caffe file"), "", "", kCaffeReader, 0, "protobuf", begins_as_caffe},
    {N_("this is a NumPy file"), "\x93NUMPY", ""},
    {N_("this is a GGUF file"), "GGUF", ""},
    {N_("this is a PNG picture"), "\x89PNG", ""},
    {N_("this is a JPEG picture"), "\xFF\xD8\xFF", ""},
    {N_("this is a GIMP picture"), "gimp xcf", ""},
    // Last, for it begins with a number that any file may begin with.
    {N_("this is a safetensors file"), "", "", open<SafetensorsFile>},
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
           start.size() >= container.magic_at && (container.told == nullptr || container.told(start)) &&
           start.compare(container.magic_at, container.magic.size(), container.magic) == 0;
  };
  const Container& container = *std::find_if(std::begin(kContainers), std::end(kContainers), fits);
  if (container.says_all) refuse(source.name(), _(container.words));
  if (container.reader == nullptr) {
    refuse(
        source.name(),
        container.library == nullptr
            ? base::format(
                  _("%s; this program reads weights from safetensors, PyTorch, Keras, ONNX and Caffe files"),
                  _(container.words))
            : base::format(_("%s; this program was built without %s, which reads it"), _(container.words),
                           container.library));
  }
  return container.reader(source);
}

}  // namespace weights
