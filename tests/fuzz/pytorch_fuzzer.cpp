// The readers of PyTorch's files under arbitrary bytes. Built with libFuzzer, or with replay_main.cpp as a
// test.
#include <cstddef>
#include <cstdint>
#include <string>

#include "files/file_error.h"
#include "files/pytorch/pytorch_legacy.h"
#include "files/source_file.h"
#include "reader_check.h"
#ifdef STYLE_TRANSFER_WITH_ZIP
#include "files/pytorch/pytorch_zip.h"
#include "files/zip_archive.h"
#endif

namespace {

const std::string kFile = "bytes";

// By the first byte rather than containers.h, which would give most damage to other readers.
std::unique_ptr<weights::TensorFile> open(weights::SourceFile& source) {
#ifdef STYLE_TRANSFER_WITH_ZIP
  if (source.start(1) == "P") {
    weights::ZipArchive archive(source);
    if (!weights::PytorchZip::fits(archive)) weights::refuse(kFile, "this is no PyTorch file");
    return std::make_unique<weights::PytorchZip>(std::move(archive), kFile);
  }
#endif
  return std::make_unique<weights::PytorchLegacy>(source);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  weights::SourceFile source(kFile, std::string(reinterpret_cast<const char*>(data), size));
  // Parts of one storage may be used by several tensors, of which a VGG takes 32.
  fuzz::check_reader(kFile, 32 * size, [&] { return open(source); });
  return 0;
}
