// A weight set: the convolutions of a VGG, how a picture must be prepared for them, and which network they
// are.
//
// Weights are OIHW float32 for an RGB input in the order of `convolutions` (conv1_1 first). A set may have
// fewer channels than the published VGG (reduced width) and fewer convolutions (cut off at the end).
#pragma once

#include <array>
#include <string>
#include <vector>

namespace weights {

struct Convolution {
  std::string name;  // "1_1" … "5_4"
  int in_channels = 0;
  int out_channels = 0;
  std::vector<float> weights;  // OIHW: out×in×3×3
  std::vector<float> bias;     // out
};

// x_net[c] = (x_rgb[c] · range − mean[c]) / std[c] with x_rgb in 0…1, channels in the order `order`.
struct Preprocessing {
  enum class Order { kRgb, kBgr };
  Order order = Order::kRgb;
  float range = 1.0f;  // 1 or 255
  std::array<float, 3> mean{0.485f, 0.456f, 0.406f};
  std::array<float, 3> std{0.229f, 0.224f, 0.225f};
};

enum class NetworkKind { kVgg19, kVgg16 };
enum class PoolingHint { kNone, kMax, kAverage };

// Where trained weights come from, as the metadata of an imported file tell; empty where that is not known.
struct Origin {
  std::string title;
  std::string file;    // the name of the file that was imported
  std::string sha256;  // of that file, 64 lower-case digits
  std::string url;
  std::string licence;
  std::string citation;
};

// What suits the weights where the user chooses nothing else, in the words of the parameters of these names.
struct Recipe {
  std::string content_layers;  // "relu4_2"
  std::string style_layers;    // "relu1_1,relu2_1:2"
  std::string style_loss;      // "gram", "covariance" or "wasserstein"
  std::string normalization;   // "size", "gradient" or "none"
  double content_weight = 0;   // that looks balanced
};

struct WeightSet {
  NetworkKind network = NetworkKind::kVgg19;
  std::string source;      // for people: "random (seed 0, half width)" or the file's path
  bool calibrate = false;  // zero mean and unit variance for each channel, on the pictures, before it is used
  Preprocessing preprocessing;
  PoolingHint pooling = PoolingHint::kNone;  // what the weights were made for, if known
  Origin origin;
  Recipe recipe;
  std::vector<Convolution> convolutions;
  // For people: what was guessed or left out when the file was read.
  std::vector<std::string> notes;
  std::string preprocessing_guess;  // likewise, how pictures are prepared; empty where the file tells
};

// The names "1_1", "1_2", … of a network's convolutions, in order, and the channels of the published one.
struct ConvolutionName {
  const char* name;
  int channels;
};
const std::vector<ConvolutionName>& convolution_names(NetworkKind network);
const char* network_name(NetworkKind network);  // "vgg19", "vgg16"

}  // namespace weights
