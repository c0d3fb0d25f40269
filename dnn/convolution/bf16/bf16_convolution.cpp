#include "convolution/bf16/bf16_convolution.h"

#include <algorithm>
#include <optional>

#include "convolution/bf16/bf16_rows.h"
#include "engine/aligned_buffer.h"
#include "engine/onednn_compat.h"

namespace dnn {
namespace {

using Tag = dnnl::memory::format_tag;
using Type = dnnl::memory::data_type;

// A band's bfloat16 rows shall stay near the core; with fewer rows the filters, which pass by once per band,
// would cost more.
constexpr std::size_t kBandBytes = std::size_t{3} << 20;
constexpr int kLeastRows = 8;

}  // namespace

Bf16Pass::Bf16Pass(Engine::Impl& engine, const ConvolutionRequest& request, Direction direction)
    : engine_(engine),
      direction_(direction),
      height_(request.source.height),
      width_(request.source.width),
      in_channels_(direction == kForward ? request.layer->in_channels : request.layer->out_channels),
      out_channels_(direction == kForward ? request.layer->out_channels : request.layer->in_channels) {
  const std::size_t row_bytes = static_cast<std::size_t>(width_) * in_channels_ * 2;
  const int threads = engine.pool.threads();
  const int fitting = std::max(kLeastRows, static_cast<int>(kBandBytes / row_bytes) - 2);
  // Equal bands, a whole number for each thread.
  int bands = (height_ + fitting - 1) / fitting;
  bands = (bands + threads - 1) / threads * threads;
  const int rows = (height_ + bands - 1) / bands;
  const bool relu = direction == kForward && request.relu;
  engine.use_one_thread();
  usual_ = make_band(rows, relu);
  if (height_ % rows != 0) last_ = make_band(height_ % rows, relu);
  engine.use_threads();
  filters_ = engine.filters.get<dnnl::memory>(request.owner, *request.layer,
                                              2 * static_cast<int>(Method::kBf16) + direction,
                                              [&] { return pack(request); });
  // oneDNN may want another order at another size.
  if (filters_->get_desc() != usual_.filters) filters_ = pack(request);
}

Bf16Pass::Band Bf16Pass::make_band(int rows, bool relu) const {
  Band band;
  band.rows = rows;
  const dnnl::memory::desc source({1, in_channels_, rows + 2, width_}, Type::bf16, Tag::nhwc);
  const dnnl::memory::desc filters({out_channels_, in_channels_, 3, 3}, Type::bf16, Tag::any);
  const dnnl::memory::desc bias =
      direction_ == kForward ? dnnl::memory::desc({out_channels_}, Type::f32, Tag::x) : dnnl::memory::desc();
  const dnnl::memory::desc destination({1, out_channels_, rows, width_}, Type::f32, Tag::nhwc);
  const auto described = onednn::band_forward(engine_.engine, source, filters, bias, destination,
                                              relu ? onednn::relu_after() : onednn::plain_attributes());
  band.primitive = dnnl::convolution_forward(described);
  band.source = described.src_desc();
  band.destination = described.dst_desc();
  band.scratchpad = described.scratchpad_desc();
  band.filters = described.weights_desc();
  return band;
}

std::shared_ptr<const dnnl::memory> Bf16Pass::pack(const ConvolutionRequest& request) const {
  const Layer& layer = *request.layer;
  const std::size_t in = in_channels_, out = out_channels_;
  std::vector<float> filters(out * in * 9);
  for (std::size_t o = 0; o < out; ++o) {
    for (std::size_t i = 0; i < in; ++i) {
      const std::size_t filter = direction_ == kForward ? o * in + i : i * out + o;
      for (std::size_t k = 0; k < 9; ++k) {
        filters[(o * in + i) * 9 + k] = layer.weights[filter * 9 + (direction_ == kForward ? k : 8 - k)];
      }
    }
  }
  auto packed = std::make_shared<dnnl::memory>(usual_.filters, engine_.engine);
  const dnnl::memory::desc plain({out_channels_, in_channels_, 3, 3}, Type::f32, Tag::oihw);
  dnnl::memory from(plain, engine_.engine, filters.data());
  dnnl::reorder(from, *packed).execute(engine_.stream, from, *packed);
  engine_.stream.wait();
  return packed;
}

std::size_t Bf16Pass::band_values() const {
  return static_cast<std::size_t>(usual_.rows + 2) * width_ * in_channels_;
}

std::size_t Bf16Pass::scratch_bytes() const {
  const std::size_t last = last_.rows > 0 ? last_.scratchpad.get_size() : 0;
  return engine_.pool.threads() *
         (aligned(2 * band_values()) + aligned(std::max(usual_.scratchpad.get_size(), last)));
}

void Bf16Pass::run_band(const float* source, const OpenWord* open, const float* bias, float* destination,
                        int first_row, char* scratch) const {
  const Band& band = first_row + usual_.rows <= height_ ? usual_ : last_;
  const std::size_t row = static_cast<std::size_t>(width_) * in_channels_;
  auto* rows = reinterpret_cast<std::uint16_t*>(scratch);
  // The band with the row above and the row below; outside the map there are zeros.
  const int above = std::max(first_row - 1, 0);
  const int below = std::min(first_row + band.rows + 1, height_);
  std::uint16_t* to = rows;
  if (first_row == 0) to = std::fill_n(to, row, 0);
  const std::size_t from = above * row;
  run_bf16_rows(source + from, open == nullptr ? nullptr : open + from / kOpenBits,
                static_cast<std::size_t>(below - above) * width_, in_channels_, to);
  if (first_row + band.rows == height_) std::fill_n(to + row * (below - above), row, 0);

  const auto memory = [&](const dnnl::memory::desc& desc, const void* data) {
    return dnnl::memory(desc, engine_.engine, const_cast<void*>(data));
  };
  std::unordered_map<int, dnnl::memory> arguments{
      {DNNL_ARG_SRC, memory(band.source, rows)},
      {DNNL_ARG_WEIGHTS, *filters_},
      {DNNL_ARG_DST,
       memory(band.destination, destination + static_cast<std::size_t>(first_row) * width_ * out_channels_)},
      {DNNL_ARG_SCRATCHPAD, memory(band.scratchpad, scratch + aligned(2 * band_values()))}};
  if (bias != nullptr) {
    arguments.insert({DNNL_ARG_BIAS, memory({{out_channels_}, Type::f32, Tag::x}, bias)});
  }
  dnnl::stream stream(engine_.engine);
  band.primitive.execute(stream, arguments);
  stream.wait();
}

void Bf16Pass::run(const float* source, const OpenWord* open, const float* bias, float* destination,
                   float* scratch) const {
  const std::size_t own = scratch_bytes() / engine_.pool.threads();
  const std::size_t bands = (height_ + usual_.rows - 1) / usual_.rows;
  std::vector<std::optional<dnnl::error>> errors(bands);
  engine_.pool.run(bands, [&](int thread, std::size_t band) {
    engine_.use_one_thread();
    try {
      run_band(source, open, bias, destination, static_cast<int>(band) * usual_.rows,
               reinterpret_cast<char*>(scratch) + thread * own);
    } catch (const dnnl::error& error) {
      errors[band] = error;
    }
  });
  engine_.use_threads();
  for (const std::optional<dnnl::error>& error : errors) {
    if (error) throw *error;
  }
}

Bf16Convolution::Bf16Convolution(Engine::Impl& engine, const ConvolutionRequest& request)
    : request_(request), forward_(engine, request, Bf16Pass::kForward) {
  if (request.backward) {
    backward_ = std::make_unique<Bf16Pass>(engine, request, Bf16Pass::kBackward);
  }
}

std::size_t Bf16Convolution::scratch_bytes() const {
  return std::max(forward_.scratch_bytes(), backward_ ? backward_->scratch_bytes() : 0);
}

void Bf16Convolution::forward(const float* source, float* destination, float* scratch) const {
  forward_.run(source, nullptr, request_.layer->bias.data(), destination, scratch);
}

void Bf16Convolution::backward(float* gradient, const OpenWord* open, float* source_gradient,
                               float* scratch) const {
  backward_->run(gradient, open, nullptr, source_gradient, scratch);
}

}  // namespace dnn
