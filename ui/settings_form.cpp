#include "settings_form.h"

#include "translation.h"

namespace ui {
namespace {

constexpr int kSectionSpacing = 18;
constexpr int kHeadingSpacing = 6;

void attach_number(GtkWidget* grid, const char* label, const ParameterControl& control, const char* unit,
                   int row) {
  gtk_grid_attach(GTK_GRID(grid), make_label(label, control.widget()), 0, row, 1, 1);
  gtk_grid_attach(GTK_GRID(grid), control.widget(), 1, row, 1, 1);
  GtkWidget* after = gtk_label_new(unit);
  gtk_label_set_xalign(GTK_LABEL(after), 0);
  gtk_style_context_add_class(gtk_widget_get_style_context(after), GTK_STYLE_CLASS_DIM_LABEL);
  gtk_grid_attach(GTK_GRID(grid), after, 2, row, 1, 1);
}

}  // namespace

SettingsForm::SettingsForm(const std::vector<OpenPicture>& pictures, const std::string& content_size,
                           const std::function<void()>& on_change,
                           const std::function<void(const std::string&)>& on_message)
    : box_(gtk_box_new(GTK_ORIENTATION_VERTICAL, kSectionSpacing)),
      style_(pictures, on_change, on_message),
      size_(core::parameter_row("size"), on_change),
      iterations_(core::parameter_row("iterations"), on_change),
      strength_(on_change),
      more_({"size", "iterations", "content-weight", "style-weight"}, on_change) {
  add_section(_("Style"), style_.widget());
  GtkWidget* strength = make_grid();
  gtk_grid_attach(GTK_GRID(strength), strength_.widget(), 0, 0, 1, 1);
  add_section(_("Style strength"), strength);
  add_section(_("Picture"), make_number_grid(content_size));
  gtk_container_add(GTK_CONTAINER(box_), more_.widget());
}

void SettingsForm::add_section(const char* heading, GtkWidget* content) {
  GtkWidget* section = gtk_box_new(GTK_ORIENTATION_VERTICAL, kHeadingSpacing);
  gtk_container_add(GTK_CONTAINER(section), make_heading(heading));
  gtk_container_add(GTK_CONTAINER(section), content);
  gtk_container_add(GTK_CONTAINER(box_), section);
}

GtkWidget* SettingsForm::make_number_grid(const std::string& content_size) {
  GtkWidget* grid = make_grid();
  attach_number(grid, _("_Size"), size_,
                format(_("px, the longer side; the layer has %s"), content_size.c_str()).c_str(), 0);
  attach_number(grid, _("I_terations"), iterations_, _("at each scale; more is finer and slower"), 1);
  return grid;
}

void SettingsForm::show(const Settings& settings) {
  style_.show(settings.style);
  size_.show(settings.parameters);
  iterations_.show(settings.parameters);
  strength_.show(settings.parameters);
  more_.show(settings.parameters);
  shown_ = settings.parameters;
}

Settings SettingsForm::read() const {
  Settings settings;
  settings.style = style_.choice();
  settings.parameters = shown_;
  size_.store(settings.parameters);
  iterations_.store(settings.parameters);
  strength_.store(settings.parameters);
  more_.store(settings.parameters);
  return settings;
}

}  // namespace ui
