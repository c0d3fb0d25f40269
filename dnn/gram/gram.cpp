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

// Positions whose products are summed by themselves, at least; so many that adding the sums up costs little.
constexpr std::size_t kLeastPart = 512;

// How many parts the positions are summed in: never by the number of threads, which must not change a sum.
// Each part's sums are N×N, so wide maps have fewer.
std::size_t parts_of(std::size_t positions, int channels) {
  const std::size_t most = std::max<std::size_t>(4096 / channels, 8);
  return std::clamp<std::size_t>(positions / kLeastPart, 1, most);
}

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
void plain_gram(const float* features, const float* weights, std::size_t positions, int channels,
                double* gram, double* channel_sums) {
  for (std::size_t p = 0; p < positions; ++p, features += channels) {
    const double weight = weights ? weights[p] : 1;
    for (int c = 0; c < channels; ++c) {
      channel_sums[c] += weight * features[c];
      for (int d = c; d < channels; ++d) gram[c * channels + d] += weight * features[c] * features[d];
    }
  }
}

void plain_gradient(const float* features, const float* weights, std::size_t positions, int channels,
                    const float* symmetric, const float* row, float* gradient) {
  for (std::size_t p = 0; p < positions; ++p, features += channels, gradient += channels) {
    const float weight = weights ? weights[p] : 1;
    for (int c = 0; c < channels; ++c) {
      float sum = row[c];
      for (int d = 0; d < channels; ++d) sum += symmetric[c * channels + d] * features[d];
      gradient[c] += weight * sum;
    }
  }
}

GramRows rows_of(const FeatureView& features, const float* weights, std::size_t first, std::size_t count) {
  const bool whole = features.is_whole();
  GramRows rows;
  rows.features = features.data;
  rows.weights = weights;
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
  bool vectors;            // whether the channels are whole vectors
  int padded;              // channels in whole panels
  AlignedBuffer packed;    // a symmetric matrix in panels
  AlignedBuffer row;       // whole panels
  AlignedBuffer scratch;   // of all threads
  AlignedBuffer gathered;  // of all threads, for weighted gradients; empty before the first
  std::vector<double> sums;

  Impl(Engine::Impl& engine_impl, int channel_count)
      : engine(engine_impl), channels(channel_count), vectors(channels % kGranule == 0) {
    const int panel = panel_channels();
    padded = (channels + panel - 1) / panel * panel;
    packed = AlignedBuffer(static_cast<std::size_t>(padded) * channels * sizeof(float));
    row = AlignedBuffer(padded * sizeof(float));
    scratch = AlignedBuffer(gram_scratch(channels) * engine.pool.threads() * sizeof(float));
  }

  // Parts of the positions, each summed by itself, then added up in their order.
  template <class Add>
  void sum_parts(std::size_t positions, std::size_t values, const Add& add) {
    const std::size_t parts = parts_of(positions, channels);
    sums.assign(parts * values, 0.0);
    engine.pool.run(parts, [&](int thread, std::size_t part) {
      const std::size_t from = positions * part / parts;
      add(thread, from, positions * (part + 1) / parts - from, sums.data() + part * values);
    });
    for (std::size_t part = 1; part < parts; ++part) {
      for (std::size_t i = 0; i < values; ++i) sums[i] += sums[part * values + i];
    }
  }

  // Positions side by side, and room for their gradient.
  float* gathering_place(int thread) {
    const std::size_t floats = 2 * kBlock * channels;
    return gathered.floats() + thread * floats;
  }
  void make_gathering_places() {
    if (gathered.floats() != nullptr) return;
    gathered = AlignedBuffer(2 * kBlock * channels * engine.pool.threads() * sizeof(float));
  }

  // gradient += w·(features·S + row) for positions that lie behind each other, kBlock at most; S and row are
  // packed.
  void add_weighted(const float* features, const float* weights, std::size_t positions, int thread,
                    float* gradient) {
    float* const from = gathering_place(thread);
    float* const to = from + kBlock * channels;
    std::size_t count = 0;
    for (std::size_t p = 0; p < positions; ++p) {
      if (weights[p] > 0) std::copy_n(features + p * channels, channels, from + channels * count++);
    }
    if (count == 0) return;
    std::fill_n(to, count * channels, 0.0f);
    run_gram_gradient(from, count, channels, packed.floats(), row.floats(), to);
    const float* sum = to;
    for (std::size_t p = 0; p < positions; ++p) {
      if (!(weights[p] > 0)) continue;
      for (int c = 0; c < channels; ++c) gradient[p * channels + c] += weights[p] * sum[c];
      sum += channels;
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

void GramProduct::gram(const FeatureView& features, const float* weights, float* gram, double* channel_sums) {
  Impl& impl = *impl_;
  assert(features.shape.channels == impl.channels);
  const std::size_t channels = impl.channels;
  // The channel sums stand behind the matrix.
  impl.sum_parts(features.shape.positions(), channels * channels + channels,
                 [&](int thread, std::size_t first, std::size_t count, double* sums) {
                   const GramRows rows = rows_of(features, weights, first, count);
                   double* const more = sums + channels * channels;
                   if (impl.vectors) {
                     run_gram(rows, sums, more, impl.scratch.floats() + thread * gram_scratch(impl.channels));
                   } else {
                     std::size_t at = first;
                     for_runs(rows, [&](int y, std::size_t x, std::size_t run) {
                       const float* const of_run = weights ? weights + at : nullptr;
                       plain_gram(features.row(y) + x * channels, of_run, run, impl.channels, sums, more);
                       at += run;
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

void GramProduct::add_gradient(const FeatureView& features, const float* weights, const float* symmetric,
                               const float* row, const GradientView& gradient) {
  Impl& impl = *impl_;
  assert(features.shape.channels == impl.channels && gradient.shape.size() == features.shape.size());
  const int channels = impl.channels;
  float* padded_row = impl.row.floats();
  std::fill_n(padded_row, impl.padded, 0.0f);
  if (row != nullptr) std::copy_n(row, channels, padded_row);
  if (impl.vectors) impl.pack(symmetric);
  if (weights != nullptr) impl.make_gathering_places();
  const std::size_t positions = features.shape.positions();
  impl.engine.pool.run((positions + kBlock - 1) / kBlock, [&](int thread, std::size_t block) {
    const std::size_t first = block * kBlock, count = std::min(kBlock, positions - first);
    GramRows rows = rows_of(features, weights, first, count);
    if (!gradient.is_whole()) rows.width = gradient.shape.width;
    std::size_t at = first;
    for_runs(rows, [&](int y, std::size_t x, std::size_t run) {
      const float* from = features.row(y) + x * channels;
      float* to = gradient.row(y) + x * channels;
      const float* const of_run = weights ? weights + at : nullptr;
      at += run;
      if (!impl.vectors) {
        plain_gradient(from, of_run, run, channels, symmetric, padded_row, to);
      } else if (of_run != nullptr) {
        impl.add_weighted(from, of_run, run, thread, to);
      } else {
        run_gram_gradient(from, run, channels, impl.packed.floats(), padded_row, to);
      }
    });
  });
}

}  // namespace dnn
