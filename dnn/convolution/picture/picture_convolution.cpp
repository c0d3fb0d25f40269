#include "convolution/picture/picture_convolution.h"

#include <algorithm>

#include "convolution/picture/picture_rows.h"
#include "engine/simd.h"

namespace dnn {
namespace {

// Rows of a task: backward computes two rows more than that.
constexpr int kBand = 16;

AlignedBuffer zeros(std::size_t floats) {
  AlignedBuffer buffer(floats * sizeof(float));
  std::fill_n(buffer.floats(), floats, 0.0f);
  return buffer;
}

}  // namespace

PictureFilters::PictureFilters(const Layer& layer) {
  const int panel = panel_channels();
  const int channels = layer.out_channels;
  const int padded = (channels + panel - 1) / panel * panel;
  forward = zeros(static_cast<std::size_t>(padded) * kPatch);
  bias = zeros(padded);
  backward = zeros(static_cast<std::size_t>(channels) * kPatchColumns);
  std::copy(layer.bias.begin(), layer.bias.end(), bias.floats());
  for (int k = 0; k < channels; ++k) {
    for (int c = 0; c < 3; ++c) {
      for (int position = 0; position < 9; ++position) {
        const float weight = layer.weights[static_cast<std::size_t>(3 * k + c) * 9 + position];
        const int patch = 3 * position + c;
        forward.floats()[(static_cast<std::size_t>(k / panel) * kPatch + patch) * panel + k % panel] = weight;
        backward.floats()[(static_cast<std::size_t>(patch / panel) * channels + k) * panel + patch % panel] =
            weight;
      }
    }
  }
}

PictureConvolution::PictureConvolution(Engine::Impl& engine, const ConvolutionRequest& request)
    : request_(request),
      pool_(engine.pool),
      filters_(engine.filters.get<PictureFilters>(request.owner, *request.layer, 0, [&] {
        return std::make_shared<const PictureFilters>(*request.layer);
      })) {}

std::size_t PictureConvolution::scratch_bytes() const {
  return pool_.threads() * picture_scratch(request_.source.width, request_.layer->out_channels) *
         sizeof(float);
}

template <class Run>
void PictureConvolution::for_bands(float* scratch, const Run& run) const {
  const FeatureShape& shape = request_.source;
  const std::size_t scratch_size = picture_scratch(shape.width, request_.layer->out_channels);
  pool_.run((shape.height + kBand - 1) / kBand, [&](int thread, std::size_t band) {
    PictureRows rows;
    rows.height = shape.height;
    rows.width = shape.width;
    rows.channels = request_.layer->out_channels;
    rows.first_row = static_cast<int>(band) * kBand;
    rows.last_row = std::min(rows.first_row + kBand, shape.height);
    rows.scratch = scratch + thread * scratch_size;
    run(rows);
  });
}

void PictureConvolution::forward(const float* source, float* destination, float* scratch) const {
  for_bands(scratch, [&](const PictureRows& rows) {
    run_picture_forward(rows, source, filters_->forward.floats(), filters_->bias.floats(), request_.relu,
                        destination);
  });
}

void PictureConvolution::backward(float* gradient, const OpenWord* open, float* source_gradient,
                                  float* scratch) const {
  for_bands(scratch, [&](const PictureRows& rows) {
    run_picture_backward(rows, gradient, open, filters_->backward.floats(), source_gradient);
  });
}

}  // namespace dnn
