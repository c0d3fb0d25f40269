// A file from the network whose size and SHA-256 are known beforehand (libcurl; http and https alone).
//
// It is written to "PATH.part", which stays when the connection breaks or the caller gives up and is gone on
// with at the next attempt (HTTP's Range), and gets its name only when all bytes are on the disk and the sum
// is right. Nothing is ever taken beyond the size; at most ten redirects are followed, from https never to
// http. Proxies are those of libcurl's environment variables.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

namespace weights {

// False in a build without libcurl; then download() says so.
bool can_download();

struct Download {
  std::string url;
  std::uint64_t size = 0;  // bytes
  std::string sha256;      // 64 lower-case digits
  std::string path;        // its folder must exist
};

struct DownloadProgress {
  enum class Phase { kChecking, kReceiving };  // of what came earlier; from the network
  Phase phase = Phase::kReceiving;
  std::uint64_t bytes = 0;  // of the file, that are checked or here
  std::uint64_t total = 0;
};

// Runs on the caller's thread until the file is there; several may run at once. `go_on` is called there
// often, at least once a second, and ends the download by false; an exception it throws comes out. A file at
// `path` with the right content is kept as it is. Returns whether the file is there: false after `go_on` has
// ended it. Throws base::Error where the address cannot be reached or holds something else, the disk is full,
// or the sum is wrong; what came is then kept, except where the sum is wrong.
bool download(const Download& wanted, const std::function<bool(const DownloadProgress&)>& go_on);

}  // namespace weights
