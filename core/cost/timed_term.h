// A loss term whose parts are timed, for measurements.
#pragma once

#include <memory>

#include "core/part_times.h"
#include "loss/loss_term.h"

namespace core {

class TimedTerm : public LossTerm {
 public:
  // `product`: the method's name where collecting is a product of its own, as of a style's statistics; or
  // null.
  TimedTerm(std::unique_ptr<LossTerm> term, const char* product);

  // Since the last call: a part for each tap's product, and one for the term.
  std::vector<PartTime> take_times();

  const char* name() const override { return term_->name(); }
  std::vector<std::string> taps() const override { return term_->taps(); }
  void fit(const TiledNetwork& network) override;
  bool reads_content() const override { return term_->reads_content(); }
  void read_content(const KeptPlace& place, const std::string& tap,
                    const dnn::FeatureView& features) override;
  void start() override { term_->start(); }
  void collect(const std::string& tap, const dnn::FeatureView& features) override;
  void settle(TeamRun& team) override;
  void add_gradient(const KeptPlace& place, const std::string& tap, const dnn::FeatureView& features,
                    const dnn::GradientView& gradient) override;
  void gather(TeamRun& team) override { term_->gather(team); }
  void add_pixel_gradient(const float* rgb, Size size, float* gradient) override;
  double value() const override { return term_->value(); }

 private:
  // Null where the tap is none of the term's, or no product.
  PartTime* product(const std::string& tap);

  std::unique_ptr<LossTerm> term_;
  const char* method_;
  std::vector<PartTime> products_;
  double seconds_ = 0;
};

}  // namespace core
