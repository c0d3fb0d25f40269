#include "loss/loss_list.h"

#include "loss/content_term.h"
#include "loss/style_term.h"
#include "loss/tv_term.h"

namespace core {
namespace {

// w_l/L · c_l
std::vector<double> shares(const std::vector<LayerWeight>& layers, const std::vector<double>& factors) {
  std::vector<double> result;
  for (std::size_t l = 0; l < layers.size(); ++l) {
    result.push_back(layers[l].weight / static_cast<double>(layers.size()) * factors[l]);
  }
  return result;
}

}  // namespace

Terms make_terms(dnn::Engine& engine, const ObjectiveSettings& settings, const LossFactors& factors,
                 StyleRegions regions, SharedPlane firmness) {
  Terms terms;
  terms.push_back(std::make_unique<ContentTerm>(
      settings.content_weight, settings.content_layers, shares(settings.content_layers, factors.content),
      settings.normalization != Normalization::kNone, std::move(firmness)));
  terms.push_back(std::make_unique<StyleTerm>(settings.style_weight, engine, settings.style_layers,
                                              shares(settings.style_layers, factors.style),
                                              std::move(regions)));
  terms.push_back(std::make_unique<TvTerm>(settings.tv_weight, settings.wrap));
  return terms;
}

}  // namespace core
