#include "style_chooser.h"

#include <utility>

#include "file_chooser.h"
#include "picture_pixbuf.h"
#include "translation.h"

namespace ui {
namespace {

constexpr int kIconSize = 24;
enum Column { kIcon, kThumbnail, kName, kId, kColumns };

void activate(GtkWidget* radio) { gtk_toggle_button_set_active(GTK_TOGGLE_BUTTON(radio), TRUE); }
bool is_active(GtkWidget* radio) { return gtk_toggle_button_get_active(GTK_TOGGLE_BUTTON(radio)); }

}  // namespace

StyleChooser::StyleChooser(const std::vector<OpenPicture>& pictures, std::function<void()> on_change)
    : grid_(make_grid()),
      from_file_(gtk_radio_button_new_with_mnemonic(nullptr, _("From a _file"))),
      from_picture_(gtk_radio_button_new_with_mnemonic_from_widget(GTK_RADIO_BUTTON(from_file_),
                                                                   _("From an open _image"))),
      file_(make_picture_chooser(_("Style file"))),
      pictures_(gtk_combo_box_new()),
      preview_(gtk_image_new()),
      on_change_(std::move(on_change)) {
  fill_list(pictures);
  lay_out();
  connect();
  update_preview();
}

void StyleChooser::fill_list(const std::vector<OpenPicture>& pictures) {
  GtkListStore* store =
      gtk_list_store_new(kColumns, GDK_TYPE_PIXBUF, GDK_TYPE_PIXBUF, G_TYPE_STRING, G_TYPE_INT);
  for (const OpenPicture& picture : pictures) {
    const PixbufHandle thumbnail = to_pixbuf(picture.thumbnail);
    const PixbufHandle icon = shrink(thumbnail, kIconSize);
    gtk_list_store_insert_with_values(store, nullptr, -1, kIcon, icon.get(), kThumbnail, thumbnail.get(),
                                      kName, picture.name.c_str(), kId, picture.id, -1);
  }
  GtkComboBox* const combo = GTK_COMBO_BOX(pictures_);
  gtk_combo_box_set_model(combo, GTK_TREE_MODEL(store));
  g_object_unref(store);

  GtkCellRenderer* icon = gtk_cell_renderer_pixbuf_new();
  gtk_cell_renderer_set_fixed_size(icon, kIconSize + 8, kIconSize);
  gtk_cell_layout_pack_start(GTK_CELL_LAYOUT(combo), icon, FALSE);
  gtk_cell_layout_add_attribute(GTK_CELL_LAYOUT(combo), icon, "pixbuf", kIcon);
  GtkCellRenderer* name = gtk_cell_renderer_text_new();
  g_object_set(name, "ellipsize", PANGO_ELLIPSIZE_MIDDLE, nullptr);
  gtk_cell_layout_pack_start(GTK_CELL_LAYOUT(combo), name, TRUE);
  gtk_cell_layout_add_attribute(GTK_CELL_LAYOUT(combo), name, "text", kName);
  if (!pictures.empty()) gtk_combo_box_set_active(combo, 0);
  gtk_widget_set_sensitive(pictures_, !pictures.empty());
  set_accessible_name(pictures_, _("Style image"));
}

void StyleChooser::lay_out() {
  GtkGrid* const grid = GTK_GRID(grid_);
  gtk_grid_attach(grid, from_file_, 0, 0, 1, 1);
  gtk_grid_attach(grid, file_, 1, 0, 1, 1);
  gtk_grid_attach(grid, from_picture_, 0, 1, 1, 1);
  gtk_grid_attach(grid, pictures_, 1, 1, 1, 1);
  for (GtkWidget* part : {from_file_, file_, from_picture_, pictures_}) {
    gtk_widget_set_valign(part, GTK_ALIGN_CENTER);
  }

  GtkWidget* frame = gtk_frame_new(nullptr);
  gtk_widget_set_size_request(frame, kThumbnailSize + 8, kThumbnailSize + 8);
  gtk_widget_set_valign(frame, GTK_ALIGN_START);
  gtk_container_add(GTK_CONTAINER(frame), preview_);
  set_accessible_name(preview_, _("Style preview"));
  gtk_grid_attach(grid, frame, 2, 0, 1, 3);
}

void StyleChooser::connect() {
  g_signal_connect(file_, "file-set", G_CALLBACK(+[](GtkWidget*, gpointer self) {
                     static_cast<StyleChooser*>(self)->chosen(static_cast<StyleChooser*>(self)->from_file_);
                   }),
                   this);
  g_signal_connect(
      pictures_, "changed", G_CALLBACK(+[](GtkWidget*, gpointer self) {
        static_cast<StyleChooser*>(self)->chosen(static_cast<StyleChooser*>(self)->from_picture_);
      }),
      this);
  g_signal_connect(from_file_, "toggled", G_CALLBACK(+[](GtkWidget*, gpointer self) {
                     static_cast<StyleChooser*>(self)->update_preview();
                   }),
                   this);
}

void StyleChooser::chosen(GtkWidget* radio) {
  activate(radio);
  update_preview();
  on_change_();
}

int StyleChooser::selected_picture() const {
  GtkTreeIter row;
  if (!gtk_combo_box_get_active_iter(GTK_COMBO_BOX(pictures_), &row)) return -1;
  int id = -1;
  gtk_tree_model_get(gtk_combo_box_get_model(GTK_COMBO_BOX(pictures_)), &row, kId, &id, -1);
  return id;
}

void StyleChooser::update_preview() {
  PixbufHandle preview;
  GtkTreeIter row;
  if (is_active(from_file_)) {
    const std::string file = chosen_file(file_);
    if (!file.empty()) preview = load_preview(file, kThumbnailSize);
  } else if (gtk_combo_box_get_active_iter(GTK_COMBO_BOX(pictures_), &row)) {
    GdkPixbuf* thumbnail = nullptr;
    gtk_tree_model_get(gtk_combo_box_get_model(GTK_COMBO_BOX(pictures_)), &row, kThumbnail, &thumbnail, -1);
    preview.reset(thumbnail);
  }
  if (preview) {
    gtk_image_set_from_pixbuf(GTK_IMAGE(preview_), preview.get());
  } else {
    gtk_image_set_from_icon_name(GTK_IMAGE(preview_), "image-x-generic", GTK_ICON_SIZE_DIALOG);
  }
}

void StyleChooser::show(const StyleChoice& choice) {
  if (choice.kind == StyleChoice::Kind::kFile) {
    gtk_file_chooser_set_filename(GTK_FILE_CHOOSER(file_), choice.file.c_str());
    activate(from_file_);
  } else if (choice.kind == StyleChoice::Kind::kOpenPicture) {
    GtkTreeModel* const model = gtk_combo_box_get_model(GTK_COMBO_BOX(pictures_));
    GtkTreeIter row;
    for (gboolean more = gtk_tree_model_get_iter_first(model, &row); more;
         more = gtk_tree_model_iter_next(model, &row)) {
      int id = -1;
      gtk_tree_model_get(model, &row, kId, &id, -1);
      if (id != choice.picture) continue;
      gtk_combo_box_set_active_iter(GTK_COMBO_BOX(pictures_), &row);
      activate(from_picture_);
    }
  }
  update_preview();
}

StyleChoice StyleChooser::choice() const {
  StyleChoice choice;
  if (is_active(from_file_)) {
    choice.file = chosen_file(file_);
    if (!choice.file.empty()) choice.kind = StyleChoice::Kind::kFile;
  } else {
    choice.picture = selected_picture();
    if (choice.picture != -1) choice.kind = StyleChoice::Kind::kOpenPicture;
  }
  return choice;
}

}  // namespace ui
