#include "dnn/gram.h"

#include <algorithm>
#include <cassert>

#include "aligned_buffer.h"
#include "engine_impl.h"
#include "onednn_compat.h"
#include "operation.h"
#include "parallel.h"

namespace dnn {
namespace {

using dnnl::memory;

memory::desc matrix(memory::dim rows, memory::dim columns, memory::dims strides) {
  return {{rows, columns}, memory::data_type::f32, strides};
}

// Sums are taken over this many parts of the positions, whatever the number of threads.
constexpr std::size_t kParts = 64;

}  // namespace

struct GramProduct::Impl {
  Engine::Impl& engine;
  FeatureShape shape;
  Scratchpad scratchpad;
  memory features, transposed, product, symmetric, gradient;
  Operation gram, add_gradient;
  std::vector<double> partial_sums;

  Impl(Engine::Impl& engine_impl, const FeatureShape& feature_shape)
      : engine(engine_impl), shape(feature_shape), partial_sums(kParts * shape.channels) {
    engine.use_threads();
    const auto positions = static_cast<memory::dim>(shape.positions());
    const memory::dim channels = shape.channels;
    const auto map = matrix(positions, channels, {channels, 1});
    const auto map_transposed = matrix(channels, positions, {1, channels});
    const auto square = matrix(channels, channels, {channels, 1});
    features = unbound(map);
    transposed = unbound(map_transposed);
    product = unbound(square);
    symmetric = unbound(square);
    gradient = unbound(map);
    const auto gram_desc =
        onednn::matmul(engine.engine, map_transposed, map, square, onednn::plain_attributes());
    gram = {dnnl::matmul(gram_desc),
            {{DNNL_ARG_SRC, transposed},
             {DNNL_ARG_WEIGHTS, features},
             {DNNL_ARG_DST, product},
             {DNNL_ARG_SCRATCHPAD, scratchpad.share(gram_desc.scratchpad_desc(), engine.engine)}}};
    const auto gradient_desc = onednn::matmul(engine.engine, map, square, map, onednn::add_to_destination());
    add_gradient = {
        dnnl::matmul(gradient_desc),
        {{DNNL_ARG_SRC, features},
         {DNNL_ARG_WEIGHTS, symmetric},
         {DNNL_ARG_DST, gradient},
         {DNNL_ARG_SCRATCHPAD, scratchpad.share(gradient_desc.scratchpad_desc(), engine.engine)}}};
    scratchpad.allocate();
  }

  // A memory whose data is given at each call.
  memory unbound(const memory::desc& desc) const { return {desc, engine.engine, DNNL_MEMORY_NONE}; }
};

GramProduct::GramProduct(Engine& engine, const FeatureShape& shape) {
  translate_errors("plan Gram products", [&] { impl_ = std::make_unique<Impl>(engine.impl(), shape); });
}

GramProduct::~GramProduct() = default;

void GramProduct::gram(const FeatureView& features, float* gram) {
  assert(features.shape.size() == impl_->shape.size());
  translate_errors("compute a Gram matrix", [&] {
    impl_->engine.use_threads();
    auto* data = const_cast<float*>(features.data);
    impl_->features.set_data_handle(data);
    impl_->transposed.set_data_handle(data);
    impl_->product.set_data_handle(gram);
    impl_->gram.run(impl_->engine.stream);
    impl_->engine.stream.wait();
  });
}

void GramProduct::channel_sums(const FeatureView& features, double* sums) const {
  const std::size_t positions = features.shape.positions();
  const std::size_t channels = features.shape.channels;
  std::vector<double>& partial = impl_->partial_sums;
  parallel_ranges(impl_->engine.threads, kParts, [&](std::size_t first, std::size_t last) {
    for (std::size_t part = first; part < last; ++part) {
      double* sum = partial.data() + part * channels;
      std::fill_n(sum, channels, 0.0);
      for (std::size_t p = positions * part / kParts; p < positions * (part + 1) / kParts; ++p) {
        const float* row = features.data + p * channels;
        for (std::size_t c = 0; c < channels; ++c) sum[c] += row[c];
      }
    }
  });
  std::fill_n(sums, channels, 0.0);
  for (std::size_t part = 0; part < kParts; ++part) {
    for (std::size_t c = 0; c < channels; ++c) sums[c] += partial[part * channels + c];
  }
}

void GramProduct::add_gradient(const FeatureView& features, const float* symmetric,
                               const GradientView& gradient) {
  assert(features.shape.size() == impl_->shape.size() && gradient.shape.size() == impl_->shape.size());
  translate_errors("compute a Gram matrix's gradient", [&] {
    impl_->engine.use_threads();
    impl_->features.set_data_handle(const_cast<float*>(features.data));
    impl_->symmetric.set_data_handle(const_cast<float*>(symmetric));
    impl_->gradient.set_data_handle(gradient.data);
    impl_->add_gradient.run(impl_->engine.stream);
    impl_->engine.stream.wait();
  });
}

}  // namespace dnn
