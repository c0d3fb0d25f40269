#include "weights/sha256.h"

#include <openssl/evp.h>

#include <cerrno>
#include <fstream>
#include <new>
#include <system_error>
#include <vector>

#include "base/error.h"
#include "base/translation.h"
#include "files/file_error.h"

namespace weights {
namespace {

void check(int outcome) {
  if (outcome != 1) throw base::Error(_("OpenSSL cannot compute SHA-256 here"));
}

}  // namespace

Sha256::Sha256() : context_(EVP_MD_CTX_new()) {
  if (context_ == nullptr) throw std::bad_alloc();
  restart();
}

Sha256::~Sha256() { EVP_MD_CTX_free(context_); }

void Sha256::restart() { check(EVP_DigestInit_ex(context_, EVP_sha256(), nullptr)); }

void Sha256::add(const char* bytes, std::size_t count) { check(EVP_DigestUpdate(context_, bytes, count)); }

std::string Sha256::hex() {
  unsigned char sum[EVP_MAX_MD_SIZE];
  unsigned size = 0;
  check(EVP_DigestFinal_ex(context_, sum, &size));
  std::string digits;
  for (unsigned i = 0; i < size; ++i) {
    digits += "0123456789abcdef"[sum[i] >> 4];
    digits += "0123456789abcdef"[sum[i] & 0xF];
  }
  return digits;
}

std::string sha256_of_file(const std::string& path) {
  errno = 0;
  std::ifstream stream(path, std::ios::binary);
  if (!stream)
    refuse(path, base::format(_("the file could not be opened: %s"),
                              std::generic_category().message(errno).c_str()));
  Sha256 sum;
  std::vector<char> piece(1 << 20);
  while (stream) {
    stream.read(piece.data(), static_cast<std::streamsize>(piece.size()));
    sum.add(piece.data(), static_cast<std::size_t>(stream.gcount()));
  }
  if (stream.bad()) refuse(path, _("the file could not be read to its end"));
  return sum.hex();
}

}  // namespace weights
