// What has come of a download: "PATH.part", which stays between attempts, with the SHA-256 of its bytes.
//
// Locked while it is open, so that two programs do not write the same file. Throws base::Error naming the
// file.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>

#include "weights/sha256.h"

namespace weights {

class PartFile {
 public:
  // Opens what an earlier attempt has left, or makes an empty file; the folder must exist.
  explicit PartFile(const std::string& path);
  ~PartFile();  // an empty file is removed
  PartFile(const PartFile&) = delete;
  PartFile& operator=(const PartFile&) = delete;

  // To be called once, before append(): sums what is there. `go_on` is asked after every few MB with the
  // bytes done; false ends it, and then returns false.
  bool sum_present(const std::function<bool(std::uint64_t)>& go_on);

  std::uint64_t size() const { return size_; }
  void append(const char* bytes, std::size_t count);
  void restart();  // from nothing

  // Ends the sum: 64 lower-case digits.
  std::string sha256() { return sum_.hex(); }
  // Onto the disk and under its own name, whatever had that name.
  void publish();
  void remove();

 private:
  // `sentence`: with a place for what the system says.
  [[noreturn]] void fail(const char* sentence) const;

  std::string path_;
  std::string part_;
  int descriptor_;
  std::uint64_t size_ = 0;
  Sha256 sum_;
};

}  // namespace weights
