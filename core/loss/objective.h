// The function that a style transfer minimises at one scale:
//
//   J(x) = α · Σ_l w_l/L c_l J_content,l + β · Σ_l w_l/L c_l E_l + γ · J_tv
//
// (Gatys et al., arXiv 1508.06576, eq. 7, with TV). The factors c_l are the normalisation:
//   kNone      1: the literal formulas, whose content part grows with the picture
//   kSize      content 1/(N·M), style 1: the same look at every size
//   kGradient  kSize times a constant per layer, measured once, that gives each term's gradient on the
//              pixels the same size: the same settings for every network (He, Wang & Hopcroft, arXiv
//              1606.04801, weigh losses by the inverse of their gradient)
//
// An Objective belongs to the thread of its Engine. Pictures are R'G'B' planes, 3×H×W, 0…1.
//
// In a team each rank has one, and computes the tiles of its share: rank 0 evaluates, the others assist. Of a
// picture and its gradient only what a share sees goes from rank to rank.
#pragma once

#include <memory>
#include <vector>

#include "core/image.h"
#include "core/losses.h"
#include "dnn/engine.h"
#include "loss/loss_list.h"
#include "network/vgg.h"
#include "team/team_run.h"
#include "tiles/picture_parts.h"
#include "tiles/tiled_network.h"

namespace core {

// Every layer that is compared, once.
std::vector<std::string> all_taps(const ObjectiveSettings& settings);

// How a picture that does not fit into the memory is computed; see tile_grid.h.
struct Tiling {
  int side = 0;              // of a tile in pixels; 0: no tiles
  bool keep_content = true;  // or else the content's features are computed anew in every evaluation
  // After the first evaluation each tile is computed once instead of twice: backward follows the statistics
  // of the evaluation before, which small steps hardly change. Losses are those of x all the same.
  bool one_pass = false;
  // Whether the memory asks for them; else the run only does not take more than it gains by.
  bool needed = false;
};

// Moments of each style layer of one style. `read`: which part of it counts, of its size; empty: all of it.
// The ranks of a team find them together.
std::vector<Moments> style_moments(dnn::Engine& engine, const Vgg& vgg, const ObjectiveSettings& settings,
                                   const Image& style, const Plane& read = {}, int tile_side = 0,
                                   TeamRun* team = nullptr);

// 1/Σ|dJ/dx| per pixel of each term against a zero target, or 1 for the other normalisations: of the content
// terms at a content picture, of the style terms at a style picture.
std::vector<double> content_factors(dnn::Engine& engine, const Vgg& vgg, const ObjectiveSettings& settings,
                                    const Image& content);
std::vector<double> style_factors(dnn::Engine& engine, const Vgg& vgg, const ObjectiveSettings& settings,
                                  const Image& style);

class Objective {
 public:
  // Of `settings` the canvas alone counts, the terms have the rest; see make_terms(). `content` must
  // outlive the Objective, and so must `team`; null: it is alone.
  Objective(dnn::Engine& engine, const Vgg& vgg, const ObjectiveSettings& settings, const Image& content,
            Terms terms, Tiling tiling = {}, TeamRun* team = nullptr);
  ~Objective();
  Objective(const Objective&) = delete;
  Objective& operator=(const Objective&) = delete;

  // `gradient`: 3×H×W, overwritten with dJ/dx. With several shifts the next evaluation is that of the next
  // place, so that the same x has slightly other losses.
  Losses evaluate(const float* x, float* gradient);
  // After the last evaluation, where others assist.
  void end() { team_.meet(false); }
  // Of the other ranks: computes their share of all evaluations until rank 0 ends them.
  void assist();

  // The network's, of all evaluations since the last call.
  std::vector<PartTime> take_layer_times() { return network_.take_layer_times(); }

 private:
  // The gradient of this rank's share, and what the terms have of all.
  void compute(const float* x, float* gradient);
  Rectangle seen_by(int rank) const { return network_.seen_by({rank, team_.size()}); }
  // Of tile_ at the picture's present place.
  void read_content();
  void collect();
  void backward(float* gradient);
  // Features that are not kept share one place.
  KeptPlace kept_place() const { return keeps_content_ ? KeptPlace{turn_, tile_} : KeptPlace{}; }

  const Image& content_;
  Size size_;
  int shifts_;
  Terms terms_;
  TeamRun alone_;
  TeamRun& team_;
  TiledNetwork network_;
  PictureParts parts_;
  bool reads_content_ = false;
  bool keeps_content_ = true;
  std::vector<bool> content_is_kept_;  // by the picture's places
  bool one_pass_ = false;
  bool settled_ = false;
  int turn_ = 0;  // of the picture's places
  int tile_ = 0;
};

}  // namespace core
