// What a run's values say of further styles, shares, sizes and places, as texts: arguments of scripts, and
// how last values are kept.
//
//   more-styles    the second style and those after it: paths or file: URIs, separated by |
//   style-weights  0.7,0.3: the styles' shares, as on the command line
//   style-scales   1,0.5: their sizes
//   style-places   where each paints: none, selection, mask (the layer's own), or the number of a channel, a
//                  mask or a layer
//   keep           the place of what is kept firmly, likewise
//   freeze         the place of what stays as it is, likewise
//   convert        rgb: an image with indexed colours becomes one with RGB
#pragma once

#include <string>
#include <vector>

#include "core/assignments.h"
#include "gimp/host/values.h"

namespace gimp {

struct StyleText {
  const char* name;
  const char* title;  // untranslated
  const char* blurb;
  bool has_option;  // the command line says it, too
  // Empty where everything is as usual. `with_open_images`: styles that are images of this session are named,
  // too.
  std::string (*text)(const Values& values, bool with_open_images);
  // Throws base::Error that names the argument and what would be right.
  void (*set)(Values& values, const std::string& text);
};
// In the order in which they must be set.
const std::vector<StyleText>& style_texts();

// GIMP 2.10's text "options": these, a "preset", and further parameters (core/assignments.h). The preset
// gives way to the others, and to what `values` has already. Throws base::Error that names what is wrong.
void set_options(Values& values, const core::Assignments& options);

}  // namespace gimp
