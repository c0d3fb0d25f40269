#include "preview/live_preview.h"

#include <algorithm>
#include <utility>

#include "base/error.h"
#include "base/translation.h"
#include "core/working_side.h"
#include "ui/error_sentence.h"

namespace ui {
namespace {

constexpr guint kChangeMilliseconds = 120;  // changes within are taken together
constexpr guint kOpenMilliseconds = 20;
constexpr guint kPollMilliseconds = 40;
// The layer is shown, and previews are made, from this.
constexpr int kContentSide = 1024;
constexpr int kFirstSide = 512;
constexpr int kDetailSide = 512;
// Larger style pictures are kept at this size; a detail has them as given.
constexpr int kStyleSide = 2048;

bool same_question(const CostQuestion& a, const CostQuestion& b) {
  const auto same = [](const core::StyleSize& x, const core::StyleSize& y) {
    return x.size.width == y.size.width && x.size.height == y.size.height && x.scale == y.scale;
  };
  return same_parameters(a.parameters, b.parameters) && a.masks.values == b.masks.values &&
         a.masks.planes == b.masks.planes &&
         std::equal(a.styles.begin(), a.styles.end(), b.styles.begin(), b.styles.end(), same);
}

std::vector<std::shared_ptr<const StylePicture>> pictures_of(const std::vector<PreviewStyle>& styles) {
  std::vector<std::shared_ptr<const StylePicture>> pictures;
  for (const PreviewStyle& style : styles) pictures.push_back(style.picture);
  return pictures;
}

}  // namespace

LivePreview::LivePreview(Host& host, const core::Parameters& first, Links links)
    : host_(host),
      links_(std::move(links)),
      layer_{host.content_width(), host.content_height()},
      panel_({[this] { change(); }, [this] { toggle_detail(); },
              [this](const PreviewView::Place& place) { choose_detail(place); }}) {
  worker_.open(first);
}

void LivePreview::open() {
  try {
    content();
    show_whole();
  } catch (...) {
    links_.on_error(sentence_of_current_exception());
  }
  change_timer_.once(kOpenMilliseconds, [this] { update(); });
}

void LivePreview::change() {
  if (!suspended_ && !change_timer_.running()) change_timer_.once(kChangeMilliseconds, [this] { update(); });
}

void LivePreview::read_anew() {
  panel_.leave_detail();
  content_.reset();
  content_to_render_.reset();
  change();
}

void LivePreview::suspend() {
  suspended_ = true;
  change_timer_.stop();
  worker_.stop();
  sent_.reset();
  asked_.reset();
  panel_.leave_detail();
  panel_.set_controls_sensitive(false);
  show_whole();
  panel_.show_note("");
  panel_.show_state("");
}

void LivePreview::show_render(Pixels picture) { panel_.view().set_after(std::move(picture)); }

void LivePreview::resume() {
  suspended_ = false;
  panel_.set_controls_sensitive(true);
  show_whole();
  update();
}

// Runs from the main loop, through which no exception may pass.
void LivePreview::update() {
  change_timer_.stop();
  if (suspended_) return;
  try {
    const bool first = !content_;
    content();
    if (first) show_whole();
    const Settings settings = links_.read();
    if (!settings.has_style()) {
      worker_.stop();
      sent_.reset();
      asked_.reset();
      links_.on_cost(nullptr);
      panel_.show_state("");
      panel_.show_note(_("Choose a style to see what it paints"));
      return;
    }
    core::check_parameters(settings.parameters);
    PreviewTask task = whole_task(settings);
    CostQuestion question = cost_of(settings, task);
    if (detail_) {
      send_detail(settings, std::move(task));
    } else {
      send(std::move(task));
    }
    ask_cost(std::move(question));
  } catch (...) {
    worker_.stop();
    sent_.reset();
    asked_.reset();
    links_.on_cost(nullptr);
    panel_.show_state("");
    links_.on_error(sentence_of_current_exception());
  }
}

PreviewTask LivePreview::whole_task(const Settings& settings) {
  PreviewTask task;
  task.content = content();
  task.styles = styles(settings);
  task.keep = plane(settings.keep);
  task.freeze = plane(settings.freeze);
  if (core::starts_from_file(settings.parameters)) task.start = start_file(settings.parameters.init);
  task.parameters = preview_parameters(settings.parameters, layer(), panel_.size());
  return task;
}

void LivePreview::send(PreviewTask task) {
  if (sent_ && same_preview(*sent_, task)) return;
  sent_ = task;
  error_.clear();
  const bool coloured = coloured_content_ == task.content && coloured_styles_ == pictures_of(task.styles);
  if (!detail_ && !coloured) show_first(task);
  worker_.paint(std::move(task));
  await_news();
  panel_.show_state(_("Refining…"));
  if (!painted_ || detail_) panel_.show_note(_("Painting the preview…"));
}

// At once, whatever the worker is still busy with.
void LivePreview::show_first(const PreviewTask& task) {
  coloured_content_ = task.content;
  coloured_styles_ = pictures_of(task.styles);
  painted_ = false;
  whole_picture_ = to_pixels(first_picture(*task.content, task.styles, kFirstSide));
  panel_.view().set_after(whole_picture_);
}

void LivePreview::send_detail(const Settings& settings, PreviewTask task) {
  const int side = core::working_side(settings.parameters.size, layer());
  const std::shared_ptr<const core::Image> rendered = content_to_render(side);
  const core::Size screen = panel_.view().screen_size();
  const auto bound = [](int length, int available) { return std::min({length, available, kDetailSide}); };
  task.render_side = core::size_of(*rendered).longer_side();
  task.whole = task.content;
  task.part = part_around(detail_->x, detail_->y, core::size_of(*rendered),
                          bound(rendered->width(), screen.width), bound(rendered->height(), screen.height));
  // The same place with the same picture below it need not be cut out again.
  if (sent_ && sent_->render_side == task.render_side && same_part(sent_->part, task.part)) {
    task.content = sent_->content;
  } else {
    task.content = std::make_shared<const core::Image>(crop(*rendered, task.part));
  }
  task.parameters = detail_parameters(settings.parameters);
  add_given_styles(task.styles);
  if (sent_ && same_preview(*sent_, task)) return;
  panel_.view().set_part({});
  panel_.view().set_dot_for_dot(true);
  panel_.view().forget_after();
  panel_.view().set_before(to_pixels(*task.content));
  send(std::move(task));
}

CostQuestion LivePreview::cost_of(const Settings& settings, const PreviewTask& whole) const {
  CostQuestion question{settings.parameters,        layer(), {},
                        whole.content->has_alpha(), {},      host_.further_layers()};
  for (const PreviewStyle& style : whole.styles) {
    if (style.weight > 0) question.styles.emplace_back(style.picture->given, style.scale);
  }
  core::Frame frame;
  frame.keep = whole.keep;
  frame.freeze = whole.freeze;
  question.masks = core::need_of_masks(styles_to_paint(whole), frame);
  return question;
}

void LivePreview::ask_cost(CostQuestion question) {
  if (asked_ && same_question(*asked_, question)) return;
  asked_ = question;
  links_.on_cost(nullptr);
  worker_.ask(std::move(question));
  await_news();
}

void LivePreview::await_news() {
  if (!poll_timer_.running()) poll_timer_.repeat(kPollMilliseconds, [this] { poll(); });
}

void LivePreview::poll() {
  PreviewNews news = worker_.poll();
  if (news.idle) poll_timer_.stop();
  if (suspended_) return;
  if (news.picture) {
    panel_.show_note("");
    if (!detail_) {
      whole_picture_ = *news.picture;
      painted_ = true;
    }
    panel_.view().set_after(std::move(*news.picture));
  }
  if (news.finished) panel_.show_state("");
  if (news.error) {
    panel_.show_note("");
    error_ = *news.error;
    links_.on_error(error_);
  }
  if (news.cost) {
    // What the preview has said need not be said again.
    const bool known = news.cost->error && *news.cost->error == error_;
    links_.on_cost(known ? nullptr : &*news.cost);
  }
}

void LivePreview::toggle_detail() {
  const bool checks = panel_.checks_detail();
  panel_.view().choose_place(checks);
  detail_.reset();
  content_to_render_.reset();
  if (suspended_) return;
  show_whole();
  if (checks) {
    panel_.show_note(
        _("Click the place to look at, or move the cross there with the arrow keys and press Return"));
  } else {
    update();
  }
}

void LivePreview::choose_detail(const PreviewView::Place& place) {
  const Part part = shown();
  detail_ = PreviewView::Place{part.x + place.x * part.width, part.y + place.y * part.height};
  panel_.view().choose_place(false);
  update();
}

void LivePreview::show_whole() {
  if (!content_) return;
  panel_.show_note("");
  panel_.view().set_dot_for_dot(false);
  panel_.view().set_part(shown());
  panel_.view().set_before(to_pixels(*content_));
  panel_.view().set_after(whole_picture_);
}

Part LivePreview::shown() const { return shown_part(selected_); }

std::shared_ptr<const core::Image> LivePreview::content() {
  if (!content_) {
    const Area area = host_.selected_area();
    selected_ = {static_cast<double>(area.x) / layer_.width, static_cast<double>(area.y) / layer_.height,
                 static_cast<double>(area.width) / layer_.width,
                 static_cast<double>(area.height) / layer_.height};
    content_ = std::make_shared<const core::Image>(host_.read_content_at(kContentSide));
  }
  return content_;
}

std::shared_ptr<const core::Image> LivePreview::content_to_render(int longer_side) {
  if (!content_to_render_ || core::size_of(*content_to_render_).longer_side() != longer_side) {
    content_to_render_ = std::make_shared<const core::Image>(host_.read_content_at(longer_side));
  }
  return content_to_render_;
}

std::vector<PreviewStyle> LivePreview::styles(const Settings& settings) {
  std::vector<ReadStyle> read;
  std::vector<PreviewStyle> styles;
  for (const StyleUse& use : settings.styles) {
    if (use.picture.kind == StyleChoice::Kind::kNone) continue;
    const auto known = std::find_if(styles_.begin(), styles_.end(),
                                    [&](const ReadStyle& style) { return style.choice == use.picture; });
    if (known != styles_.end()) {
      read.push_back(*known);
    } else {
      read.push_back({use.picture,
                      std::make_shared<const StylePicture>(
                          make_style_picture(host_.read_style(use.picture), kStyleSide)),
                      nullptr});
    }
    styles.push_back({read.back().picture, nullptr, use.weight, use.scale, plane(use.place)});
  }
  styles_ = std::move(read);
  return styles;
}

void LivePreview::add_given_styles(std::vector<PreviewStyle>& styles) {
  for (PreviewStyle& style : styles) {
    if (style.picture->given.longer_side() <= kStyleSide) continue;
    for (ReadStyle& read : styles_) {
      if (read.picture != style.picture) continue;
      if (!read.given) read.given = std::make_shared<const core::Image>(host_.read_style(read.choice));
      style.given = read.given;
    }
  }
}

core::SharedPlane LivePreview::plane(const Place& place) {
  if (place.kind == Place::Kind::kEverywhere) return nullptr;
  for (const ReadPlace& read : places_) {
    if (read.place == place) return read.plane;
  }
  return places_.emplace_back(ReadPlace{place, host_.read_place(place)}).plane;
}

std::shared_ptr<const core::Image> LivePreview::start_file(const std::string& init) {
  if (!start_ || init != start_name_) {
    start_ = std::make_shared<const core::Image>(shrink_to(host_.read_file(init), kContentSide));
    start_name_ = init;
  }
  return start_;
}

}  // namespace ui
