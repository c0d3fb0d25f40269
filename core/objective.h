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
#include "core/style_job.h"
#include "dnn/gram.h"
#include "dnn/network.h"
#include "layer_list.h"
#include "moments.h"
#include "style_loss.h"
#include "weights/weight_set.h"

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
};

// A network with what its weights want to read.
struct Vgg {
  std::shared_ptr<const dnn::NetworkDescription> description;
  weights::Preprocessing preprocessing;
};

// The constants of kGradient, one per layer; all 1 for the other normalisations.
struct LossFactors {
  std::vector<double> content;
  std::vector<double> style;
};

// Moments of each style layer, averaged over the pictures.
std::vector<Moments> style_target(dnn::Engine& engine, const Vgg& vgg, const std::vector<LayerWeight>& layers,
                                  const std::vector<Image>& styles);

// 1/Σ|dJ/dx| per pixel of each term against a zero target: the content terms at the content picture, the
// style terms at the first style picture.
LossFactors measure_factors(dnn::Engine& engine, const Vgg& vgg, const ObjectiveSettings& settings,
                            const Image& content, const Image& style);

class Objective {
 public:
  Objective(dnn::Engine& engine, const Vgg& vgg, ObjectiveSettings settings, LossFactors factors,
            const Image& content, std::vector<Moments> style_target);
  ~Objective();

  // `gradient`: 3×H×W, overwritten with dJ/dx.
  Losses evaluate(const float* x, float* gradient);

 private:
  struct StyleTerm {
    LayerWeight layer;
    double factor;  // w_l/L · c_l
    Moments target;
    std::unique_ptr<dnn::GramProduct> product;
    StyleGradient gradient;
  };
  struct ContentTerm {
    LayerWeight layer;
    double factor;
    std::vector<float> target;
  };

  void add_gradient(const std::string& tap, const dnn::GradientView& gradient);

  Vgg vgg_;
  ObjectiveSettings settings_;
  int width_;
  int height_;
  dnn::Network network_;
  std::vector<StyleTerm> style_;
  std::vector<ContentTerm> content_;
  std::vector<float> input_;
  double content_loss_ = 0;
};

}  // namespace core
