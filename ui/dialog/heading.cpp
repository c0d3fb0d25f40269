#include "dialog/heading.h"

#include <string>
#include <utility>

#include "base/translation.h"

namespace ui {
namespace {

constexpr int kButtonSpacing = 18;

std::string text_of(Host& host) {
  const std::string content = host.content_name(), edited = host.edited_painting();
  if (Animation* const animation = host.animation()) {
    return base::format(_("Paints the %d frames of %s into a new image."), animation->frames(),
                        content.c_str());
  }
  const std::size_t further = host.further_layers().size();
  if (further > 0) {
    return base::format(_("Paints %s and the other selected layers (%zu in all), each onto a new layer."),
                        content.c_str(), further + 1);
  }
  if (host.converts_to_rgb()) {
    return base::format(
        _("Paints %s onto a new layer and converts the image, whose colours are indexed, to RGB."),
        content.c_str());
  }
  if (edited.empty()) return base::format(_("Paints %s onto a new layer."), content.c_str());
  return base::format(_("Paints %s anew, in place of “%s”."), content.c_str(), edited.c_str());
}

}  // namespace

Heading::Heading(Host& host, std::function<void()> on_edit)
    : on_edit_(std::move(on_edit)), box_(gtk_box_new(GTK_ORIENTATION_HORIZONTAL, kButtonSpacing)) {
  GtkWidget* text = gtk_label_new(text_of(host).c_str());
  gtk_label_set_xalign(GTK_LABEL(text), 0);
  gtk_label_set_ellipsize(GTK_LABEL(text), PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_set_hexpand(text, TRUE);
  gtk_container_add(GTK_CONTAINER(box_), text);
  if (host.offered_painting().empty()) return;
  GtkWidget* edit = gtk_button_new_with_mnemonic(_("_Edit this painting"));
  gtk_widget_set_tooltip_text(
      edit, _("Take up the settings that this layer was painted with; the result takes its place"));
  g_signal_connect(edit, "clicked",
                   G_CALLBACK(+[](GtkButton*, gpointer self) { static_cast<Heading*>(self)->on_edit_(); }),
                   this);
  gtk_container_add(GTK_CONTAINER(box_), edit);
}

}  // namespace ui
