#include "gimp/layer_names.h"

#include "base/translation.h"

namespace gimp {

std::string content_name(const std::string& layer, const std::string& image_title) {
  if (layer == image_title) return base::format(_("“%s”"), layer.c_str());
  // Translators: a layer, and the image that it belongs to.
  return base::format(_("“%s” of %s"), layer.c_str(), image_title.c_str());
}

// Translators: a new layer's name.
std::string result_name(const std::string& style_name) {
  return base::format(_("Style: %s"), style_name.c_str());
}

}  // namespace gimp
