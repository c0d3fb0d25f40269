// A PNG file taken apart into its chunks and put together again, with lengths and checksums that are right.
#pragma once

#include <string>
#include <vector>

namespace fuzz {

struct PngChunk {
  std::string type;  // four letters
  std::string data;
};

// As far as `bytes` goes: a last chunk that is cut off is as long as what is there. Checksums are not looked
// at.
std::vector<PngChunk> png_chunks(const std::string& bytes);
std::string png_bytes(const std::vector<PngChunk>& chunks);

}  // namespace fuzz
