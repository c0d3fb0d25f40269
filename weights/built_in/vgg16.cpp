#include <filesystem>

#include "base/data_files.h"
#include "base/error.h"
#include "base/sha256.h"
#include "base/translation.h"
#include "built_in/built_in.h"
#include "files/file_error.h"

namespace weights {
namespace {

constexpr char kFile[] = "gimp-style-transfer/built-in/vgg16.safetensors";
// Of the file that vgg16/cut.py makes.
constexpr char kSha256[] = "cfa5cf3e6b0c62d2a55bd0cb70dbb8f2a7187f240fff8bb3fcee1a57069b39de";

SourceFile map(const std::string& path) {
  try {
    return SourceFile::mapped(path);
  } catch (const base::Error& error) {
    throw base::Error(
        base::format(_("%s; install the program again, or choose the weights fast"), error.what()));
  }
}

}  // namespace

SourceFile open_vgg16() {
  const std::filesystem::path folder = base::share_folder_with(kFile);
  if (folder.empty()) {
    throw base::Error(base::format(_("the weights vgg16 are not installed: there is no file %s in any of the "
                                     "data folders; install the program again, or choose the weights fast"),
                                   kFile));
  }
  SourceFile file = map(folder / kFile);
  base::Sha256 sum;
  const std::string_view bytes = file.memory();
  sum.add(bytes.data(), bytes.size());
  if (sum.hex() != kSha256) {
    refuse(file.name(),
           base::format(_("the file is damaged or belongs to another version of the program (it has "
                          "%zu bytes, and its SHA-256 is not the right one); install the program "
                          "again, or choose the weights fast"),
                        bytes.size()));
  }
  return file;
}

}  // namespace weights
