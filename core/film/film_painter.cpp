#include "core/film_painter.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/error.h"
#include "base/translation.h"
#include "core/working_side.h"
#include "film/film_state.h"
#include "film/motion_masks.h"
#include "film/shot_cut.h"
#include "film/warp.h"
#include "painter/painter_impl.h"
#include "painter/working_pictures.h"

namespace core {
namespace {

// Of a still's, at a frame that is all as before, and at most; flow and the content's features take another
// 1/24.
constexpr double kLeastEffort = 1.0 / 16, kGreatestEffort = 1.0 / 8;

double mean(const Plane& plane) {
  double sum = 0;
  for (const float value : plane.values) sum += value;
  return sum / static_cast<double>(plane.values.size());
}

Image opaque(Image picture) {
  picture.alpha().clear();
  return picture;
}

// Half of each.
void mix(Image& picture, const Image& other) {
  for (std::size_t i = 0; i < picture.rgb().size(); ++i) {
    picture.rgb()[i] += 0.5f * (other.rgb()[i] - picture.rgb()[i]);
  }
}

void check_settings(const FilmPainter::Settings& settings) {
  const double greatest = FilmPainter::Settings::kGreatestTemporalWeight;
  if (!(settings.temporal_weight >= 0 && settings.temporal_weight <= greatest)) {
    throw base::Error(base::format(_("temporal-weight must be a number from 0 to %g, not %g"), greatest,
                                   settings.temporal_weight));
  }
}

}  // namespace

struct FilmPainter::Impl {
  // As the flow and the next frame see it.
  Image at_working_size(const Image& content) const;
  // How the frame is painted on from the one before; null: it begins a shot.
  std::shared_ptr<Onward> onward(const Image& content) const;
  // Into `painted`; the next frame goes on from what `next` becomes, where it is whole.
  void paint(Frame frame, std::shared_ptr<FilmState::Memory> next, Painted& painted, Observer& observer);

  Painter& painter;
  OpticalFlow* flow;
  Settings settings;
  std::shared_ptr<const FilmState::Memory> memory;  // null: the film begins
};

Image FilmPainter::Impl::at_working_size(const Image& content) const {
  const int side = working_side(painter.impl().parameters.size, size_of(content));
  const Size size = fit_longer_side(content.width(), content.height(), side);
  return rounded(fill_transparency(resize(content, size.width, size.height), PictureRole::kContent));
}

std::shared_ptr<Onward> FilmPainter::Impl::onward(const Image& content) const {
  if (!memory) return nullptr;
  const Image& before = memory->content;
  if (before.width() != content.width() || before.height() != content.height()) return nullptr;
  Flow back = flow->between(content, before), forward = flow->between(before, content);
  if (is_cut(before, content, back, forward)) return nullptr;
  rest(back, content, before);
  rest(forward, before, content);
  auto onward = std::make_shared<Onward>();
  onward->before = warp(memory->painting, back);
  onward->trust = trust_of(back, forward);
  const Plane like = likeness(content, warp(before, back));
  for (std::size_t i = 0; i < like.values.size(); ++i) onward->trust.values[i] *= like.values[i];
  onward->weight = settings.temporal_weight;
  onward->effort = std::min(kGreatestEffort, kLeastEffort + 0.5 * (1 - mean(onward->trust)));
  onward->model = memory->model;
  return onward;
}

void FilmPainter::Impl::paint(Frame frame, std::shared_ptr<FilmState::Memory> next, Painted& painted,
                              Observer& observer) {
  Result result = painter.paint(std::move(frame), observer);
  painted.picture = std::move(result.picture);
  painted.cancelled = result.cancelled;
  if (!flow || result.cancelled) return;
  next->painting = rounded(std::move(result.painting));
  memory = std::move(next);
}

FilmPainter::FilmPainter(Painter& painter, OpticalFlow* flow, Settings settings)
    : impl_(std::make_unique<Impl>(Impl{painter, flow, settings, nullptr})) {
  check_settings(settings);
}

FilmPainter::~FilmPainter() = default;

Painted FilmPainter::next(Frame frame, Observer& observer) {
  auto memory = std::make_shared<FilmState::Memory>();
  Painted painted;
  if (impl_->flow && !frame.content.empty()) {
    memory->content = impl_->at_working_size(frame.content);
    frame.onward = impl_->onward(memory->content);
    frame.tells_painting = true;
    if (frame.onward) {
      painted.kept = mean(frame.onward->trust);
      memory->model = frame.onward->model;
    } else {
      memory->model = std::make_shared<const Image>(memory->content);
    }
    if (impl_->memory) memory->shot = impl_->memory->shot + (frame.onward ? 0 : 1);
  }
  painted.shot = memory->shot;
  impl_->paint(std::move(frame), std::move(memory), painted, observer);
  return painted;
}

Painted FilmPainter::again(Frame frame, const Image& first, Observer& observer) {
  Painted painted;
  painted.picture = first;
  if (!impl_->flow) return painted;
  auto memory = std::make_shared<FilmState::Memory>();
  memory->content = impl_->at_working_size(frame.content);
  Image start = opaque(first);
  const std::shared_ptr<Onward> onward = impl_->onward(memory->content);
  if (impl_->memory) memory->shot = impl_->memory->shot + (onward ? 0 : 1);
  painted.shot = memory->shot;
  if (!onward) {
    memory->model = std::make_shared<const Image>(memory->content);
    memory->painting = rounded(std::move(start));
    impl_->memory = std::move(memory);
    return painted;
  }
  mix(onward->before, start);
  painted.kept = mean(onward->trust);
  memory->model = onward->model;
  frame.start = std::move(start);
  frame.onward = onward;
  frame.tells_painting = true;
  impl_->paint(std::move(frame), std::move(memory), painted, observer);
  return painted;
}

FilmState FilmPainter::state() const { return {impl_->memory}; }

void FilmPainter::restore(FilmState state) { impl_->memory = std::move(state.memory); }

}  // namespace core
