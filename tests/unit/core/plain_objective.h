// The losses of core and its whole objective once more, in double precision and without care for speed.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "loss/objective.h"
#include "plain_network.h"

namespace plain {

struct Moments {
  std::vector<double> mean;
  std::vector<double> raw;
};

// `weights`: of the positions; empty: all 1.
Moments moments(const Map& features, const std::vector<double>& weights = {});
Moments average(const std::vector<Moments>& pictures);

double content_loss(const Map& features, const Map& target);
double style_loss(core::StyleLossKind kind, const Moments& moments, const Moments& target);
double tv_loss(const Map& rgb);

// R'G'B' planes in 0…1 as the network wants them.
Map preprocess(const weights::Preprocessing& preprocessing, const Map& rgb);

Map from_image(const core::Image& image);

// Central differences of `value` at `at`.
std::vector<double> slopes(const std::function<double(const Map&)>& value, Map at, double step = 1e-6);

// J of core/loss/objective.h. `factors`: the constants c of each layer without the division by N·M.
// `places`: where each style paints, of the content's size; empty: all styles everywhere, mixed. `firmness`:
// likewise of the content; null: 1.
class Objective {
 public:
  Objective(const core::Vgg& vgg, const core::ObjectiveSettings& settings, const core::LossFactors& factors,
            const core::Image& content, const std::vector<core::Image>& styles,
            std::vector<core::SharedPlane> places = {}, core::SharedPlane firmness = nullptr);

  core::Losses losses(const Map& rgb) const;

 private:
  Trace read(const Map& rgb) const;
  double style_term(const Map& features, std::size_t layer) const;

  core::Vgg vgg_;
  core::ObjectiveSettings settings_;
  core::LossFactors factors_;
  Trace content_;
  std::vector<std::vector<Moments>> style_;  // by layer and place
  std::vector<core::SharedPlane> places_;
  core::SharedPlane firmness_;
};

}  // namespace plain
