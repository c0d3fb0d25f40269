// The reader of Keras' files and archives under arbitrary bytes. Built with libFuzzer, or with
// replay_main.cpp as a test.
#include <cstddef>
#include <cstdint>

#include "files/file_error.h"
#include "files/keras/keras_archive.h"
#include "files/keras/keras_file.h"
#include "reader_check.h"

namespace {

constexpr std::size_t kMostUnpacking = 32;

std::unique_ptr<weights::TensorFile> open_archive(weights::SourceFile& source) {
  weights::ZipArchive archive(source);
  if (!archive.find("model.weights.h5")) weights::refuse(source.name(), "another archive");
  return std::make_unique<weights::KerasArchive>(std::move(archive), source.name());
}

}  // namespace

// HDF5 loses some bytes of each file whose headers it refuses, and asks for impossible sizes, which malloc
// refuses. The names are the sanitizers'.
extern "C" const char* __lsan_default_suppressions();  // NOLINT
extern "C" const char* __lsan_default_suppressions() { return "leak:libhdf5"; }
extern "C" const char* __asan_default_options();  // NOLINT
extern "C" const char* __asan_default_options() { return "allocator_may_return_null=1"; }
extern "C" const char* __tsan_default_options() { return "allocator_may_return_null=1"; }

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  weights::SourceFile source("bytes", std::string(reinterpret_cast<const char*>(data), size));
  const bool archive = size > 0 && data[0] == 'P';
  fuzz::check_reader("bytes", size * kMostUnpacking, [&]() -> std::unique_ptr<weights::TensorFile> {
    if (archive) return open_archive(source);
    return std::make_unique<weights::KerasFile>(source);
  });
  return 0;
}
