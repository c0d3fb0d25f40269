// core::Image as GTK draws it.
#pragma once

#include <string>

#include "core/image.h"
#include "widgets/widgets.h"

namespace ui {

// 8 bits a channel; null for an empty image.
PixbufHandle to_pixbuf(const core::Image& image);

// Same aspect, the longer side at most `longer_side`; never enlarged. Null stays null.
PixbufHandle shrink(const PixbufHandle& picture, int longer_side);

// Null if the file is not a picture that GdkPixbuf can read.
PixbufHandle load_preview(const std::string& file, int longer_side);

// In a GtkImage: at most `longer_side` of the screen's units, as sharp as the screen is.
void show_picture(GtkWidget* image, const PixbufHandle& picture, int longer_side);

}  // namespace ui
