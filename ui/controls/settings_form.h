// All controls of the dialog in one column: presets, style, the few that matter most, more options.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "controls/option_pages.h"
#include "controls/parameter_control.h"
#include "controls/preset_chooser.h"
#include "controls/size_control.h"
#include "controls/strength_scale.h"
#include "controls/stroke_scale.h"
#include "controls/style/place_chooser.h"
#include "controls/style/style_list.h"
#include "controls/weights/weights_control.h"
#include "ui/host.h"
#include "widgets/control_rows.h"

namespace ui {

class SettingsForm {
 public:
  // `places`: on the layer. `layer`: what is painted, in pixels. `on_change`: a control has another value;
  // after show(), once.
  // `on_problem`, `on_note`: a sentence for the user.
  SettingsForm(const std::vector<OpenPicture>& pictures, const std::vector<OfferedPlace>& places,
               std::vector<OfferedCommand> commands, core::Size layer, std::function<void()> on_change,
               const std::function<void(const std::string&)>& on_problem,
               const std::function<void(const std::string&)>& on_note);
  SettingsForm(const SettingsForm&) = delete;  // its controls know its address
  SettingsForm& operator=(const SettingsForm&) = delete;

  GtkWidget* widget() const { return box_; }
  void show(const Settings& settings);
  // What each offered size takes; empty: not known.
  void show_times(const std::vector<SizeTime>& times) { size_.show_times(times); }
  // Throws base::Error for values that a parameter does not take.
  Settings read() const;

 private:
  void add_section(const char* heading, GtkWidget* content);
  void add_rows(bool with_places);
  core::Parameters read_parameters() const;
  void show_parameters(const core::Parameters& parameters);
  void changed();

  std::function<void()> on_change_;
  bool showing_ = true;  // until the first show()
  GtkWidget* box_;
  PresetChooser presets_;
  StyleList styles_;
  StrengthScale strength_;
  StrokeScale strokes_;
  SizeControl size_;
  ParameterControl colour_;
  PlaceChooser keep_;
  PlaceChooser freeze_;
  ParameterControl iterations_;
  WeightsControl weights_;
  OptionPages more_;
  ControlRows rows_;
  core::Parameters shown_;  // the sliders round what they show
};

}  // namespace ui
