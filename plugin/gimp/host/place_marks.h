// Where a painting's styles painted, what was kept and what was frozen, as a text that outlives the session:
// GIMP's numbers do not, but tattoos are saved with the image.
//
//   7,none selection none
//
// says the styles' places, keep's and freeze's: none, selection, mask (the layer's own), or the tattoo of a
// channel, a mask or a layer. Main thread only.
#pragma once

#include <string>
#include <vector>

#include "gimp/host/content_layer.h"
#include "gimp/host/values.h"

namespace gimp {

// Empty where there are no places.
std::string place_marks(const Values& values);

// Sets what such a text, from anywhere, says of the styles that `values` has. Returns a sentence for each
// place that is not there any more; that is everywhere then.
std::vector<std::string> set_place_marks(Values& values, const std::string& text,
                                         const ContentLayer& content);

}  // namespace gimp
