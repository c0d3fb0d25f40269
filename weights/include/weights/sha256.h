// SHA-256 (FIPS 180-4) of bytes that come in pieces, by OpenSSL's libcrypto.
#pragma once

#include <cstddef>
#include <string>

struct evp_md_ctx_st;

namespace weights {

class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(const Sha256&) = delete;
  Sha256& operator=(const Sha256&) = delete;

  void restart();
  void add(const char* bytes, std::size_t count);
  // 64 lower-case digits. Ends the sum: nothing may be added before restart().
  std::string hex();

 private:
  evp_md_ctx_st* context_;
};

// Of a file's whole content. Throws base::Error naming the file.
std::string sha256_of_file(const std::string& path);

}  // namespace weights
