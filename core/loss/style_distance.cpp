#include "loss/style_distance.h"

#include <utility>

#include "loss/wasserstein_loss.h"

namespace core {
namespace {

class MomentDistance : public StyleDistance {
 public:
  MomentDistance(StyleLossKind kind, Moments target) : kind_(kind), target_(std::move(target)) {}

  double evaluate(const Moments& moments, double positions, double weight, StyleGradient& gradient) override {
    return style_loss(kind_, moments, target_, positions, weight, gradient);
  }

 private:
  StyleLossKind kind_;
  Moments target_;
};

}  // namespace

std::unique_ptr<StyleDistance> make_style_distance(StyleLossKind kind, dnn::Engine& engine, Moments target) {
  if (kind == StyleLossKind::kWasserstein) {
    return std::make_unique<WassersteinLoss>(engine, target);
  }
  return std::make_unique<MomentDistance>(kind, std::move(target));
}

}  // namespace core
