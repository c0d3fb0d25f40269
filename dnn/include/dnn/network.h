// A chain of 3×3 convolutions (stride 1, zero padding 1, bias), ReLUs and 2×2 poolings (stride 2), evaluated
// forward and backward with respect to its input (Simonyan & Zisserman, arXiv 1409.1556, is such a chain).
//
// Built once per picture size: primitives, buffers and layouts are planned in the constructor, only as deep
// as the deepest tap. forward() and backward() allocate nothing.
//
// Taps are the layers whose features are read: "relu3_1" after the ReLU, "conv3_1" before it, and "input" for
// the preprocessed picture itself. Odd sizes are pooled downwards: a 5×7 map becomes 2×3.
// Throws base::Error for an unknown tap, or a picture that leaves no position at the deepest tap.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "dnn/engine.h"
#include "dnn/feature_map.h"

namespace dnn {

enum class Pooling { kMax, kAverage };

struct Layer {
  enum class Kind { kConvolution, kPooling };
  Kind kind = Kind::kConvolution;
  std::string name;  // of a convolution: "3_1", tapped as "conv3_1" and "relu3_1"; of a pooling: "pool3"
  int in_channels = 0;
  int out_channels = 0;
  std::vector<float> weights;  // OIHW, out×in×3×3
  std::vector<float> bias;     // out
};

struct NetworkDescription {
  std::vector<Layer> layers;
  Pooling pooling = Pooling::kAverage;
};

// The least height and width at which `tap` still has a position: 2 to the power of the poolings before it.
// Throws base::Error for an unknown tap.
int least_size(const NetworkDescription& description, const std::string& tap);

// How far the features of a tap reach: a position at the tap depends on the pixels of its own square, whose
// side is least_size(), and on this many pixels around it. Throws base::Error for an unknown tap.
int halo(const NetworkDescription& description, const std::string& tap);

// Channels at a tap. Throws base::Error for an unknown tap.
int channels(const NetworkDescription& description, const std::string& tap);

// Whether `tap` names a layer of the network.
bool has_tap(const NetworkDescription& description, const std::string& tap);

struct LayerTime {
  std::string layer;   // "conv1_1", "pool1"
  std::string method;  // "winograd", "patches", "direct"; "pooling"
  // Of the packed filters, both ways, which networks of one description share as long as the method is the
  // same.
  std::size_t filter_bytes = 0;
  double operations = 0;  // multiplications and additions of the plain way, forward; backward takes as many
  double forward_seconds = 0;
  double backward_seconds = 0;
};

// Memory that several networks use by turns: what one has left there is gone when another runs. Each network
// has its own unless it is told otherwise.
class Workspace {
 public:
  Workspace();
  ~Workspace();
  Workspace(const Workspace&) = delete;
  Workspace& operator=(const Workspace&) = delete;

  struct Impl;
  Impl& impl() const { return *impl_; }

 private:
  std::unique_ptr<Impl> impl_;
};

class Network {
 public:
  // kForward: no gradients, and feature maps between taps share their memory.
  enum class Use { kForward, kForwardAndBackward };

  Network(Engine& engine, std::shared_ptr<const NetworkDescription> description, int height, int width,
          const std::vector<std::string>& taps, Use use = Use::kForwardAndBackward,
          std::shared_ptr<Workspace> workspace = nullptr);
  ~Network();
  Network(const Network&) = delete;
  Network& operator=(const Network&) = delete;

  // May change the features before a ReLU in place; called once per tap "convX", in the order of the layers.
  using EditFeatures = std::function<void(const std::string& tap, const GradientView& features)>;

  // `input`: 3×H×W planes, already preprocessed as the weights want it.
  void forward(const float* input, const EditFeatures& edit = {});

  // The features at a tap, valid after forward() until the tap's turn in backward() is over: backward uses up
  // what forward left. Throws base::Error where `tap` was not asked for.
  FeatureView features(const std::string& tap) const;

  // Called once per tap, deepest first, with the gradient that has arrived there from deeper layers (zero at
  // the deepest). It adds dL/dF of this tap to it.
  using AddGradient = std::function<void(const std::string& tap, const GradientView& gradient)>;

  // Once after each forward(). `input_gradient`: 3×H×W planes, overwritten with dL/dinput.
  void backward(const AddGradient& add_gradient, float* input_gradient);

  // How long each layer took in the last forward() and backward(), without taps.
  std::vector<LayerTime> layer_times() const;

  // Bytes held in buffers, for predictions.
  std::size_t buffer_bytes() const;

  struct Impl;

 private:
  std::unique_ptr<Impl> impl_;
};

// An upper estimate of Network::buffer_bytes() without building it.
std::size_t estimate_buffer_bytes(const NetworkDescription& description, int height, int width,
                                  const std::vector<std::string>& taps, Network::Use use);

}  // namespace dnn
