#include "controls/parameter_control.h"

#include <algorithm>
#include <utility>

#include "base/translation.h"

namespace ui {
namespace {

// Wider ranges span too many magnitudes for steps: those numbers are typed.
constexpr double kGreatestSteppedReal = 1000;
constexpr int kRealDigits = 2;
constexpr double kRealStep = 0.05;
constexpr int kEntryCharacters = 24;

bool is_real(const core::ParameterRow& row) { return !row.is_whole() && !row.is_text(); }

// 512 → 10, 3 → 1
double whole_step(const core::ParameterRow& row) {
  const int usual = core::Parameters().*std::get<int core::Parameters::*>(row.member);
  return usual >= 100 ? 10 : 1;
}

GtkWidget* make_spin(const core::ParameterRow& row) {
  const bool whole = row.is_whole();
  GtkWidget* spin =
      gtk_spin_button_new_with_range(row.least, row.greatest, whole ? whole_step(row) : kRealStep);
  gtk_spin_button_set_digits(GTK_SPIN_BUTTON(spin), whole ? 0 : kRealDigits);
  gtk_entry_set_width_chars(GTK_ENTRY(spin), 7);
  gtk_entry_set_activates_default(GTK_ENTRY(spin), TRUE);
  return spin;
}

GtkWidget* make_choice(const core::ParameterRow& row) {
  GtkWidget* combo = gtk_combo_box_text_new();
  for (const char* choice : row.choices) {
    gtk_combo_box_text_append(GTK_COMBO_BOX_TEXT(combo), choice, _(choice));
  }
  return combo;
}

GtkWidget* make_entry() {
  GtkWidget* entry = gtk_entry_new();
  gtk_entry_set_width_chars(GTK_ENTRY(entry), kEntryCharacters);
  gtk_entry_set_activates_default(GTK_ENTRY(entry), TRUE);
  return entry;
}

GtkWidget* make_control(const core::ParameterRow& row) {
  if (!row.choices.empty()) return make_choice(row);
  if (row.is_whole() || (is_real(row) && row.greatest <= kGreatestSteppedReal)) return make_spin(row);
  return make_entry();
}

std::string limit_text(const core::ParameterRow& row, double limit) {
  return row.is_whole() ? std::to_string(static_cast<long long>(limit)) : base::format("%g", limit);
}

// What it does, its range and its unit, and what it usually is.
std::string tooltip_of(const core::ParameterRow& row) {
  std::string text = std::string(_(row.blurb)) + "\n";
  if (!row.is_text()) {
    text += base::format(_("From %s to %s"), limit_text(row, row.least).c_str(),
                         limit_text(row, row.greatest).c_str());
    text += *row.unit ? std::string(" ") + row.unit + "; " : "; ";
  }
  const std::string usual = core::parameter_text(core::Parameters(), row);
  return text + base::format(_("usually %s"), row.choices.empty() ? usual.c_str() : _(usual.c_str()));
}

}  // namespace

ParameterControl::ParameterControl(const core::ParameterRow& row, std::function<void()> on_change)
    : row_(&row),
      title_(_(row.title)),
      widget_(make_control(row)),
      on_change_(std::make_unique<std::function<void()>>(std::move(on_change))) {
  g_signal_connect(widget_, GTK_IS_SPIN_BUTTON(widget_) ? "value-changed" : "changed", G_CALLBACK(call),
                   on_change_.get());
  gtk_widget_set_tooltip_text(widget_, tooltip_of(row).c_str());
  gtk_widget_set_halign(widget_, GTK_ALIGN_START);
  set_accessible_name(widget_, title_.c_str());
}

void ParameterControl::show(const core::Parameters& parameters) {
  const std::string text = core::parameter_text(parameters, *row_);
  if (GTK_IS_COMBO_BOX(widget_)) {
    gtk_combo_box_set_active_id(GTK_COMBO_BOX(widget_), text.c_str());
  } else if (!GTK_IS_SPIN_BUTTON(widget_)) {
    gtk_entry_set_text(GTK_ENTRY(widget_), text.c_str());
  } else if (row_->is_whole()) {
    gtk_spin_button_set_value(GTK_SPIN_BUTTON(widget_),
                              parameters.*std::get<int core::Parameters::*>(row_->member));
  } else {
    gtk_spin_button_set_value(GTK_SPIN_BUTTON(widget_),
                              parameters.*std::get<double core::Parameters::*>(row_->member));
  }
}

void ParameterControl::store(core::Parameters& parameters) const {
  if (GTK_IS_COMBO_BOX(widget_)) {
    const gchar* choice = gtk_combo_box_get_active_id(GTK_COMBO_BOX(widget_));
    core::set_parameter(parameters, row_->name, choice ? choice : "");
  } else if (!GTK_IS_SPIN_BUTTON(widget_)) {
    std::string text = gtk_entry_get_text(GTK_ENTRY(widget_));
    if (is_real(*row_)) std::replace(text.begin(), text.end(), ',', '.');  // as many languages write it
    core::set_parameter(parameters, row_->name, text);
  } else {
    gtk_spin_button_update(GTK_SPIN_BUTTON(widget_));  // takes what was typed but not yet entered
    const double value = gtk_spin_button_get_value(GTK_SPIN_BUTTON(widget_));
    if (row_->is_whole()) {
      parameters.*std::get<int core::Parameters::*>(row_->member) = static_cast<int>(value);
    } else {
      parameters.*std::get<double core::Parameters::*>(row_->member) = value;
    }
  }
}

}  // namespace ui
