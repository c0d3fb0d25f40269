#include "weights/import_weights.h"

#include <algorithm>
#include <filesystem>

#include "base/error.h"
#include "base/translation.h"
#include "files/file_error.h"
#include "files/number_formats.h"
#include "weights/sha256.h"
#include "weights/open_weights.h"
#include "weights/safetensors.h"
#include "weights/weights_folder.h"

namespace weights {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLongestName = 100;

bool is_half(float value) {
  const std::uint16_t bits = to_half(value);
  const unsigned char bytes[] = {static_cast<unsigned char>(bits & 0xFF),
                                 static_cast<unsigned char>(bits >> 8)};
  return decode_number(NumberFormat::kF16, bytes) == value;
}

// 16 bits where they lose nothing, as with a source of 16 bits.
Precision precision_of(const WeightSet& set) {
  const auto halves = [](const std::vector<float>& values) {
    return std::all_of(values.begin(), values.end(), is_half);
  };
  const bool all =
      std::all_of(set.convolutions.begin(), set.convolutions.end(), [&](const Convolution& convolution) {
        return halves(convolution.weights) && halves(convolution.bias);
      });
  return all ? Precision::kFloat16 : Precision::kFloat32;
}

}  // namespace

WeightSet import_weights(const Import& wanted) {
  Request request;
  // A file is meant, whatever its name.
  request.source = is_built_in(wanted.source) ? "./" + wanted.source : wanted.source;
  request.network = wanted.network;
  WeightSet set = open_weights_as_stored(request);
  if (!wanted.origin.file.empty()) {
    set.origin = wanted.origin;
  } else if (set.origin.file.empty()) {
    set.origin.file = fs::path(wanted.source).filename().string();
    set.origin.sha256 = sha256_of_file(wanted.source);
  }
  set.source = wanted.target;
  write_safetensors(set, wanted.target, precision_of(set));
  return set;
}

void check_weights_name(const std::string& name) {
  std::string taken;
  for (const std::string& built_in : built_in_names()) taken += (taken.empty() ? "" : ", ") + built_in;
  const std::string letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  const bool right = !name.empty() && name.size() <= kLongestName && !is_built_in(name) &&
                     letters.find(name.front()) != std::string::npos &&
                     name.find_first_not_of(letters + "._-") == std::string::npos;
  if (right) return;
  throw base::Error(
      base::format(_("the name %s cannot be used for weights; letters, digits, \".\", \"_\" and \"-\" are "
                     "right, a letter or digit first, but not the names of built-in weights: %s"),
                   in_quotes(name).c_str(), taken.c_str()));
}

}  // namespace weights
