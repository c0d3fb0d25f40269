#include "preview/preview_panel.h"

#include <utility>

#include "base/translation.h"

namespace ui {
namespace {

constexpr int kSpacing = 8;
constexpr int kNoteMargin = 12;
constexpr int kNoteCharacters = 40;
constexpr int kSizes[] = {128, 256, 512};
constexpr int kUsualSize = 256;

GtkWidget* make_dim_label(const char* text) {
  GtkWidget* label = gtk_label_new(text);
  gtk_style_context_add_class(gtk_widget_get_style_context(label), GTK_STYLE_CLASS_DIM_LABEL);
  return label;
}

}  // namespace

PreviewPanel::PreviewPanel(Actions actions)
    : actions_(std::move(actions)),
      view_(actions_.on_place),
      box_(gtk_box_new(GTK_ORIENTATION_VERTICAL, kSpacing)),
      note_(gtk_label_new("")),
      split_(gtk_scale_new(GTK_ORIENTATION_HORIZONTAL, view_.split())),
      size_(gtk_combo_box_text_new()),
      detail_(gtk_toggle_button_new_with_mnemonic(_("Check _detail"))),
      state_(make_dim_label("")) {
  lay_out();
  set_size(kUsualSize);
  g_signal_connect(size_, "changed", G_CALLBACK(call), &actions_.on_size);
  g_signal_connect(detail_, "toggled", G_CALLBACK(call), &actions_.on_detail);
}

void PreviewPanel::lay_out() {
  gtk_label_set_line_wrap(GTK_LABEL(note_), TRUE);
  gtk_label_set_max_width_chars(GTK_LABEL(note_), kNoteCharacters);
  gtk_style_context_add_class(gtk_widget_get_style_context(note_), GTK_STYLE_CLASS_OSD);
  g_object_set(note_, "margin", kNoteMargin, "xpad", kSpacing, "ypad", kSpacing / 2, nullptr);
  gtk_widget_set_halign(note_, GTK_ALIGN_CENTER);
  gtk_widget_set_valign(note_, GTK_ALIGN_END);
  gtk_widget_set_no_show_all(note_, TRUE);

  GtkWidget* frame = gtk_frame_new(nullptr);
  gtk_container_add(GTK_CONTAINER(frame), view_.widget());
  GtkWidget* overlay = gtk_overlay_new();
  gtk_container_add(GTK_CONTAINER(overlay), frame);
  gtk_overlay_add_overlay(GTK_OVERLAY(overlay), note_);
  gtk_overlay_set_overlay_pass_through(GTK_OVERLAY(overlay), note_, TRUE);
  gtk_container_add(GTK_CONTAINER(box_), overlay);

  gtk_scale_set_draw_value(GTK_SCALE(split_), FALSE);
  gtk_widget_set_hexpand(split_, TRUE);
  gtk_widget_set_tooltip_text(split_, _("Where the picture before ends and the one after begins"));
  set_accessible_name(split_, _("Before and after"));
  GtkWidget* split = gtk_box_new(GTK_ORIENTATION_HORIZONTAL, kSpacing);
  for (GtkWidget* part : {make_dim_label(_("Before")), split_, make_dim_label(_("After"))}) {
    gtk_container_add(GTK_CONTAINER(split), part);
  }
  gtk_container_add(GTK_CONTAINER(box_), split);

  for (const int size : kSizes) {
    const std::string number = std::to_string(size);
    gtk_combo_box_text_append(GTK_COMBO_BOX_TEXT(size_), number.c_str(),
                              base::format(_("%d px"), size).c_str());
  }
  gtk_widget_set_tooltip_text(size_, _("Longer side of the preview; larger shows more and takes longer"));
  set_accessible_name(size_, _("Preview size"));
  gtk_widget_set_tooltip_text(detail_,
                              _("Paints a small part as the render will, and shows it pixel by pixel"));
  gtk_label_set_ellipsize(GTK_LABEL(state_), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign(GTK_LABEL(state_), 1);
  gtk_widget_set_hexpand(state_, TRUE);
  GtkWidget* controls = gtk_box_new(GTK_ORIENTATION_HORIZONTAL, kSpacing);
  for (GtkWidget* part : {make_label(_("Pre_view size:"), size_), size_, detail_, state_}) {
    gtk_container_add(GTK_CONTAINER(controls), part);
  }
  gtk_container_add(GTK_CONTAINER(box_), controls);
}

int PreviewPanel::size() const {
  const gchar* const size = gtk_combo_box_get_active_id(GTK_COMBO_BOX(size_));
  return size ? static_cast<int>(g_ascii_strtoll(size, nullptr, 10)) : kUsualSize;
}

void PreviewPanel::set_size(int size) {
  gtk_combo_box_set_active_id(GTK_COMBO_BOX(size_), std::to_string(size).c_str());
}

bool PreviewPanel::checks_detail() const { return gtk_toggle_button_get_active(GTK_TOGGLE_BUTTON(detail_)); }

void PreviewPanel::leave_detail() { gtk_toggle_button_set_active(GTK_TOGGLE_BUTTON(detail_), FALSE); }

void PreviewPanel::show_note(const std::string& text) {
  gtk_label_set_text(GTK_LABEL(note_), text.c_str());
  gtk_widget_set_visible(note_, !text.empty());
}

void PreviewPanel::show_state(const std::string& text) {
  gtk_label_set_text(GTK_LABEL(state_), text.c_str());
}

void PreviewPanel::set_controls_sensitive(bool sensitive) {
  gtk_widget_set_sensitive(size_, sensitive);
  gtk_widget_set_sensitive(detail_, sensitive);
}

}  // namespace ui
