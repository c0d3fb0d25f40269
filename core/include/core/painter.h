// What pictures that are painted one after the other have in common: the engine, the weights and their packed
// filters, the statistics of the styles. A dialog, a batch or a film has one; it computes anew only what a
// change asks for, and paints what a fresh one would paint.
//
// Belongs to one thread, as the engine does. That of a team's rank 0 paints with the others' help.
#pragma once

#include <memory>
#include <vector>

#include "core/image.h"
#include "core/mask_need.h"
#include "core/observer.h"
#include "core/parameters.h"
#include "core/plane.h"
#include "core/resample.h"
#include "core/team.h"

namespace core {

constexpr double kLeastStyleScale = 0.05, kGreatestStyleScale = 20;

struct Style {
  // Shared, and never changed: the same pointer is the same picture.
  std::shared_ptr<const Image> picture;
  double weight = 1;  // its share beside the other styles; 0: as if it were not there
  double scale = 1;   // its size, times Parameters::style_scale; kLeastStyleScale … kGreatestStyleScale
  // Where on the content it paints: 1 fully, 0 not at all, with soft edges. Null: wherever no other style's
  // guide is, everywhere where none has one. Scaled to the content; of its shape.
  SharedPlane guide = nullptr;
  // Which part of its picture is imitated, likewise. Null: all of it.
  SharedPlane read = nullptr;
};

// Throws base::Error, in words for people, where a weight or a scale cannot be used.
void check_styles(const std::vector<Style>& styles);

// Styles in the colours of a content, each in those of its own place: what Parameters::colour "matched" paints
// with. Guides as Style has them.
std::vector<Style> in_colours_of(const Image& content, std::vector<Style> styles);

// The sizes of those that have weight.
std::vector<StyleSize> sizes_of(const std::vector<Style>& styles);

std::vector<Style> as_styles(std::vector<Image> pictures);

// What a frame of a film has from the frame before, so that it is painted on instead of anew; see
// FilmPainter.
struct Onward {
  Image before;       // the painting before, warped; of the working size
  Plane trust;        // where the frame starts from it and is held to it, 0…1; of that size
  double weight = 0;  // of the temporal term
  double effort = 1;  // how much it may take, beside a still
  // The content that what else is measured on the frame's own is measured on: the balance of the losses,
  // colours of styles, random weights. The same pointer is the same picture, of which nothing is measured
  // twice.
  std::shared_ptr<const Image> model = nullptr;
};

struct Frame {
  Image content;
  // To start from, whatever Parameters::init says; empty: from what that says. Where that is a file the host
  // has read it to here: core reads no files of pictures.
  Image start = {};
  // Where the content is a part cut out of a larger picture, that picture's longer side in the same pixels;
  // styles are as large and scales have as many iterations as in the whole's run, and styles may paint nowhere
  // in it. 0: the content is whole.
  int whole_side = 0;
  // What of the content is kept more firmly than the rest: v means (1+v)² times, so 0 as usual and 1 four
  // times. Null: all as usual. Scaled to the content; of its shape.
  SharedPlane keep = nullptr;
  // Which of the content's pixels stay as they are, and how firmly; null: none. Of any size in the content's
  // shape. Where it is 1 the result has the content's very values (at its own size), beside it what is
  // painted meets them.
  SharedPlane freeze = nullptr;
  // Null: it is painted anew.
  std::shared_ptr<const Onward> onward = nullptr;
  bool tells_painting = false;  // see Result::painting
};

// Of guides, keep and freeze, and of the frame before. An upper estimate.
MaskNeed need_of_masks(const std::vector<Style>& styles, const Frame& frame);

class Painter {
 public:
  Painter();
  // `team` must outlive it.
  explicit Painter(Team& team);
  ~Painter();
  Painter(const Painter&) = delete;
  Painter& operator=(const Painter&) = delete;

  // Opens the network that the parameters ask for, before the styles are known; update() does it, too.
  void open(const Parameters& parameters);
  // What paints from now on. Throws base::Error, in words for people, for parameters, weights and styles that
  // cannot be used; then the next update() begins afresh.
  void update(const Parameters& parameters, const std::vector<Style>& styles);

  // Gives back all memory.
  void close();

  // After update(). Throws base::Error as StyleJob does.
  Result paint(Frame frame, Observer& observer);

  struct Impl;
  Impl& impl() const { return *impl_; }

 private:
  std::unique_ptr<Impl> impl_;
};

}  // namespace core
