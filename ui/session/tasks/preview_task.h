// What a preview computes, derived from what the render would.
//
// The preview is the render at a smaller size: all parameters the same, the style shrunk in the same
// proportion. A render goes from coarse to fine through these very sizes, so its first scales are the
// preview; tests/bench/preview_likeness.py measures what the finer ones change.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/image.h"
#include "core/painter.h"
#include "core/parameters.h"
#include "core/resample.h"

namespace ui {

// A style picture, kept no larger than previews need. Shared; never changed once made.
struct StylePicture {
  core::Size given;
  std::shared_ptr<const core::Image> picture;
  core::Image small;  // for colours
};
StylePicture make_style_picture(const core::Image& given, int longer_side);

// One of the styles that a preview is painted with.
struct PreviewStyle {
  std::shared_ptr<const StylePicture> picture;
  std::shared_ptr<const core::Image> given;  // for a part, where `picture` is smaller than given
  double weight = 1;
  double scale = 1;
  core::SharedPlane place;  // of the whole layer; see core::Style::guide
};

// A part of a picture in fractions of its width and height.
struct Part {
  double x = 0;
  double y = 0;
  double width = 1;
  double height = 1;

  bool whole() const { return width >= 1 && height >= 1; }
};

struct PreviewTask {
  std::shared_ptr<const core::Image> content;
  std::vector<PreviewStyle> styles;
  core::SharedPlane keep;                    // of the whole layer; see core::Frame
  core::SharedPlane freeze;                  // likewise
  std::shared_ptr<const core::Image> start;  // where Parameters::init is a file
  core::Parameters parameters;               // as computed
  Part part;                                 // of the layer that `content` shows
  int render_side = 0;                       // longer side of the whole layer where `content` is a part of it
  std::shared_ptr<const core::Image> whole;  // that layer, at any size, for its colours
};

// The most iterations a scale of a preview takes: what more would change is not seen at its size.
constexpr int kPreviewIterations = 60;
// The same of a detail, which shows what they do; the render's usual ones are fewer.
constexpr int kDetailIterations = 200;

// Of the whole layer, at most `longer_side` pixels; more where a long and narrow one needs them.
core::Parameters preview_parameters(core::Parameters render, core::Size layer, int longer_side);

// Of a part cut out of the layer as rendered: at its own size, and else as the whole's preview, from which it
// goes on. The painter learns from PreviewTask::render_side how the whole is painted.
core::Parameters detail_parameters(core::Parameters render);

bool same_part(const Part& a, const Part& b);
// The colours that are painted: the photograph's are put on afterwards.
std::string painted_colour(const PreviewTask& task);
// Whether one paints what the other does, and only shows it in other colours.
bool differs_in_shown_colours(const PreviewTask& a, const PreviewTask& b);
// Whether one would paint the same picture as the other.
bool same_preview(const PreviewTask& a, const PreviewTask& b);

// Whether `wanted` may go on from what `painted` has painted: only the losses' weights differ, or it is a
// part of the same picture.
bool goes_on_from(const PreviewTask& painted, const PreviewTask& wanted);

// `task` as it goes on from `painted`, a picture of the whole layer as far as it has come: through the scales
// that are left, from the part in question.
struct Continuation {
  core::Parameters parameters;
  core::Image start;
};
Continuation continue_from(const core::Image& painted, const PreviewTask& task);

// `picture` on its way to the styles' colours: by this share of it, 0…1.
core::Image in_style_colours(core::Image picture, const std::vector<PreviewStyle>& styles, double share);

// What is seen before anything is painted: the photograph in the style's colours, its longer side at most
// `longer_side`. Takes a hundredth of a second.
core::Image first_picture(const core::Image& content, const std::vector<PreviewStyle>& styles,
                          int longer_side);

// What the painter is told. Where a part is painted with matched styles, they have been matched to the whole
// layer, and the colours are the styles'.
std::vector<core::Style> styles_to_paint(const PreviewTask& task);
std::string colour_to_paint(const PreviewTask& task);
// What a plane of the whole layer has in the part.
core::SharedPlane part_of(const core::SharedPlane& plane, const Part& part);

// The pixels of the part, each side at least 1.
core::Image crop(const core::Image& picture, const Part& part);

}  // namespace ui
