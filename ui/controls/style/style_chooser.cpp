#include "controls/style/style_chooser.h"

#include <utility>

#include "base/translation.h"
#include "presets/take_text.h"
#include "session/files/recent_styles.h"
#include "session/files/sample_styles.h"
#include "widgets/file_chooser.h"
#include "widgets/picture_pixbuf.h"

namespace ui {
namespace {

constexpr int kPictureSize = 160;
constexpr int kAtEnd = -1;

std::string base_name(const std::string& file) {
  return presets::take_text(g_filename_display_basename(file.c_str()));
}

StyleChoice file_choice(const std::string& file) { return {StyleChoice::Kind::kFile, file, -1}; }

}  // namespace

StyleChooser::StyleChooser(const std::vector<OpenPicture>& pictures, std::function<void()> on_change,
                           std::function<void(const std::string&)> on_problem)
    : on_change_(std::move(on_change)),
      on_problem_(std::move(on_problem)),
      strip_([this] {
        update();
        on_change_();
      }),
      grid_(make_grid()),
      picture_(gtk_image_new()),
      name_(gtk_label_new("")),
      loader_(kThumbnailSize) {
  lay_out();
  accept_files();
  for (const std::string& file : recent_styles()) add_file(file, base_name(file), kAtEnd);
  for (const OpenPicture& open : pictures) {
    Entry& entry = add({StyleChoice::Kind::kOpenPicture, "", open.id}, open.name, kAtEnd);
    entry.picture = to_pixbuf(open.thumbnail);
    StyleStrip::set_picture(entry.widget, entry.picture);
  }
  for (const SampleStyle& sample : sample_styles()) {
    Entry& entry = add_file(sample.file, sample.name, kAtEnd);
    if (!first_sample_) first_sample_ = &entry;
  }
  update();
}

void StyleChooser::lay_out() {
  GtkWidget* frame = gtk_frame_new(nullptr);
  gtk_widget_set_size_request(picture_, kPictureSize, kPictureSize);
  gtk_container_add(GTK_CONTAINER(frame), picture_);
  set_accessible_name(picture_, _("Style preview"));
  gtk_label_set_ellipsize(GTK_LABEL(name_), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_xalign(GTK_LABEL(name_), 0);
  gtk_widget_set_hexpand(name_, TRUE);
  gtk_style_context_add_class(gtk_widget_get_style_context(name_), GTK_STYLE_CLASS_DIM_LABEL);

  GtkWidget* button = gtk_button_new_with_mnemonic(_("Choose a _file…"));
  gtk_widget_set_tooltip_text(button, _("A picture file; it can also be dropped here"));
  g_signal_connect(
      button, "clicked",
      G_CALLBACK(+[](GtkWidget*, gpointer self) { static_cast<StyleChooser*>(self)->choose_file(); }), this);
  gtk_widget_set_hexpand(strip_.widget(), TRUE);
  gtk_widget_set_vexpand(strip_.widget(), TRUE);
  GtkGrid* const grid = GTK_GRID(grid_);
  gtk_grid_attach(grid, frame, 0, 0, 1, 2);
  gtk_grid_attach(grid, strip_.widget(), 1, 0, 3, 1);
  gtk_grid_attach(grid, name_, 1, 1, 1, 1);
  gtk_grid_attach(grid, button, 2, 1, 1, 1);
}

void StyleChooser::accept_files() {
  gtk_drag_dest_set(grid_, GTK_DEST_DEFAULT_ALL, nullptr, 0, GDK_ACTION_COPY);
  gtk_drag_dest_add_uri_targets(grid_);
  g_signal_connect(grid_, "drag-data-received",
                   G_CALLBACK(+[](GtkWidget*, GdkDragContext*, gint, gint, GtkSelectionData* data, guint,
                                  guint, gpointer self) {
                     gchar** const uris = gtk_selection_data_get_uris(data);
                     if (uris && *uris) static_cast<StyleChooser*>(self)->drop(*uris);
                     g_strfreev(uris);
                   }),
                   this);
}

StyleChooser::Entry& StyleChooser::add(const StyleChoice& choice, const std::string& name, int position) {
  return entries_.emplace_back(Entry{choice, name, nullptr, strip_.add(name, position)});
}

StyleChooser::Entry& StyleChooser::add_file(const std::string& file, const std::string& name, int position) {
  Entry& entry = add(file_choice(file), name, position);
  loader_.load(file, [this, &entry](PixbufHandle picture) {
    entry.picture = std::move(picture);
    StyleStrip::set_picture(entry.widget, entry.picture);
    if (selected() == &entry) update();
  });
  return entry;
}

StyleChooser::Entry* StyleChooser::entry_of(const StyleChoice& choice) {
  for (Entry& entry : entries_) {
    if (entry.choice == choice) return &entry;
  }
  return nullptr;
}

const StyleChooser::Entry* StyleChooser::selected() const {
  const GtkWidget* const widget = strip_.selected();
  for (const Entry& entry : entries_) {
    if (entry.widget == widget) return &entry;
  }
  return nullptr;
}

void StyleChooser::choose_file() {
  ask_for_picture(grid_, [this](const std::string& file) { take_file(file); });
}

void StyleChooser::take_file(const std::string& file) {
  Entry* entry = entry_of(file_choice(file));
  if (!entry) {
    entry = &add_file(file, base_name(file), 0);
    remember_style(file);
  }
  strip_.select(entry->widget);
}

void StyleChooser::drop(const std::string& uri) {
  const std::string file = presets::take_text(g_filename_from_uri(uri.c_str(), nullptr, nullptr));
  if (g_file_test(file.c_str(), G_FILE_TEST_IS_REGULAR)) {
    take_file(file);
  } else {
    on_problem_(base::format(_("%s is not a file on this computer; drop a picture file here"), uri.c_str()));
  }
}

void StyleChooser::update() {
  const Entry* const entry = selected();
  gtk_label_set_text(GTK_LABEL(name_), entry ? entry->name.c_str() : _("none chosen yet"));
  gtk_widget_set_tooltip_text(name_, entry ? entry->name.c_str() : nullptr);
  if (entry && entry->picture) {
    show_picture(picture_, entry->picture, kPictureSize);
  } else {
    gtk_image_set_from_icon_name(GTK_IMAGE(picture_), "image-x-generic", GTK_ICON_SIZE_DIALOG);
  }
}

void StyleChooser::show(const StyleChoice& choice) {
  Entry* entry = entry_of(choice);
  if (!entry && choice.kind == StyleChoice::Kind::kFile &&
      g_file_test(choice.file.c_str(), G_FILE_TEST_IS_REGULAR)) {
    entry = &add_file(choice.file, base_name(choice.file), 0);
  }
  // With a first style the user sees at once what the program does.
  if (!entry && !strip_.selected()) entry = first_sample_;
  if (entry) strip_.select(entry->widget);
}

std::string StyleChooser::name() const {
  const Entry* const entry = selected();
  return entry ? entry->name : "";
}

StyleChoice StyleChooser::choice() const {
  const Entry* const entry = selected();
  return entry ? entry->choice : StyleChoice();
}

}  // namespace ui
