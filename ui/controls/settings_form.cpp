#include "controls/settings_form.h"

#include <utility>

#include "base/translation.h"

namespace ui {
namespace {

constexpr int kSectionSpacing = 12;
constexpr int kHeadingSpacing = 6;
constexpr int kEndMargin = 12;  // before a scroll bar

}  // namespace

SettingsForm::SettingsForm(const std::vector<OpenPicture>& pictures, const std::vector<OfferedPlace>& places,
                           std::vector<OfferedCommand> commands, core::Size layer,
                           std::function<void()> on_change,
                           const std::function<void(const std::string&)>& on_problem,
                           const std::function<void(const std::string&)>& on_note)
    : on_change_(std::move(on_change)),
      box_(gtk_box_new(GTK_ORIENTATION_VERTICAL, kSectionSpacing)),
      presets_({[this] { return read(); },
                [this](const std::vector<StyleUse>& styles) {
                  showing_ = true;  // until the parameters, which follow, are shown
                  styles_.show(styles);
                },
                [this](const core::Parameters& parameters) { show_parameters(parameters); }, on_problem,
                std::move(commands), on_note}),
      styles_(
          pictures, places, [this] { changed(); }, on_problem),
      strength_([this] { changed(); }),
      strokes_([this] { changed(); }),
      size_(layer, [this] { changed(); }),
      colour_(core::parameter_row("colour"), [this] { changed(); }),
      keep_(places, _("nothing in particular"), _("Keep firmly"),
            _("What must stay as it is, as a face: what is white there is kept four times as firmly as the "
              "rest"),
            [this] { changed(); }),
      freeze_(places, _("nothing"), _("Freeze"),
              _("What is not painted: what is white there stays as it is, and the painting meets it"),
              [this] { changed(); }),
      iterations_(core::parameter_row("iterations"), [this] { changed(); }),
      weights_([this] { changed(); }, on_problem),
      more_([this] { changed(); }) {
  gtk_widget_set_margin_end(box_, kEndMargin);
  add_section(_("Style"), styles_.widget());
  add_rows(!places.empty());
  add_section(_("Painting"), rows_.widget());
  gtk_container_add(GTK_CONTAINER(box_), more_.widget());
}

void SettingsForm::add_section(const char* heading, GtkWidget* content) {
  GtkWidget* section = gtk_box_new(GTK_ORIENTATION_VERTICAL, kHeadingSpacing);
  gtk_container_add(GTK_CONTAINER(section), make_heading(heading));
  gtk_container_add(GTK_CONTAINER(section), content);
  gtk_container_add(GTK_CONTAINER(box_), section);
}

void SettingsForm::add_rows(bool with_places) {
  rows_.add_unreset(_("Pr_eset"), presets_.widget());
  rows_.add(_("Style s_trength"), _("Style strength"), strength_, "");
  rows_.add(_("_Brush strokes"), _("Stroke size"), strokes_, "");
  rows_.add(_("C_olours"), _("Colours"), colour_, "");
  rows_.add(_("_Size"), _("Size"), size_, "");
  if (with_places) {
    rows_.add_unreset(_("Keep firml_y"), keep_.widget());
    rows_.add_unreset(_("Free_ze"), freeze_.widget());
  }
  rows_.add(_("_Iterations"), _("Iterations"), iterations_,
            _("at each coarse scale; more is finer and slower"));
  rows_.add(_("_Weights"), _("Weights"), weights_, "");
}

void SettingsForm::show(const Settings& settings) {
  showing_ = true;
  styles_.show(settings.styles);
  keep_.show(settings.keep);
  freeze_.show(settings.freeze);
  show_parameters(settings.parameters);
}

void SettingsForm::show_parameters(const core::Parameters& parameters) {
  showing_ = true;
  shown_ = parameters;
  strength_.show(parameters);
  strokes_.show(parameters);
  size_.show(parameters);
  colour_.show(parameters);
  iterations_.show(parameters);
  weights_.show(parameters);
  more_.show(parameters);
  showing_ = false;
  changed();
}

void SettingsForm::changed() {
  if (showing_) return;
  rows_.update_resets();
  more_.update_resets();
  presets_.update();
  on_change_();
}

Settings SettingsForm::read() const {
  return {styles_.styles(), keep_.place(), freeze_.place(), read_parameters()};
}

core::Parameters SettingsForm::read_parameters() const {
  core::Parameters parameters = shown_;
  strength_.store(parameters);
  strokes_.store(parameters);
  size_.store(parameters);
  colour_.store(parameters);
  iterations_.store(parameters);
  weights_.store(parameters);
  more_.store(parameters);
  return parameters;
}

}  // namespace ui
