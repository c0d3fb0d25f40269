#include "convolution/winograd/winograd_convolution.h"

#include <algorithm>

#include "convolution/winograd/winograd_block.h"
#include "engine/simd.h"

namespace dnn {
namespace {

// A block's transformed tiles shall stay in the second-level cache, together with a panel's products.
constexpr std::size_t kBlockBytes = std::size_t{3} << 19;
constexpr std::size_t kMostTiles = 96;

int divided_up(int count, int unit) { return (count + unit - 1) / unit; }

}  // namespace

WinogradPlan::WinogradPlan(int height, int width, int in_channels, int out_channels, ThreadPool& pool)
    : height_(height), width_(width), in_channels_(in_channels), pool_(pool) {
  tiles_ = static_cast<std::size_t>(divided_up(height, 4)) * divided_up(width, 4);
  const std::size_t rows = product_rows();
  const std::size_t threads = pool.threads();
  const std::size_t fitting =
      std::min(kMostTiles, kBlockBytes / (winograd_scratch(rows, in_channels) / rows * sizeof(float)));
  // With fewer the filters, which pass by once per block, would cost more than the second-level cache gains.
  const std::size_t largest = std::max<std::size_t>(2, fitting / rows) * rows;
  // Equal blocks, a whole number for each thread.
  std::size_t blocks = (tiles_ + largest - 1) / largest;
  blocks = (blocks + threads - 1) / threads * threads;
  block_ = (tiles_ + blocks - 1) / blocks;
  block_ = std::min(largest, (block_ + rows - 1) / rows * rows);
  const auto busy = static_cast<int>((tiles_ + block_ - 1) / block_);
  const int panels = divided_up(out_channels, panel_channels());
  panel_groups_ = std::min(panels, divided_up(threads, busy));
}

std::size_t WinogradPlan::scratch_bytes() const {
  return pool_.threads() * winograd_scratch(block_, in_channels_) * sizeof(float);
}

void WinogradPlan::run(const WinogradFilters& filters, const float* source, const OpenWord* open,
                       const float* bias, bool relu, float* destination, float* scratch) const {
  const std::size_t blocks = (tiles_ + block_ - 1) / block_;
  const std::size_t scratch_size = winograd_scratch(block_, in_channels_);
  pool_.run(blocks * panel_groups_, [&](int thread, std::size_t task) {
    const std::size_t group = task / blocks;
    WinogradBlock block;
    block.source = source;
    block.open = open;
    block.height = height_;
    block.width = width_;
    block.in_channels = filters.in_channels();
    block.out_channels = filters.out_channels();
    block.first_tile = task % blocks * block_;
    block.tiles = std::min(block_, tiles_ - block.first_tile);
    block.first_panel = static_cast<int>(group * filters.panels() / panel_groups_);
    block.last_panel = static_cast<int>((group + 1) * filters.panels() / panel_groups_);
    block.filters = filters.data();
    block.bias = bias;
    block.relu = relu;
    block.destination = destination;
    block.scratch = scratch + thread * scratch_size;
    run_winograd_block(block);
  });
}

WinogradConvolution::WinogradConvolution(Engine::Impl& engine, const ConvolutionRequest& request)
    : request_(request),
      forward_plan_(request.source.height, request.source.width, request.layer->in_channels,
                    request.layer->out_channels, engine.pool),
      backward_plan_(request.source.height, request.source.width, request.layer->out_channels,
                     request.layer->in_channels, engine.pool) {
  const auto filters = [&](WinogradFilters::Direction direction) {
    return engine.filters.get<WinogradFilters>(request.owner, *request.layer, direction, [&] {
      return std::make_shared<const WinogradFilters>(*request.layer, direction, engine.pool);
    });
  };
  forward_filters_ = filters(WinogradFilters::kForward);
  if (request.backward) backward_filters_ = filters(WinogradFilters::kBackward);
}

std::size_t WinogradConvolution::scratch_bytes() const {
  const std::size_t backward = request_.backward ? backward_plan_.scratch_bytes() : 0;
  return std::max(forward_plan_.scratch_bytes(), backward);
}

void WinogradConvolution::forward(const float* source, float* destination, float* scratch) const {
  forward_plan_.run(*forward_filters_, source, nullptr, request_.layer->bias.data(), request_.relu,
                    destination, scratch);
}

void WinogradConvolution::backward(float* gradient, const OpenWord* open, float* source_gradient,
                                   float* scratch) const {
  backward_plan_.run(*backward_filters_, gradient, open, nullptr, false, source_gradient, scratch);
}

}  // namespace dnn
