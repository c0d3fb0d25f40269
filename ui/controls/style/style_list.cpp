#include "controls/style/style_list.h"

#include <utility>

#include "base/translation.h"
#include "core/painter.h"

namespace ui {
namespace {

constexpr int kSpacing = 6;
constexpr std::size_t kMostStyles = 6;
constexpr int kNameCharacters = 14;
constexpr double kGreatestShare = 10;

GtkWidget* column_heading(const char* text) {
  GtkWidget* const label = gtk_label_new(text);
  gtk_label_set_xalign(GTK_LABEL(label), 0);
  gtk_style_context_add_class(gtk_widget_get_style_context(label), GTK_STYLE_CLASS_DIM_LABEL);
  return label;
}

}  // namespace

StyleList::StyleList(const std::vector<OpenPicture>& pictures, std::vector<OfferedPlace> places,
                     std::function<void()> on_change, std::function<void(const std::string&)> on_problem)
    : on_change_(std::move(on_change)),
      places_(std::move(places)),
      chooser_(
          pictures, [this] { take_choice(); }, std::move(on_problem)),
      box_(gtk_box_new(GTK_ORIENTATION_VERTICAL, kSpacing)),
      add_(gtk_button_new_with_mnemonic(_("_Add another style"))) {
  gtk_widget_set_tooltip_text(
      add_, _("Paints with several styles: mixed by their shares, or each in a place of its own"));
  g_signal_connect(add_, "clicked",
                   G_CALLBACK(+[](GtkWidget*, gpointer self) { static_cast<StyleList*>(self)->add(); }),
                   this);
  gtk_container_add(GTK_CONTAINER(box_), chooser_.widget());
  chooser_.add_button(add_);
}

void StyleList::show(std::vector<StyleUse> styles) {
  showing_ = true;
  styles_ = std::move(styles);
  if (styles_.empty()) styles_.emplace_back();
  names_.assign(styles_.size(), "");
  // The chooser knows what they are called, and what is no longer there.
  for (chosen_ = styles_.size(); chosen_-- > 0;) {
    chooser_.show(styles_[chosen_].picture);
    styles_[chosen_].picture = chooser_.choice();
    names_[chosen_] = chooser_.name();
  }
  chosen_ = 0;
  lay_out_rows();
  showing_ = false;
}

std::string StyleList::name_of(std::size_t number) const {
  return names_[number].empty() ? base::format(_("Style %d"), static_cast<int>(number + 1)) : names_[number];
}

void StyleList::lay_out_rows() {
  if (grid_) gtk_widget_destroy(std::exchange(grid_, nullptr));
  rows_.clear();
  gtk_widget_set_sensitive(add_, styles_.size() < kMostStyles);
  if (styles_.size() < 2) return;
  grid_ = make_grid();
  GtkGrid* const grid = GTK_GRID(grid_);
  gtk_grid_attach(grid, column_heading(_("Style")), 0, 0, 1, 1);
  gtk_grid_attach(grid, column_heading(_("Share")), 1, 0, 1, 1);
  gtk_grid_attach(grid, column_heading(_("Size")), 2, 0, 1, 1);
  if (!places_.empty()) gtk_grid_attach(grid, column_heading(_("Where")), 3, 0, 1, 1);
  for (std::size_t number = 0; number < styles_.size(); ++number) {
    rows_.push_back(std::make_unique<Row>(Row{this, number, nullptr, nullptr, nullptr, nullptr}));
    lay_out_row(*rows_.back(), grid);
  }
  gtk_container_add(GTK_CONTAINER(box_), grid_);
  gtk_widget_show_all(grid_);
}

GtkWidget* StyleList::make_number(Row& row, double value, const Range& range, const char* accessible_name,
                                  const char* tooltip) {
  GtkWidget* const spin = gtk_spin_button_new_with_range(range.least, range.greatest, 0.05);
  gtk_spin_button_set_digits(GTK_SPIN_BUTTON(spin), 2);
  gtk_spin_button_set_value(GTK_SPIN_BUTTON(spin), value);
  set_accessible_name(spin, base::format(accessible_name, name_of(row.number).c_str()).c_str());
  gtk_widget_set_tooltip_text(spin, tooltip);
  g_signal_connect(
      spin, "value-changed",
      G_CALLBACK(+[](GtkWidget*, gpointer data) { static_cast<Row*>(data)->owner->read_rows(); }), &row);
  return spin;
}

void StyleList::lay_out_row(Row& row, GtkGrid* grid) {
  const StyleUse& style = styles_[row.number];
  const std::string name = name_of(row.number);
  const int line = static_cast<int>(row.number) + 1;  // below the headings
  row.name = row.number == 0 ? gtk_radio_button_new_with_label(nullptr, name.c_str())
                             : gtk_radio_button_new_with_label_from_widget(
                                   GTK_RADIO_BUTTON(rows_.front()->name), name.c_str());
  GtkLabel* const label = GTK_LABEL(gtk_bin_get_child(GTK_BIN(row.name)));
  gtk_label_set_ellipsize(label, PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars(label, kNameCharacters);
  gtk_label_set_max_width_chars(label, kNameCharacters);
  gtk_widget_set_tooltip_text(row.name, _("Choose this one to give it another picture above"));
  gtk_toggle_button_set_active(GTK_TOGGLE_BUTTON(row.name), row.number == chosen_);
  g_signal_connect(row.name, "toggled", G_CALLBACK(+[](GtkToggleButton* button, gpointer data) {
                     const Row& chosen = *static_cast<Row*>(data);
                     if (gtk_toggle_button_get_active(button)) chosen.owner->choose(chosen.number);
                   }),
                   &row);
  row.share = make_number(row, style.weight, {0, kGreatestShare}, _("Share of %s"),
                          _("How much of the mixture this style is; 0: nothing"));
  row.size = make_number(row, style.scale, {core::kLeastStyleScale, core::kGreatestStyleScale},
                         _("Size of %s"), _("How large this style's strokes are beside the others'"));
  if (!places_.empty()) {
    row.place = std::make_unique<PlaceChooser>(
        places_, _("everywhere else"), base::format(_("Place of %s"), name.c_str()).c_str(),
        _("Where this style paints; those without a place share what is left"), [this] { read_rows(); });
    row.place->show(style.place);
    gtk_grid_attach(grid, row.place->widget(), 3, line, 1, 1);
  }
  GtkWidget* const remove = gtk_button_new_from_icon_name("list-remove-symbolic", GTK_ICON_SIZE_BUTTON);
  set_accessible_name(remove, base::format(_("Remove %s"), name.c_str()).c_str());
  gtk_widget_set_tooltip_text(remove, _("Paint without this style"));
  g_signal_connect(remove, "clicked", G_CALLBACK(+[](GtkWidget*, gpointer data) {
                     const Row& gone = *static_cast<Row*>(data);
                     gone.owner->remove(gone.number);
                   }),
                   &row);
  gtk_grid_attach(grid, row.name, 0, line, 1, 1);
  gtk_grid_attach(grid, row.share, 1, line, 1, 1);
  gtk_grid_attach(grid, row.size, 2, line, 1, 1);
  gtk_grid_attach(grid, remove, 4, line, 1, 1);
}

// A copy of the one that is chosen: the next click above makes it another.
void StyleList::add() {
  StyleUse style;
  style.picture = styles_[chosen_].picture;
  styles_.push_back(style);
  names_.push_back(names_[chosen_]);
  chosen_ = styles_.size() - 1;
  lay_out_rows();
  on_change_();
}

void StyleList::remove(std::size_t number) {
  styles_.erase(styles_.begin() + static_cast<std::ptrdiff_t>(number));
  names_.erase(names_.begin() + static_cast<std::ptrdiff_t>(number));
  if (styles_.size() == 1) {  // nothing to share with
    const StyleChoice picture = styles_.front().picture;
    styles_.front() = {};
    styles_.front().picture = picture;
  }
  choose(0);
  // The button that was pressed is still at work.
  later_.once(0, [this] { lay_out_rows(); });
  on_change_();
}

void StyleList::choose(std::size_t number) {
  chosen_ = number;
  showing_ = true;
  chooser_.show(styles_[number].picture);
  showing_ = false;
}

void StyleList::take_choice() {
  if (showing_) return;
  styles_[chosen_].picture = chooser_.choice();
  names_[chosen_] = chooser_.name();
  if (!rows_.empty()) lay_out_rows();  // its controls are called after it
  on_change_();
}

void StyleList::read_rows() {
  for (const std::unique_ptr<Row>& row : rows_) {
    StyleUse& style = styles_[row->number];
    style.weight = gtk_spin_button_get_value(GTK_SPIN_BUTTON(row->share));
    style.scale = gtk_spin_button_get_value(GTK_SPIN_BUTTON(row->size));
    if (row->place) style.place = row->place->place();
  }
  on_change_();
}

}  // namespace ui
