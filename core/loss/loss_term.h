// One term of the function that is minimised, as the objective's loops over tiles see it. A new loss is a
// file pair that implements this, and a row in loss_list.cpp.
//
// In every evaluation: start(); collect() for each tile and tap; settle(); add_gradient() for each tile and
// tap, in the order of backward; gather(); then, on rank 0 alone, add_pixel_gradient() and value(). In one
// pass over the tiles (see Tiling) add_gradient() of an evaluation comes before its settle(), and follows the
// settle() before.
#pragma once

#include <string>
#include <vector>

#include "core/resample.h"
#include "dnn/feature_map.h"
#include "team/team_run.h"
#include "tiles/tiled_network.h"

namespace core {

// For which tile, at which of the picture's places on the canvas, features of the content are kept. Where
// they are not kept both are 0, and what was read last counts.
struct KeptPlace {
  int turn = 0;
  int tile = 0;
};

class LossTerm {
 public:
  explicit LossTerm(double weight) : weight_(weight) {}
  virtual ~LossTerm() = default;
  LossTerm(const LossTerm&) = delete;
  LossTerm& operator=(const LossTerm&) = delete;

  virtual const char* name() const = 0;
  // α, β or γ.
  double weight() const { return weight_; }
  // The layers whose features it reads.
  virtual std::vector<std::string> taps() const { return {}; }
  // Once, when the network is planned; it outlives the term's use.
  virtual void fit(const TiledNetwork& /*network*/) {}

  // What compares with the content reads its features, tile by tile, before the picture's.
  virtual bool reads_content() const { return false; }
  virtual void read_content(const KeptPlace& /*place*/, const std::string& /*tap*/,
                            const dnn::FeatureView& /*features*/) {}

  virtual void start() {}
  virtual void collect(const std::string& /*tap*/, const dnn::FeatureView& /*features*/) {}
  // What all tiles, of all ranks, have in common.
  virtual void settle(TeamRun& /*team*/) {}
  // Adds weight()·dJ/dF.
  virtual void add_gradient(const KeptPlace& /*place*/, const std::string& /*tap*/,
                            const dnn::FeatureView& /*features*/, const dnn::GradientView& /*gradient*/) {}
  // What value() adds up with the gradients, of all ranks.
  virtual void gather(TeamRun& /*team*/) {}
  // Adds weight()·dJ/drgb of what looks at the pixels (3×H×W).
  virtual void add_pixel_gradient(const float* /*rgb*/, Size /*size*/, float* /*gradient*/) {}

  // Of the evaluation, unweighted.
  virtual double value() const = 0;

 private:
  double weight_;
};

}  // namespace core
