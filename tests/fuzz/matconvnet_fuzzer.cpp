// The reader of MatConvNet's files under arbitrary bytes, which libmatio reads from a file in memory. Built
// with libFuzzer, or with replay_main.cpp as a test.
#include <sys/mman.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "matconvnet_file.h"
#include "reader_check.h"

namespace {

constexpr std::size_t kMostUnpacking = 32;

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const int file = memfd_create("bytes", 0);
  if (file < 0 || write(file, data, size) != static_cast<ssize_t>(size)) std::abort();
  const std::string path = "/proc/self/fd/" + std::to_string(file);
  {
    weights::SourceFile source(path);
    fuzz::check_reader(path, size * kMostUnpacking,
                       [&] { return std::make_unique<weights::MatconvnetFile>(source); });
  }
  close(file);
  return 0;
}
