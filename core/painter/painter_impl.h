// What a Painter keeps, for the job that paints with it.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <vector>

#include "choices/network_choice.h"
#include "core/painter.h"
#include "dnn/engine.h"
#include "loss/objective.h"
#include "network/vgg.h"
#include "painter/team_job.h"
#include "painter/working_pictures.h"
#include "team/relay.h"

namespace core {

struct Painter::Impl {
  // Null: it is alone.
  explicit Impl(Team* with) : given_team(with) {}

  void update(const Parameters& wanted, const std::vector<Style>& given);
  // The network alone, its filters packed.
  void open(const Parameters& wanted);

  // The network for pictures like these: random weights are calibrated on content and styles, at the given
  // longer side.
  const Vgg& vgg_for(WorkingPictures& pictures);
  // The same where only times matter.
  Vgg any_vgg() const;
  // Which pictures the next job imitates: `styles`, or what it made of them. What is known of others is
  // forgotten.
  void imitate(const std::vector<Style>& wanted);
  // What the styles ask for at a content of that longer side, and where.
  StyleRegions regions(const WorkingPictures& pictures, int longer_side, int tile_side, TeamRun& run);
  // See content_factors() and style_factors(); the losses are balanced at that longer side.
  LossFactors factors(WorkingPictures& pictures, int longer_side);

  // What is measured on contents is measured on this one until another is given; null: on each job's own.
  void measure_on(std::shared_ptr<const Image> content);
  // `make` of it, once.
  const std::vector<Style>& styles_of_model(const std::function<std::vector<Style>(const Image&)>& make);

  // Null where there are none, or this rank does not lead.
  std::unique_ptr<TeamJob> job_for_others(const Frame& frame) const;
  void start_others(TeamJob& job);

  Team* const given_team;
  Team alone;
  Team& team = given_team ? *given_team : alone;
  Parameters parameters;
  std::vector<Style> styles;            // those that have weight, transparency filled
  NetworkChoice network;                // without weights where `vgg` has them
  std::unique_ptr<dnn::Engine> engine;  // null: nothing is open
  Vgg vgg;
  double opening_seconds = 0;

 private:
  void open_anew();
  void forget_styles();

  std::vector<Style> given_;     // what `styles` was made of
  std::vector<Style> imitated_;  // what is known of styles is known of these
  // By the styles' sizes and the tile's side.
  struct StyleKey {
    std::vector<Size> sizes;
    int tile_side;
    bool operator<(const StyleKey& other) const;
  };
  // Distances to what each group of styles asks for; see StyleRegion.
  using Targets = std::vector<std::vector<std::shared_ptr<StyleDistance>>>;
  Targets make_targets(const WorkingPictures& pictures, int longer_side, int tile_side, TeamRun& run);

  // See measure_on().
  struct Model {
    std::shared_ptr<const Image> content;
    bool is_calibrated = false;
    std::vector<double> factors;
    std::vector<Style> styles;
  };
  // As large as the content at that side.
  Image measured(WorkingPictures& pictures, int longer_side) const;

  Model model_;
  Relay relay_{team};
  std::map<StyleKey, Targets> targets_;
  std::map<StyleKey, std::vector<double>> style_factors_;
};

}  // namespace core
