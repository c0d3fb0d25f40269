// The reader of safetensors files under arbitrary bytes. Built with libFuzzer, or with replay_main.cpp as a
// test.
#include <cstddef>
#include <cstdint>
#include <string>

#include "files/safetensors/safetensors_file.h"
#include "files/source_file.h"
#include "reader_check.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  weights::SourceFile source("bytes", std::string(reinterpret_cast<const char*>(data), size));
  fuzz::check_reader("bytes", size / 2, [&] { return std::make_unique<weights::SafetensorsFile>(source); });
  return 0;
}
