// The network on a picture of any size, one tile after the other, as if it were computed on the whole
// picture.
//
//   for every tile: forward(tile, picture), read owned("relu1_1") …
//   for every tile: forward(tile, picture), backward(add, gradient)
//
// With one tile that is the whole picture, nothing is copied and the second forward is not needed.
// Belongs to the thread of its Engine. Pictures are R'G'B' planes, 3×H×W, 0…1.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "core/part_times.h"
#include "dnn/network.h"
#include "tile_grid.h"
#include "vgg.h"

namespace core {

class TiledNetwork {
 public:
  // `tile_side`: see tile_grid().
  TiledNetwork(dnn::Engine& engine, const Vgg& vgg, Size picture, std::vector<std::string> taps,
               dnn::Network::Use use, int tile_side);
  ~TiledNetwork();

  int tiles() const { return static_cast<int>(tiles_.size()); }
  // Side in pixels of what one position of the tap stands for.
  int stride(const std::string& tap) const { return dnn::least_size(*vgg_.description, tap); }
  // Of the whole picture's map.
  std::size_t positions(const std::string& tap) const;

  void forward(int tile, const float* rgb);

  // The features of the positions that the tile of the last forward() owns, M×N; valid until the next call.
  dnn::FeatureView owned(const std::string& tap);

  // For the tile of the last forward(). `add` is called as dnn::Network::backward does, but with owned
  // positions alone; dJ/drgb is added to `rgb_gradient` (3×H×W).
  void backward(const dnn::Network::AddGradient& add, float* rgb_gradient);

  // How long each layer took in all passes since the last call.
  std::vector<PartTime> take_layer_times();

 private:
  dnn::Network& network();
  Rectangle window(const std::string& tap) const;
  bool is_whole() const { return tiles_.size() == 1; }
  void add_layer_times(bool forward);
  void add_to_part(const dnn::Network::AddGradient& add, const std::string& tap,
                   const dnn::GradientView& gradient);

  dnn::Engine& engine_;
  Vgg vgg_;
  Size picture_;
  std::vector<std::string> taps_;
  dnn::Network::Use use_;
  std::vector<Tile> tiles_;
  std::shared_ptr<dnn::Workspace> workspace_;
  std::map<std::pair<int, int>, std::unique_ptr<dnn::Network>> networks_;  // by the crop's height and width
  int tile_ = 0;
  std::vector<PartTime> times_;
  std::vector<float> input_;  // the crop, and then its gradient
  std::vector<float> part_;
  std::vector<float> part_gradient_;
};

}  // namespace core
