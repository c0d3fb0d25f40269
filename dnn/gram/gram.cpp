#include "dnn/gram.h"

#include <algorithm>
#include <cassert>

#include "base/translation.h"
#include "engine/aligned_buffer.h"
#include "engine/engine_impl.h"
#include "engine/simd.h"
#include "gram/gram_rows.h"

namespace dnn {
namespace {

// Positions that a task adds a gradient to: their features stay in the second-level cache.
constexpr std::size_t kBlock = 96;

// Calls run(row, first position in it, how many) for the parts of rows that make up `rows`.
template <class Run>
void for_runs(const GramRows& rows, const Run& run) {
  std::size_t first = rows.first;
  for (std::size_t left = rows.count; left > 0;) {
    const std::size_t column = first % rows.width;
    const std::size_t count = std::min(left, rows.width - column);
    run(static_cast<int>(first / rows.width), column, count);
    first += count;
    left -= count;
  }
}

// Any number of channels; for those that are no whole vectors, as the picture's own three.
void plain_gram(const float* features, std::size_t positions, int channels, double* gram,
                double* channel_sums) {
  for (std::size_t p = 0; p < positions; ++p, features += channels) {
    for (int c = 0; c < channels; ++c) {
      channel_sums[c] += features[c];
      for (int d = c; d < channels; ++d)
        gram[c * channels + d] += static_cast<double>(features[c]) * features[d];
    }
  }
}

void plain_gradient(const float* features, std::size_t positions, int channels, const float* symmetric,
                    const float* row, float* gradient) {
  for (std::size_t p = 0; p < positions; ++p, features += channels, gradient += channels) {
    for (int c = 0; c < channels; ++c) {
      float sum = row[c];
      for (int d = 0; d < channels; ++d) sum += symmetric[c * channels + d] * features[d];
      gradient[c] += sum;
    }
  }
}

GramRows rows_of(const FeatureView& features, std::size_t first, std::size_t count) {
  const bool whole = features.is_whole();
  GramRows rows;
  rows.features = features.data;
  rows.channels = features.shape.channels;
  rows.width = whole ? std::max<std::size_t>(features.shape.positions(), 1) : features.shape.width;
  rows.pitch = whole ? rows.width : features.row_pitch();
  rows.first = first;
  rows.count = count;
  return rows;
}

}  // namespace

struct GramProduct::Impl {
  Engine::Impl& engine;
  int channels;
  bool vectors;           // whether the channels are whole vectors
  int padded;             // channels in whole panels
  AlignedBuffer packed;   // a symmetric matrix in panels
  AlignedBuffer row;      // whole panels
  AlignedBuffer scratch;  // of all threads
  std::vector<double> sums;

  Impl(Engine::Impl& engine_impl, int channel_count)
      : engine(engine_impl), channels(channel_count), vectors(channels % kGranule == 0) {
    const int panel = panel_channels();
    padded = (channels + panel - 1) / panel * panel;
    packed = AlignedBuffer(static_cast<std::size_t>(padded) * channels * sizeof(float));
    row = AlignedBuffer(padded * sizeof(float));
    scratch = AlignedBuffer(gram_scratch(channels) * engine.pool.threads() * sizeof(float));
  }

  // Parts of the positions, each summed by itself, then added up in their order: as many as threads, so that
  // the sum depends on their number but not on who was faster.
  template <class Add>
  void sum_parts(std::size_t positions, std::size_t values, const Add& add) {
    const std::size_t parts = engine.pool.threads();
    sums.assign(parts * values, 0.0);
    engine.pool.run(parts, [&](int thread, std::size_t part) {
      const std::size_t from = positions * part / parts;
      add(thread, from, positions * (part + 1) / parts - from, sums.data() + part * values);
    });
    for (std::size_t part = 1; part < parts; ++part) {
      for (std::size_t i = 0; i < values; ++i) sums[i] += sums[part * values + i];
    }
  }

  void pack(const float* symmetric) {
    const int panel = panel_channels();
    float* to = packed.floats();
    for (int first = 0; first < padded; first += panel) {
      const int wide = std::min(panel, channels - first);
      for (int c = 0; c < channels; ++c, to += panel) {
        std::copy_n(symmetric + static_cast<std::size_t>(c) * channels + first, wide, to);
        std::fill_n(to + wide, panel - wide, 0.0f);
      }
    }
  }
};

GramProduct::GramProduct(Engine& engine, int channels) {
  translate_errors(N_("cannot plan Gram products"),
                   [&] { impl_ = std::make_unique<Impl>(engine.impl(), channels); });
}

GramProduct::~GramProduct() = default;

void GramProduct::gram(const FeatureView& features, float* gram, double* channel_sums) {
  Impl& impl = *impl_;
  assert(features.shape.channels == impl.channels);
  const std::size_t channels = impl.channels;
  // The channel sums stand behind the matrix.
  impl.sum_parts(features.shape.positions(), channels * channels + channels,
                 [&](int thread, std::size_t first, std::size_t count, double* sums) {
                   const GramRows rows = rows_of(features, first, count);
                   double* const more = sums + channels * channels;
                   if (impl.vectors) {
                     run_gram(rows, sums, more, impl.scratch.floats() + thread * gram_scratch(impl.channels));
                   } else {
                     for_runs(rows, [&](int y, std::size_t x, std::size_t run) {
                       plain_gram(features.row(y) + x * channels, run, impl.channels, sums, more);
                     });
                   }
                 });
  for (std::size_t c = 0; c < channels; ++c) {
    for (std::size_t d = c; d < channels; ++d) {
      const auto value = static_cast<float>(impl.sums[c * channels + d]);
      gram[c * channels + d] = value;
      gram[d * channels + c] = value;
    }
  }
  std::copy_n(impl.sums.begin() + static_cast<std::ptrdiff_t>(channels * channels), channels, channel_sums);
}

void GramProduct::add_gradient(const FeatureView& features, const float* symmetric, const float* row,
                               const GradientView& gradient) {
  Impl& impl = *impl_;
  assert(features.shape.channels == impl.channels && gradient.shape.size() == features.shape.size());
  const int channels = impl.channels;
  float* padded_row = impl.row.floats();
  std::fill_n(padded_row, impl.padded, 0.0f);
  if (row != nullptr) std::copy_n(row, channels, padded_row);
  if (impl.vectors) impl.pack(symmetric);
  const std::size_t positions = features.shape.positions();
  impl.engine.pool.run((positions + kBlock - 1) / kBlock, [&](int, std::size_t block) {
    const std::size_t first = block * kBlock, count = std::min(kBlock, positions - first);
    GramRows rows = rows_of(features, first, count);
    if (!gradient.is_whole()) rows.width = gradient.shape.width;
    for_runs(rows, [&](int y, std::size_t x, std::size_t run) {
      const float* from = features.row(y) + x * channels;
      float* to = gradient.row(y) + x * channels;
      if (impl.vectors) {
        run_gram_gradient(from, run, channels, impl.packed.floats(), padded_row, to);
      } else {
        plain_gradient(from, run, channels, symmetric, padded_row, to);
      }
    });
  });
}

}  // namespace dnn
