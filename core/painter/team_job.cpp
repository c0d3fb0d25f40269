#include "painter/team_job.h"

#include <memory>
#include <utility>
#include <variant>

namespace core {
namespace {

void pass(Relay& relay, Parameters& parameters) {
  for (const ParameterRow& row : parameter_table()) {
    std::visit([&](auto member) { relay.pass(parameters.*member); }, row.member);
  }
}

void pass(Relay& relay, Style& style) {
  relay.pass(style.picture);
  relay.pass(style.weight);
  relay.pass(style.scale);
  relay.pass(style.guide);
  relay.pass(style.read);
}

void pass(Relay& relay, std::shared_ptr<const Onward>& onward) {
  bool is_there = onward != nullptr;
  relay.pass(is_there);
  if (!is_there) return;
  Onward needed;
  if (onward) {
    needed.effort = onward->effort;
    needed.model = onward->model;
  }
  relay.pass(needed.effort);
  relay.pass(needed.model);
  onward = std::make_shared<const Onward>(std::move(needed));
}

void pass(Relay& relay, Frame& frame) {
  relay.pass(frame.content);
  relay.pass(frame.start);
  relay.pass(frame.whole_side);
  relay.pass(frame.keep);
  relay.pass(frame.freeze);
  pass(relay, frame.onward);
}

}  // namespace

void pass(Relay& relay, TeamJob& job) {
  relay.start();
  pass(relay, job.parameters);
  std::size_t styles = job.styles.size();
  relay.pass(styles);
  job.styles.resize(styles);
  for (Style& style : job.styles) pass(relay, style);
  pass(relay, job.frame);
  relay.pass(job.tiling);
}

}  // namespace core
