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
#pragma once

#include <string>
#include <vector>

#include "gimp/host/values.h"

namespace gimp {

struct StyleText {
  const char* name;
  const char* title;  // untranslated
  const char* blurb;
  // Empty where everything is as usual. `with_open_images`: styles that are images of this session are named,
  // too.
  std::string (*text)(const Values& values, bool with_open_images);
  // Throws base::Error that names the argument and what would be right.
  void (*set)(Values& values, const std::string& text);
};
// In the order in which they must be set.
const std::vector<StyleText>& style_texts();

// Takes the words "name=value" of these texts out of `options`, and sets them.
std::string take_style_texts(Values& values, const std::string& options);

}  // namespace gimp
