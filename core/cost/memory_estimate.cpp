#include "cost/memory_estimate.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "base/error.h"
#include "base/translation.h"
#include "core/free_memory.h"
#include "descent/minimiser.h"
#include "scales/scale_schedule.h"
#include "tiles/tile_grid.h"

namespace core {
namespace {

constexpr std::size_t kMebibyte = std::size_t{1} << 20;
// The program itself with its weights and its libraries: of the command line's, libvips and FFmpeg bring more than a
// hundred others.
constexpr std::size_t kProgram = 80 * kMebibyte;
// Weights are held once, and a second copy's place, once used for calibration, stays with the process; and
// they are packed for the method of each layer, which takes up to 4 times their size each way.
constexpr std::size_t kWeightCopies = 2;
constexpr std::size_t kPackedCopies = 8;
// Pictures of 3 floats a pixel: content and its resized copy, the picture, its gradient, the result.
constexpr std::size_t kPictures = 5;
// Of each style layer, for each pair of its channels: their sums, mean, target and gradient.
constexpr std::size_t kPairBytes = 32;
constexpr int kLeastOffered = 64;  // px
// Where nothing is asked, a run takes no more than that as long as tiles have this side: they cost hardly
// more time than the whole picture, and with the few steps of large scales the content is soon read anew.
constexpr std::size_t kModest = 2400 * kMebibyte;
constexpr int kModestSide = 1024;  // px

std::size_t picture_bytes(Size size) {
  return static_cast<std::size_t>(size.width) * size.height * 3 * sizeof(float);
}

std::size_t limit_bytes(const MemoryQuestion& question, int limit_mib) {
  if (limit_mib > 0) return static_cast<std::size_t>(limit_mib) * kMebibyte;
  return free_memory() / 4 * 3 / question.processes;
}

std::vector<std::string> all_taps(const MemoryQuestion& question) {
  std::vector<std::string> taps = question.content_taps;
  taps.insert(taps.end(), question.style_taps.begin(), question.style_taps.end());
  return taps;
}

// The largest tile of a picture's canvas.
Size tile_of(const MemoryQuestion& question, Size picture, int tile_side) {
  const Size canvas =
      Canvas(picture, surroundings(question.description, all_taps(question), question.margin)).size;
  if (tile_side == 0) return canvas;
  return {std::min(canvas.width, tile_side), std::min(canvas.height, tile_side)};
}

std::size_t network_bytes(const MemoryQuestion& question, const std::vector<std::string>& taps, Size picture,
                          int tile_side, dnn::Network::Use use) {
  const Size tile = tile_of(question, picture, tile_side);
  return estimate_buffer_bytes(question.description, tile.height, tile.width, taps, use);
}

std::size_t content_bytes(const MemoryQuestion& question, Size part) {
  std::size_t bytes = 0;
  for (const std::string& tap : question.content_taps) {
    const std::size_t stride = dnn::least_size(question.description, tap);
    const std::size_t positions = part.width / stride * (part.height / stride);
    bytes += positions * dnn::channels(question.description, tap) * sizeof(float);
  }
  return bytes;
}

std::size_t moment_bytes(const MemoryQuestion& question) {
  std::size_t bytes = 0;
  for (const std::string& tap : question.style_taps) {
    const std::size_t channels = dnn::channels(question.description, tap);
    bytes += channels * channels * kPairBytes;
  }
  return bytes;
}

// At the largest scale.
int shifts_at_the_end(const ObjectiveSettings& settings, const WorkingSizes& sizes,
                      const Parameters& parameters) {
  const int iterations = iterations_of(sizes.scales(parameters.scales), parameters.iterations).back();
  return shifts_of(iterations, settings.shifts);
}

}  // namespace

MemoryQuestion memory_question(const dnn::NetworkDescription& description, const Choices& choices,
                               const WorkingSizes& sizes, const Parameters& parameters) {
  const ObjectiveSettings& settings = choices.objective;
  const Size working = sizes.working();
  return {description,
          taps_of(settings.content_layers),
          taps_of(settings.style_layers),
          settings.margin,
          shifts_at_the_end(settings, sizes, parameters),
          working,
          sizes.styles_at(working.longer_side()),
          choices.optimizer,
          parameters.iterations,
          sizes.given_pixels(),
          0,
          {},
          0};
}

std::size_t estimate_bytes(const MemoryQuestion& question, const Tiling& tiling) {
  using Use = dnn::Network::Use;
  std::size_t network =
      network_bytes(question, all_taps(question), question.working, tiling.side, Use::kForwardAndBackward);
  std::size_t pictures = (kPictures + optimizer_pictures(question.optimizer, question.iterations)) *
                         picture_bytes(question.working);
  pictures += static_cast<std::size_t>(question.given_pixels) * 3 * sizeof(float);
  if (question.content_alpha > 0) {  // then the result has it, too
    pictures += question.content_alpha * sizeof(float) + picture_bytes(question.working) / 3;
  }
  pictures +=
      question.masks.values * sizeof(float) + question.masks.planes * picture_bytes(question.working) / 3;
  for (const Size& style : question.styles) {
    // Styles are read one after the other, before the picture's own network is built.
    network =
        std::max(network, network_bytes(question, question.style_taps, style, tiling.side, Use::kForward) +
                              picture_bytes(style));
    pictures += picture_bytes(style);
  }
  std::size_t weights = 0;
  for (const dnn::Layer& layer : question.description.layers) {
    if (layer.kind != dnn::Layer::Kind::kConvolution) continue;
    weights += sizeof(float) * 9 * layer.in_channels * layer.out_channels;
  }
  std::size_t filters = kPackedCopies * weights;
  if (question.filter_bytes > 0) filters = std::min(filters, question.filter_bytes);
  // Features that are not kept are those of one tile at a time.
  const Size kept = tiling.keep_content ? question.working : tile_of(question, question.working, tiling.side);
  const std::size_t content = content_bytes(question, kept) * (tiling.keep_content ? question.shifts : 1);
  return kProgram + moment_bytes(question) + network + pictures + content + kWeightCopies * weights + filters;
}

bool fits_into_memory(const MemoryQuestion& question, int limit_mib) {
  return estimate_bytes(question, {}) <= limit_bytes(question, limit_mib);
}

namespace {

// The largest tiles that fit, or none where the whole picture does. Nothing: not even the smallest do.
std::optional<Tiling> tiling_within(const MemoryQuestion& question, std::size_t limit,
                                    std::size_t& least_need) {
  int largest = question.working.longer_side();
  for (const Size& style : question.styles) largest = std::max(largest, style.longer_side());
  int least = 0;
  for (const std::string& tap : all_taps(question)) {
    const int side =
        least_tile_side(dnn::least_size(question.description, tap), halo(question.description, tap));
    least = std::max(least, side);
  }
  std::vector<Tiling> choices = {{0, true}};
  for (const int side : {4096, 3072, 2048, 1536, 1024, 768, 512, 384, 256}) {
    if (side < least || side >= largest) continue;
    choices.push_back({side, true});
    choices.push_back({side, false});
  }
  for (const Tiling& choice : choices) {
    least_need = estimate_bytes(question, choice);
    if (least_need <= limit) return choice;
  }
  return std::nullopt;
}

// The same run with a working picture of this longer side; the pictures as given stay.
MemoryQuestion at_size(MemoryQuestion question, int longer_side) {
  const int before = question.working.longer_side();
  question.working = fit_longer_side(question.working.width, question.working.height, longer_side);
  for (Size& style : question.styles) {
    // At most: a style that is not enlarged now may be as large beside a smaller picture.
    const double share = std::max(1.0, static_cast<double>(style.longer_side()) / before);
    const int side = std::min(style.longer_side(), static_cast<int>(std::ceil(longer_side * share)));
    style = fit_longer_side(style.width, style.height, side);
  }
  return question;
}

[[noreturn]] void refuse(const MemoryQuestion& question, std::size_t need, std::size_t limit, bool given) {
  const int longer_side = question.working.longer_side();
  std::size_t least_need = need;
  for (int side = longer_side * 9 / 10; side >= kLeastOffered; side = side * 9 / 10) {
    if (!tiling_within(at_size(question, side), limit, least_need)) continue;
    throw base::Error(base::format(given
                                       ? _("this run needs about %zu MiB at size %d, and memory-limit is %zu "
                                           "MiB; a size of about %d would fit")
                                       : _("this run needs about %zu MiB at size %d, and only %zu MiB are "
                                           "free to use; a size of about %d would fit"),
                                   need / kMebibyte, longer_side, limit / kMebibyte, side));
  }
  throw base::Error(base::format(
      given ? _("this run needs about %zu MiB at size %d, and memory-limit is %zu MiB; that is too "
                "little for any size, as the program, its network and the pictures as they are take %zu MiB")
            : _("this run needs about %zu MiB at size %d, and only %zu MiB are free to use; that is "
                "too little for any size, as the program, its network and the pictures as they are "
                "take %zu MiB"),
      need / kMebibyte, longer_side, limit / kMebibyte, least_need / kMebibyte));
}

}  // namespace

Tiling fit_into_memory(const MemoryQuestion& question, int limit_mib) {
  const std::size_t limit = limit_bytes(question, limit_mib);
  std::size_t need = 0;
  std::optional<Tiling> tiling = tiling_within(question, limit, need);
  if (!tiling) refuse(question, need, limit, limit_mib > 0);
  tiling->needed = tiling->side > 0;
  // A line search wants the exact slope.
  const bool one_pass = question.optimizer == Optimizer::kAdam;
  if (limit_mib == 0 && !tiling->needed && one_pass && need > kModest &&
      question.working.longer_side() > kModestSide) {
    tiling = tiling_within(question, kModest, need);
    if (!tiling || tiling->side < kModestSide) tiling = Tiling{kModestSide, false};
  }
  tiling->one_pass = one_pass;
  return *tiling;
}

}  // namespace core
