// Uninitialised memory, aligned to cache lines as oneDNN likes it. Throws std::bad_alloc.
//
// Large buffers ask for large pages: feature maps and filters are walked through with long strides, and with
// pages of 4 KiB the misses of the address cache made products of 512 channels half as fast.
#pragma once

#include <cstddef>
#include <cstdlib>
#include <memory>
#include <new>

#ifdef __linux__
#include <sys/mman.h>
#endif

namespace dnn {

constexpr std::size_t kCacheLine = 64;

// The next whole number of cache lines.
constexpr std::size_t aligned(std::size_t bytes) {
  return (bytes + kCacheLine - 1) / kCacheLine * kCacheLine;
}

class AlignedBuffer {
 public:
  AlignedBuffer() = default;
  explicit AlignedBuffer(std::size_t bytes) : bytes_(bytes) {
    if (bytes == 0) return;
    constexpr std::size_t kLargePage = std::size_t{2} << 20;
    const std::size_t alignment = bytes < kLargePage ? kCacheLine : kLargePage;
    data_.reset(std::aligned_alloc(alignment, (bytes + alignment - 1) / alignment * alignment));
    if (!data_) throw std::bad_alloc();
#ifdef __linux__
    // Only whole pages, so that a buffer takes no more memory than it asked for.
    if (alignment == kLargePage) madvise(data_.get(), bytes / kLargePage * kLargePage, MADV_HUGEPAGE);
#endif
  }

  void* data() const { return data_.get(); }
  float* floats() const { return static_cast<float*>(data_.get()); }
  std::size_t bytes() const { return bytes_; }

 private:
  struct Free {
    void operator()(void* data) const { std::free(data); }  // NOLINT(*-no-malloc): what aligned_alloc gave
  };
  std::unique_ptr<void, Free> data_;
  std::size_t bytes_ = 0;
};

}  // namespace dnn
