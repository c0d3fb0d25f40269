// All controls of the dialog in one column: style, picture size and steps, style strength, more options.
#pragma once

#include <string>
#include <vector>

#include "option_pages.h"
#include "parameter_control.h"
#include "strength_scale.h"
#include "style_chooser.h"
#include "ui/host.h"

namespace ui {

class SettingsForm {
 public:
  // `content_size`: "1920 × 1080 px". `on_change`: a control has another value; also while
  // show() sets them one by one. `on_message`: a sentence for the user.
  SettingsForm(const std::vector<OpenPicture>& pictures, const std::string& content_size,
               const std::function<void()>& on_change,
               const std::function<void(const std::string&)>& on_message);

  GtkWidget* widget() const { return box_; }
  void show(const Settings& settings);
  // Throws base::Error for values that a parameter does not take.
  Settings read() const;

 private:
  void add_section(const char* heading, GtkWidget* content);
  GtkWidget* make_number_grid(const std::string& content_size);

  GtkWidget* box_;
  StyleChooser style_;
  ParameterControl size_;
  ParameterControl iterations_;
  StrengthScale strength_;
  OptionPages more_;
  core::Parameters shown_;  // the slider shows only the ratio of its weights
};

}  // namespace ui
