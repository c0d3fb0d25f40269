// The list of presets, with buttons to save, rename and delete the user's own, and a menu: import, export,
// and the settings copied as a command.
//
// It shows the preset that the settings are those of; as soon as one is changed, none.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "controls/action_menu.h"
#include "presets/preset.h"
#include "ui/host.h"
#include "widgets/widgets.h"

namespace ui {

class PresetChooser {
 public:
  struct Actions {
    std::function<Settings()> read;  // may throw base::Error
    // The user has chosen them; styles come first, and only where they are others.
    std::function<void(const std::vector<StyleUse>&)> show_styles;
    std::function<void(const core::Parameters&)> show;
    std::function<void(const std::string&)> on_problem;
    std::vector<OfferedCommand> commands;
    std::function<void(const std::string&)> on_note;  // a sentence that is no problem
  };
  explicit PresetChooser(Actions actions);
  PresetChooser(const PresetChooser&) = delete;  // GTK's callbacks know its address
  PresetChooser& operator=(const PresetChooser&) = delete;

  GtkWidget* widget() const { return box_; }
  // After a change of any setting.
  void update();

 private:
  GtkWidget* add_button(const char* icon, const char* name, void (PresetChooser::*action)());
  void fill();
  void choose();
  void save_as();
  void save(const std::string& name);
  void fill_menu();
  void import_from(const std::string& file);
  void export_to(const std::string& file);
  void copy(const OfferedCommand& command);
  void rename();
  void remove();
  void store(std::vector<presets::Preset> own);
  const presets::Preset* active() const;
  int match() const;

  Actions actions_;
  std::vector<presets::Preset> shipped_;
  std::vector<presets::Preset> own_;
  GtkWidget* box_;
  GtkWidget* list_;
  GtkWidget* rename_ = nullptr;
  GtkWidget* remove_ = nullptr;
  ActionMenu menu_;
  bool filling_ = false;
};

}  // namespace ui
