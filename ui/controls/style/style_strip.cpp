#include "controls/style/style_strip.h"

#include <utility>

#include "base/translation.h"
#include "widgets/picture_pixbuf.h"

namespace ui {
namespace {

constexpr int kEntryPicture = 56;
constexpr int kColumns = 4;
constexpr int kEntryWidth = kEntryPicture + 28;  // with the name and the theme's border
constexpr int kEntryCharacters = 10;
constexpr int kNameLines = 2;
constexpr int kLeastHeight = 2 * (kEntryPicture + 36);  // two rows
constexpr int kScrollBar = 16;

GtkFlowBox* flow_of(GtkWidget* flow) { return GTK_FLOW_BOX(flow); }

// The selected entry may lie below what is visible.
void scroll_to(GtkWidget* entry, GtkAllocation* place, gpointer scroller) {
  if (!gtk_flow_box_child_is_selected(GTK_FLOW_BOX_CHILD(entry))) return;
  GtkAdjustment* const adjustment = gtk_scrolled_window_get_vadjustment(GTK_SCROLLED_WINDOW(scroller));
  gtk_adjustment_clamp_page(adjustment, place->y, place->y + place->height);
}

// GTK would begin with the first entry, and by that choose it.
gboolean focus_selected(GtkWidget* flow, GtkDirectionType /*direction*/, gpointer strip) {
  GtkWidget* const entry = static_cast<StyleStrip*>(strip)->selected();
  if (!entry || gtk_container_get_focus_child(GTK_CONTAINER(flow))) return FALSE;
  gtk_widget_grab_focus(entry);
  return TRUE;
}

GtkWidget* make_name(const std::string& name) {
  GtkWidget* const label = gtk_label_new(name.c_str());
  gtk_label_set_line_wrap(GTK_LABEL(label), TRUE);
  gtk_label_set_lines(GTK_LABEL(label), kNameLines);
  gtk_label_set_ellipsize(GTK_LABEL(label), PANGO_ELLIPSIZE_END);
  gtk_label_set_justify(GTK_LABEL(label), GTK_JUSTIFY_CENTER);
  gtk_label_set_width_chars(GTK_LABEL(label), kEntryCharacters);
  gtk_label_set_max_width_chars(GTK_LABEL(label), kEntryCharacters);
  gtk_widget_set_valign(label, GTK_ALIGN_START);
  PangoAttrList* const small = pango_attr_list_new();
  pango_attr_list_insert(small, pango_attr_scale_new(PANGO_SCALE_SMALL));
  gtk_label_set_attributes(GTK_LABEL(label), small);
  pango_attr_list_unref(small);
  return label;
}

GtkWidget* picture_of(GtkWidget* entry) {
  GList* const parts = gtk_container_get_children(GTK_CONTAINER(gtk_bin_get_child(GTK_BIN(entry))));
  GtkWidget* const picture = GTK_WIDGET(parts->data);
  g_list_free(parts);
  return picture;
}

}  // namespace

StyleStrip::StyleStrip(std::function<void()> on_select)
    : scroller_(gtk_scrolled_window_new(nullptr, nullptr)),
      flow_(gtk_flow_box_new()),
      on_select_(std::move(on_select)) {
  gtk_flow_box_set_selection_mode(flow_of(flow_), GTK_SELECTION_SINGLE);
  gtk_flow_box_set_homogeneous(flow_of(flow_), TRUE);
  gtk_flow_box_set_min_children_per_line(flow_of(flow_), kColumns);
  gtk_flow_box_set_max_children_per_line(flow_of(flow_), 2 * kColumns);
  gtk_widget_set_valign(flow_, GTK_ALIGN_START);
  set_accessible_name(flow_, _("Styles"));
  g_signal_connect(flow_, "selected-children-changed", G_CALLBACK(call), &on_select_);
  g_signal_connect(flow_, "focus", G_CALLBACK(focus_selected), this);

  GtkScrolledWindow* const scroller = GTK_SCROLLED_WINDOW(scroller_);
  gtk_scrolled_window_set_policy(scroller, GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_shadow_type(scroller, GTK_SHADOW_IN);
  gtk_scrolled_window_set_min_content_width(scroller, kColumns * kEntryWidth + kScrollBar);
  gtk_scrolled_window_set_min_content_height(scroller, kLeastHeight);
  gtk_container_add(GTK_CONTAINER(scroller_), flow_);
  gtk_container_set_focus_vadjustment(GTK_CONTAINER(flow_), gtk_scrolled_window_get_vadjustment(scroller));
}

GtkWidget* StyleStrip::add(const std::string& name, int position) {
  GtkWidget* image = gtk_image_new_from_icon_name("image-x-generic", GTK_ICON_SIZE_DND);
  gtk_widget_set_size_request(image, kEntryPicture, kEntryPicture);
  GtkWidget* column = gtk_box_new(GTK_ORIENTATION_VERTICAL, 0);
  gtk_container_add(GTK_CONTAINER(column), image);
  gtk_container_add(GTK_CONTAINER(column), make_name(name));
  GtkWidget* entry = gtk_flow_box_child_new();
  gtk_container_add(GTK_CONTAINER(entry), column);
  gtk_widget_set_tooltip_text(entry, name.c_str());
  set_accessible_name(entry, name.c_str());
  g_signal_connect(entry, "size-allocate", G_CALLBACK(scroll_to), scroller_);
  gtk_flow_box_insert(flow_of(flow_), entry, position);
  gtk_widget_show_all(entry);
  return entry;
}

void StyleStrip::set_picture(GtkWidget* entry, const PixbufHandle& picture) {
  if (picture) show_picture(picture_of(entry), picture, kEntryPicture);
}

void StyleStrip::select(GtkWidget* entry) {
  gtk_flow_box_select_child(flow_of(flow_), GTK_FLOW_BOX_CHILD(entry));
}

GtkWidget* StyleStrip::selected() const {
  GList* const selected = gtk_flow_box_get_selected_children(flow_of(flow_));
  GtkWidget* const entry = selected ? GTK_WIDGET(selected->data) : nullptr;
  g_list_free(selected);
  return entry;
}

}  // namespace ui
