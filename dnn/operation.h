// A primitive with its arguments, ready to run again and again; and the scratchpad that operations share,
// since only one of them runs at a time.
#pragma once

#include <algorithm>
#include <dnnl.hpp>
#include <unordered_map>
#include <vector>

#include "aligned_buffer.h"

namespace dnn {

struct Operation {
  dnnl::primitive primitive;
  std::unordered_map<int, dnnl::memory> arguments;

  void run(dnnl::stream& stream) const { primitive.execute(stream, arguments); }
};

class Scratchpad {
 public:
  // A memory without data until allocate() is called, which is once, after the last share().
  dnnl::memory share(const dnnl::memory::desc& desc, const dnnl::engine& engine) {
    bytes_ = std::max(bytes_, desc.get_size());
    return users_.emplace_back(dnnl::memory(desc, engine, DNNL_MEMORY_NONE));
  }

  void allocate() {
    buffer_ = AlignedBuffer(bytes_);
    for (dnnl::memory& user : users_) user.set_data_handle(buffer_.data());
  }

  std::size_t bytes() const { return bytes_; }

 private:
  std::vector<dnnl::memory> users_;
  AlignedBuffer buffer_;
  std::size_t bytes_ = 0;
};

}  // namespace dnn
