// The network on the canvas of a picture of any size, one tile after the other, as if it were computed on the
// whole canvas.
//
//   for every tile: forward(tile, picture), read owned("relu1_1") …
//   for every tile: forward(tile, picture), backward(add, gradient)
//
// With one tile the second forward is not needed.
// Belongs to the thread of its Engine. Pictures are R'G'B' planes, 3×H×W, 0…1.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "core/part_times.h"
#include "core/plane.h"
#include "dnn/network.h"
#include "network/vgg.h"
#include "tiles/tile_grid.h"

namespace core {

// Of the deepest tap: pixels that one of its positions stands for, and how far it sees; see dnn/network.h.
int greatest_stride(const dnn::NetworkDescription& description, const std::vector<std::string>& taps);
int greatest_halo(const dnn::NetworkDescription& description, const std::vector<std::string>& taps);

// The surroundings that a margin of at least so many pixels makes for these taps; 0: none.
Surroundings surroundings(const dnn::NetworkDescription& description, const std::vector<std::string>& taps,
                          int margin, Wrap wrap = {});

class TiledNetwork {
 public:
  // `margin`: of the canvas; 0: the bare picture. `tile_side`: see tile_grid(). `wrap`: what the margins do.
  // `share`: whose tiles these are; there may be none.
  TiledNetwork(dnn::Engine& engine, const Vgg& vgg, Size picture, std::vector<std::string> taps,
               dnn::Network::Use use, int margin, int tile_side, Wrap wrap = {}, Share share = {});
  ~TiledNetwork();
  TiledNetwork(const TiledNetwork&) = delete;
  TiledNetwork& operator=(const TiledNetwork&) = delete;

  // Where the picture lies from now on.
  void shift(int turn);

  int tiles() const { return static_cast<int>(tiles_.size()); }
  // Whether the whole picture is more than one tile.
  bool is_cut() const { return is_cut_; }
  // What a share's tiles see of the picture, where it lies now; nothing of it where there is none.
  Rectangle seen_by(Share share) const;
  // Side in pixels of what one position of the tap stands for.
  int stride(const std::string& tap) const { return dnn::least_size(*vgg_.description, tap); }
  // That are compared, of the whole picture's map.
  std::size_t positions(const std::string& tap) const;

  int channels(const std::string& tap) const { return dnn::channels(*vgg_.description, tap); }
  // Both multiplied.
  double values(const std::string& tap) const;

  void forward(int tile, const float* rgb);

  // The features of the positions that the tile of the last forward() owns, a window of a map; valid until
  // the next call of forward() or backward(), and in the latter as dnn::Network::features() is.
  dnn::FeatureView owned(const std::string& tap);

  // The averages of a plane of the picture over what each owned position of the tap stands for, row by row.
  void average_over(const std::string& tap, const Plane& plane, std::vector<float>& averages) const;

  // For the tile of the last forward(). `add` is called as dnn::Network::backward does, but with owned
  // positions alone; dJ/drgb is added to `rgb_gradient` (3×H×W).
  void backward(const dnn::Network::AddGradient& add, float* rgb_gradient);

  // How long each layer took in all passes since the last call.
  std::vector<PartTime> take_layer_times();

 private:
  dnn::Network& network();
  template <class Value>
  dnn::MapView<Value> owned_part(const std::string& tap, const dnn::MapView<Value>& map) const;
  void add_layer_times(bool forward);
  int stride() const { return greatest_stride(*vgg_.description, taps_); }
  int halo() const { return greatest_halo(*vgg_.description, taps_); }

  dnn::Engine& engine_;
  Vgg vgg_;
  std::vector<std::string> taps_;
  dnn::Network::Use use_;
  Canvas canvas_;
  std::vector<int> columns_;  // of the picture, for each of the canvas
  std::vector<int> rows_;
  std::vector<Tile> tiles_;
  bool is_cut_;
  std::shared_ptr<dnn::Workspace> workspace_;
  std::map<std::pair<int, int>, std::unique_ptr<dnn::Network>> networks_;  // by the crop's height and width
  int tile_ = 0;
  std::vector<PartTime> times_;
  std::vector<float> input_;  // the crop, and then its gradient
  std::vector<float> part_;   // the crop's R'G'B' planes
};

}  // namespace core
