#include "dialog/rendering.h"

#include <utility>

#include "base/translation.h"
#include "session/words/sentence.h"
#include "ui/progress_text.h"

namespace ui {
namespace {

std::vector<core::Size> sizes_of_layers(Host& host) {
  std::vector<core::Size> sizes = host.further_layers();
  sizes.insert(sizes.begin(), {host.content_width(), host.content_height()});
  return sizes;
}

}  // namespace

Rendering::Rendering(Host& host, Settings settings, int picture_side)
    : host_(host),
      settings_(std::move(settings)),
      picture_side_(picture_side),
      over_all_(sizes_of_layers(host), settings_.parameters.size),
      render_(read_render(host, settings_, 0, picture_side)) {}

bool Rendering::is_read() const {
  return !render_.task.animation || render_.task.animation->frames->count() == host_.animation()->frames();
}

std::string Rendering::read_frame() {
  PictureStore& frames = *render_.task.animation->frames;
  frames.add(host_.animation()->read(frames.count()));
  return base::format(_("Reading frame %d of %d…"), frames.count(), host_.animation()->frames());
}

void Rendering::paint() { thread_ = std::make_unique<RenderThread>(std::move(render_.task)); }

Rendering::News Rendering::poll() {
  News news{thread_->poll(), ""};
  if (news.progress) {
    news.progress = over_all_.of(*news.progress);
    news.text =
        news.frame ? capitalised(progress_text(*news.frame, *news.progress)) : over_all_.text(*news.progress);
  }
  return news;
}

const core::Image& Rendering::take_painted() {
  core::Result result = thread_->take_result();
  thread_.reset();
  painted_.push_back({std::move(render_.write_result), std::move(result.picture)});
  return painted_.back().picture;
}

bool Rendering::paint_next() {
  if (painted_.size() > host_.further_layers().size()) return false;
  over_all_.next();
  render_ = read_render(host_, settings_, painted_.size(), picture_side_);
  paint();
  return true;
}

void Rendering::write() {
  host_.in_one_step([this] {
    for (const Painted& painted : painted_) painted.write_result(painted.picture);
  });
}

}  // namespace ui
