// The function that a style transfer minimises at one scale:
//
//   J(x) = α · Σ_l w_l/L c_l J_content,l + β · Σ_l w_l/L c_l E_l + γ · J_tv
//
// (Gatys et al., arXiv 1508.06576, eq. 7, with TV). The factors c_l are the normalisation:
//   kNone      1: the literal formulas, whose content part grows with the picture
//   kSize      content 1/(N·M), style 1: the same look at every size
//   kGradient  kSize times a constant per layer, measured once, that gives each term's gradient on the pixels
//   the
//              same size: the same settings for every network (He, Wang & Hopcroft, arXiv 1606.04801, weigh
//              losses by the inverse of their gradient)
//
// An Objective belongs to the thread of its Engine. Pictures are R'G'B' planes, 3×H×W, 0…1.
#pragma once

#include <memory>
#include <vector>

#include "core/image.h"
#include "core/observer.h"
#include "dnn/engine.h"
#include "layer_list.h"
#include "moment_sums.h"
#include "moments.h"
#include "style_loss.h"
#include "tiled_network.h"
#include "vgg.h"

namespace core {

enum class Normalization { kNone, kSize, kGradient };

struct ObjectiveSettings {
  std::vector<LayerWeight> content_layers;
  std::vector<LayerWeight> style_layers;
  StyleLossKind style_loss = StyleLossKind::kGram;
  Normalization normalization = Normalization::kSize;
  double content_weight = 1;
  double style_weight = 1;
  double tv_weight = 0;
  int margin = 0;  // around every picture; see canvas.h
  int shifts = 1;  // places on the canvas between which evaluations take turns; 1 … kMostShifts
};

// Every layer that is compared, once.
std::vector<std::string> all_taps(const ObjectiveSettings& settings);

// How a picture that does not fit into the memory is computed; see tile_grid.h.
struct Tiling {
  int side = 0;              // of a tile in pixels; 0: no tiles
  bool keep_content = true;  // or else the content's features are computed anew in every evaluation
  // After the first evaluation each tile is computed once instead of twice: backward follows the statistics
  // of the evaluation before, which small steps hardly change. Losses are those of x all the same.
  bool one_pass = false;
};

// The constants of kGradient, one per layer; all 1 for the other normalisations.
struct LossFactors {
  std::vector<double> content;
  std::vector<double> style;
};

// Moments of each style layer, averaged over the pictures.
std::vector<Moments> style_target(dnn::Engine& engine, const Vgg& vgg, const ObjectiveSettings& settings,
                                  const std::vector<Image>& styles, int tile_side = 0);

// 1/Σ|dJ/dx| per pixel of each term against a zero target, or 1 for the other normalisations: of the content
// terms at a content picture, of the style terms at a style picture.
std::vector<double> content_factors(dnn::Engine& engine, const Vgg& vgg, const ObjectiveSettings& settings,
                                    const Image& content);
std::vector<double> style_factors(dnn::Engine& engine, const Vgg& vgg, const ObjectiveSettings& settings,
                                  const Image& style);

class Objective {
 public:
  // `content` must outlive the Objective.
  Objective(dnn::Engine& engine, const Vgg& vgg, ObjectiveSettings settings, LossFactors factors,
            const Image& content, std::vector<Moments> style_target, Tiling tiling = {});
  ~Objective();

  // `gradient`: 3×H×W, overwritten with dJ/dx. With several shifts the next evaluation is that of the next
  // place, so that the same x has slightly other losses.
  Losses evaluate(const float* x, float* gradient);

  // How long each part of the last evaluate() took; together, all of it.
  std::vector<PartTime> part_times() const { return times_; }

 private:
  struct StyleTerm {
    LayerWeight layer;
    double factor;  // w_l/L · c_l
    Moments target;
    MomentSums sums;
    StyleGradient gradient;
    PartTime product;
  };
  struct ContentTerm {
    LayerWeight layer;
    double factor;
    // Of what each tile owns, for each place of the picture; as soon as they are needed.
    std::vector<std::vector<std::vector<float>>> targets;
  };

  // Of tile_ at the picture's present place.
  void read_content();
  std::vector<float>& target_of(ContentTerm& term);
  // Targets that are not kept share the first place.
  int kept_place() const { return keeps_targets_ ? turn_ : 0; }
  void add_gradient(const std::string& tap, const dnn::GradientView& gradient);
  void add_products(StyleTerm& term);
  void start_times();
  void finish_times(double seconds);
  Losses evaluate_parts(const float* x, float* gradient);
  // The style loss of the moments collected, and each term's gradient.
  double settle();
  // Of the tile of the last forward().
  void backward(float* gradient);

  ObjectiveSettings settings_;
  const Image& content_picture_;
  int width_;
  int height_;
  TiledNetwork network_;
  std::vector<StyleTerm> style_;
  std::vector<ContentTerm> content_;
  bool keeps_targets_ = true;
  bool one_pass_ = false;
  int turn_ = 0;  // of the picture's places
  int tile_ = 0;
  double content_loss_ = 0;
  double content_seconds_ = 0;
  double style_seconds_ = 0;
  double tv_seconds_ = 0;
  std::vector<PartTime> times_;
};

}  // namespace core
