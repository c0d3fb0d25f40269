// Which losses are minimised, and how they are weighed.
#pragma once

#include <memory>
#include <vector>

#include "dnn/engine.h"
#include "loss/loss_term.h"
#include "loss/moments.h"
#include "loss/style_loss.h"
#include "loss/style_term.h"
#include "parameters/layer_list.h"

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
  Wrap wrap = {};  // of the picture that is painted; with a margin alone
  int shifts = 1;  // places on the canvas between which evaluations take turns; 1 … kMostShifts
};

// The constants of kGradient, one per layer; all 1 for the other normalisations.
struct LossFactors {
  std::vector<double> content;
  std::vector<double> style;
};

using Terms = std::vector<std::unique_ptr<LossTerm>>;

// All terms, in the order in which losses are told. `firmness`: of the content; see ContentTerm.
Terms make_terms(dnn::Engine& engine, const ObjectiveSettings& settings, const LossFactors& factors,
                 StyleRegions regions, SharedPlane firmness = nullptr);

}  // namespace core
