// Why a layer or a style cannot be used, in words that both GIMPs share.
#pragma once

#include <string>

#include "base/error.h"

namespace gimp {

base::Error drawable_of_another_image();
base::Error indexed_colours();
base::Error channel_chosen();
base::Error no_layer();
base::Error floating_selection();
base::Error one_frame();
base::Error places_in_animation();
base::Error nothing_selected(const std::string& layer_name);

// The picture changed while it was being painted.
base::Error image_closed_meanwhile();
base::Error layer_deleted_meanwhile(const std::string& layer_name);
base::Error indexed_meanwhile();

base::Error no_style_given();
base::Error no_style_chosen();
base::Error two_styles_given();
base::Error style_image_closed();
base::Error no_earlier_run();
// A command cannot name it.
base::Error image_without_file(const std::string& name);
base::Error place_of_this_session();

// `reason`: what GIMP says.
base::Error unreadable_picture(const std::string& name, const std::string& reason);
base::Error unconvertible_colours(const std::string& reason);
base::Error refused_layer(const std::string& reason);
base::Error refused_mask(const std::string& reason);
base::Error refused_image(const std::string& reason);

}  // namespace gimp
