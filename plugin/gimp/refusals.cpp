#include "gimp/refusals.h"

#include "base/translation.h"

namespace gimp {

using base::Error;

Error drawable_of_another_image() { return Error(_("the drawable belongs to another image")); }
Error indexed_colours() {
  return Error(
      _("this image has indexed colours; convert it to RGB first (Image > Mode > RGB), "
        "or give convert as rgb"));
}
Error channel_chosen() { return Error(_("a channel has no colours to paint; select a layer instead")); }
Error no_layer() { return Error(_("only layers can be painted; select a layer")); }
Error floating_selection() {
  return Error(_("this is a floating selection; anchor it or make it a layer first"));
}
Error one_frame() {
  return Error(
      _("this image has one layer, but an animation needs two or more, each of which is a frame; for one "
        "picture use Filters > Artistic > Style Transfer"));
}
Error places_in_animation() {
  return Error(_("an animation is painted whole; style-places, keep and freeze must be empty"));
}
Error nothing_selected(const std::string& layer_name) {
  return Error(base::format(
      _("the selection does not touch the layer \"%s\"; select a part of it, or nothing for all of it"),
      layer_name.c_str()));
}

Error image_closed_meanwhile() {
  return Error(_("the image was closed while it was being painted, so there is no place for the result"));
}
Error layer_deleted_meanwhile(const std::string& layer_name) {
  return Error(base::format(
      _("the layer \"%s\" was deleted while it was being painted, so there is no place for the result"),
      layer_name.c_str()));
}
Error indexed_meanwhile() {
  return Error(_("the image was converted to indexed colours while it was being painted"));
}

Error no_style_given() {
  return Error(_("no style is given: name a picture file (style-file) or a drawable (style-drawable)"));
}
Error no_style_chosen() { return Error(_("no style is chosen")); }
Error two_styles_given() { return Error(_("give either style-file or style-drawable, not both")); }
Error style_image_closed() { return Error(_("the style image is no longer open")); }
Error image_without_file(const std::string& name) {
  return Error(base::format(_("“%s” is in no file that a command could name; save it first"), name.c_str()));
}
Error place_of_this_session() {
  return Error(
      _("a channel or a layer as a place has a number that holds in this session alone, so that no command "
        "can name "
        "it; take the selection or the layer mask"));
}
Error no_earlier_run() { return Error(_("there is no earlier run whose values could be used again")); }

Error unreadable_picture(const std::string& name, const std::string& reason) {
  return Error(base::format(_("GIMP cannot read %s as a picture: %s"), name.c_str(), reason.c_str()));
}
Error unconvertible_colours(const std::string& reason) {
  return Error(base::format(_("GIMP could not convert the style picture's colours: %s"), reason.c_str()));
}
Error refused_layer(const std::string& reason) {
  return Error(base::format(_("GIMP could not add the new layer to the image: %s"), reason.c_str()));
}
Error refused_mask(const std::string& reason) {
  return Error(base::format(_("GIMP refused the new layer's mask: %s"), reason.c_str()));
}

Error refused_image(const std::string& reason) {
  return Error(base::format(_("GIMP could not make the new image: %s"), reason.c_str()));
}

}  // namespace gimp
