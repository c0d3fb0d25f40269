#include "controls/weights/weights_control.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "base/error.h"
#include "base/translation.h"
#include "weights/download.h"
#include "weights/weights_folder.h"
#include "widgets/file_chooser.h"

namespace ui {
namespace {

constexpr int kSpacing = 6;
constexpr char kVgg16[] = "vgg16";
constexpr char kFast[] = "fast";
constexpr char kRandom[] = "random";
constexpr char kFile[] = "";  // no weights have this name

std::vector<std::string> installed() {
  std::vector<std::string> names;
  for (const std::filesystem::path& file : weights::weight_files()) {
    if (!weights::is_built_in(file.stem())) names.push_back(file.stem());
  }
  return names;
}

bool contains(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

WeightsControl::WeightsControl(std::function<void()> on_change,
                               std::function<void(const std::string&)> on_problem)
    : on_change_(std::move(on_change)),
      on_problem_(std::move(on_problem)),
      box_(gtk_box_new(GTK_ORIENTATION_HORIZONTAL, kSpacing)),
      list_(gtk_combo_box_text_new()),
      fetch_(gtk_button_new()) {
  set_accessible_name(list_, _("Weights"));
  gtk_widget_set_tooltip_text(
      list_, _("What the network has learnt to see: from a million photographs (vgg16, by K. Simonyan and A. "
               "Zisserman, Visual Geometry Group, Oxford; CC BY 4.0), narrowed from them (fast), or nothing "
               "(random)"));
  gtk_widget_set_hexpand(list_, TRUE);
  gtk_container_add(GTK_CONTAINER(box_), list_);
  gtk_container_add(GTK_CONTAINER(box_), fetch_);
  find_offer();
  fill(kFast);
  g_signal_connect(
      list_, "changed",
      G_CALLBACK(+[](GtkWidget*, gpointer self) { static_cast<WeightsControl*>(self)->choose(); }), this);
  g_signal_connect(
      fetch_, "clicked",
      G_CALLBACK(+[](GtkWidget*, gpointer self) { static_cast<WeightsControl*>(self)->fetch(); }), this);
}

// The recommended weights, unless they are there; else the button stays away.
void WeightsControl::find_offer() {
  offer_.clear();
  gtk_widget_set_no_show_all(fetch_, TRUE);
  if (!weights::can_download()) return;
  try {
    for (const weights::CatalogueEntry& entry : weights_on_offer()) {
      if (entry.recommended && offer_.empty() && !contains(installed(), entry.name)) offer_.push_back(entry);
    }
  } catch (const base::Error&) {  // told where the user asks for it
    gtk_button_set_label(GTK_BUTTON(fetch_), _("Get trained weights…"));
    return gtk_widget_show(fetch_);
  }
  if (offer_.empty()) return gtk_widget_hide(fetch_);
  const weights::CatalogueEntry& entry = offer_.front();
  const std::string size = weights::megabytes(entry.size);
  gtk_button_set_label(GTK_BUTTON(fetch_),
                       base::format(_("Get %s (%s)…"), entry.name.c_str(), size.c_str()).c_str());
  gtk_widget_set_tooltip_text(
      fetch_, base::format(_("Asks before it downloads %s"), title_of(entry).c_str()).c_str());
  gtk_widget_show(fetch_);
}

void WeightsControl::fill(const std::string& chosen) {
  filling_ = true;
  chosen_ = chosen;
  GtkComboBoxText* const list = GTK_COMBO_BOX_TEXT(list_);
  gtk_combo_box_text_remove_all(list);
  gtk_combo_box_text_append(list, kFast, _("fast: trained on photographs"));
  gtk_combo_box_text_append(list, kVgg16, _("vgg16: the same with all channels, three times slower"));
  gtk_combo_box_text_append(list, kRandom, _("random: not trained"));
  const std::vector<std::string> names = installed();
  for (const std::string& name : names) gtk_combo_box_text_append(list, name.c_str(), name.c_str());
  if (!weights::is_built_in(chosen) && !contains(names, chosen)) {
    const std::string name = std::filesystem::path(chosen).filename();
    gtk_combo_box_text_append(list, chosen.c_str(), name.c_str());
  }
  gtk_combo_box_text_append(list, kFile, _("Choose a file…"));
  gtk_combo_box_set_active_id(GTK_COMBO_BOX(list_), chosen.c_str());
  filling_ = false;
}

void WeightsControl::choose() {
  if (filling_) return;
  const std::string id = gtk_combo_box_get_active_id(GTK_COMBO_BOX(list_));
  if (id == kFile) {
    fill(chosen_);
    ask_for_weights(box_, [this](const std::string& file) { take(file); });
  } else {
    chosen_ = id;
    on_change_();
  }
}

void WeightsControl::take(const std::string& weights) {
  fill(weights);
  on_change_();
}

void WeightsControl::fetch() {
  try {
    if (offer_.empty()) weights_on_offer();  // says what is wrong with the catalogue
    const std::string name = offer_.at(0).name;
    const auto on_end = [this, name] {
      find_offer();
      take(name);
    };
    download_ = std::make_unique<WeightsDownload>(box_, offer_.at(0), on_end, on_problem_);
  } catch (const base::Error& error) {
    on_problem_(error.what());
  }
}

void WeightsControl::show(const core::Parameters& parameters) {
  const bool changed = parameters.weights != chosen_;
  fill(parameters.weights);
  if (changed) on_change_();
}

void WeightsControl::store(core::Parameters& parameters) const { parameters.weights = chosen_; }

}  // namespace ui
