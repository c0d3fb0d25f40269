// The layer to paint: found from the drawable that GIMP passed, checked, and read.
//
// What is remembered of it here (size, place) is its state when it was read, so that the result fits the
// picture that was painted even if the user edits on meanwhile. Main thread only.
#pragma once

#include <string>
#include <vector>

#include "names.h"
#include "ui/host.h"

namespace gimp {

struct ContentLayer {
  ImageRef image = {};
  DrawableRef layer;
  std::string name;
  int width = 0;
  int height = 0;
  int offset_x = 0;
  int offset_y = 0;
  bool to_rgb = false;  // the image has indexed colours, which become RGB with the result
};

// `image` and `drawable` must be there. A layer mask stands for its layer; groups and text layers are painted
// as they look. `may_convert`: an indexed image may become one with RGB. Throws base::Error, in words for
// people, for what cannot be painted on: other indexed images, channels, floating selections, layers wholly
// outside the selection.
ContentLayer find_content(ImageRef image, DrawableRef drawable, bool may_convert = false);

// The same layer as it is now. Throws base::Error when it or its image has gone.
ContentLayer find_again(const ContentLayer& content);

// Throws base::Error when the image or the layer has gone since.
void check_still_there(const ContentLayer& content);

// The selection's bounds within the layer; all of it if nothing is selected. Throws base::Error if the
// selection does not touch it.
ui::Area selected_part(const ContentLayer& content);

// The new layer's mask: the selection, where that counts, times the layer's own mask where that is applied;
// empty: none needed. Throws base::Error if nothing of the layer is selected.
std::vector<float> content_mask(const ContentLayer& content, bool selection_counts);

}  // namespace gimp
