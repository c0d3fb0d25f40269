#include "gimp/refusals.h"

namespace gimp {

using base::Error;

Error drawable_of_another_image() { return Error("the drawable belongs to another image"); }
Error indexed_colours() {
  return Error("this image has indexed colours; convert it to RGB first (Image > Mode > RGB)");
}
Error channel_chosen() { return Error("a channel has no colours to paint; select a layer instead"); }
Error no_layer() { return Error("only layers can be painted; select a layer"); }
Error several_layers(std::size_t count) {
  return Error(std::to_string(count) + " layers are selected; select one, or a group of them");
}
Error floating_selection() {
  return Error("this is a floating selection; anchor it or make it a layer first");
}
Error nothing_selected(const std::string& layer_name) {
  return Error("the selection does not touch the layer \"" + layer_name +
               "\"; select a part of it, or nothing for all of it");
}

Error image_closed_meanwhile() {
  return Error("the image was closed while it was being painted, so there is no place for the result");
}
Error layer_deleted_meanwhile(const std::string& layer_name) {
  return Error("the layer \"" + layer_name +
               "\" was deleted while it was being painted, so there is no place for the result");
}
Error indexed_meanwhile() {
  return Error("the image was converted to indexed colours while it was being painted");
}

Error no_style_given() {
  return Error("no style is given: name a picture file (style-file) or a drawable (style-drawable)");
}
Error two_styles_given() { return Error("give either style-file or style-drawable, not both"); }
Error style_image_closed() { return Error("the style image is no longer open"); }
Error no_earlier_run() { return Error("there is no earlier run whose values could be used again"); }

Error unreadable_picture(const std::string& name, const std::string& reason) {
  return Error("GIMP cannot read " + name + " as a picture: " + reason);
}
Error unconvertible_colours(const std::string& reason) {
  return Error("GIMP could not convert the style picture's colours: " + reason);
}
Error refused_layer(const std::string& reason) {
  return Error("GIMP could not add the new layer to the image: " + reason);
}
Error refused_mask(const std::string& reason) {
  return Error("GIMP refused the new layer's mask: " + reason);
}

}  // namespace gimp
