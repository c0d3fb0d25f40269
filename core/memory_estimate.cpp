#include "memory_estimate.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <limits>

#include "base/error.h"
#include "minimiser.h"

namespace core {
namespace {

constexpr std::size_t kMebibyte = std::size_t{1} << 20;
// The program itself with its libraries.
constexpr std::size_t kProgram = 64 * kMebibyte;
// Weights are held as read, as calibrated, as described, and transformed (4 times their size) once each way.
constexpr std::size_t kWeightCopies = 11;
// Pictures of 3 floats a pixel: content, its resized copy, input, start, result, gradient.
constexpr std::size_t kPictures = 6;

std::size_t picture_bytes(Size size) {
  return static_cast<std::size_t>(size.width) * size.height * 3 * sizeof(float);
}

// Without swapping; all there is where the system does not tell.
std::size_t free_bytes() {
  std::ifstream file("/proc/meminfo");
  std::string name;
  std::size_t kibibytes = 0;
  for (std::string line; file >> name >> kibibytes; std::getline(file, line)) {
    if (name == "MemAvailable:") return kibibytes * 1024;
  }
  return std::numeric_limits<std::size_t>::max();
}

}  // namespace

std::size_t estimate_bytes(const dnn::NetworkDescription& description, const std::vector<std::string>& taps,
                           Size working, const std::vector<Size>& styles, const std::string& optimizer) {
  using Use = dnn::Network::Use;
  std::size_t network =
      estimate_buffer_bytes(description, working.height, working.width, taps, Use::kForwardAndBackward);
  std::size_t pictures = (kPictures + optimizer_pictures(optimizer)) * picture_bytes(working);
  for (const Size& style : styles) {
    // Styles are read one after the other, before the picture's own network is built.
    network =
        std::max(network, estimate_buffer_bytes(description, style.height, style.width, taps, Use::kForward));
    pictures += 2 * picture_bytes(style);
  }
  std::size_t weights = 0;
  for (const dnn::Layer& layer : description.layers) weights += layer.weights.size() * sizeof(float);
  return kProgram + network + pictures + kWeightCopies * weights;
}

void check_memory(std::size_t bytes, int limit_mib, int longer_side) {
  const bool given = limit_mib > 0;
  const std::size_t limit = given ? static_cast<std::size_t>(limit_mib) * kMebibyte : free_bytes();
  if (bytes <= limit) return;
  std::string message = "this run needs about " + std::to_string(bytes / kMebibyte) + " MiB at size " +
                        std::to_string(longer_side) + ", and " + (given ? "memory-limit is " : "only ") +
                        std::to_string(limit / kMebibyte) + (given ? " MiB" : " MiB are free");
  const int fits = static_cast<int>(longer_side * std::sqrt(static_cast<double>(limit) / bytes) * 0.95);
  message += fits >= 64 ? "; a size of about " + std::to_string(fits) + " would fit"
                        : "; that is too little for any picture";
  throw base::Error(message);
}

}  // namespace core
