#include "controls/preset_chooser.h"

#include <algorithm>
#include <utility>

#include "base/error.h"
#include "base/translation.h"
#include "presets/preset_files.h"
#include "session/files/preset_styles.h"
#include "widgets/file_chooser.h"
#include "widgets/questions.h"

namespace ui {
namespace {

using presets::Preset;
using presets::with_preset;

constexpr int kButtonSpacing = 4;

// The list's first row: the settings are no preset's.
constexpr int kNone = 0;

Preset* find(std::vector<Preset>& presets, const std::string& name) {
  const auto found =
      std::find_if(presets.begin(), presets.end(), [&](const Preset& preset) { return preset.name == name; });
  return found == presets.end() ? nullptr : &*found;
}

}  // namespace

PresetChooser::PresetChooser(Actions actions)
    : actions_(std::move(actions)),
      shipped_(presets::shipped_presets()),
      own_(presets::load_presets()),
      box_(gtk_box_new(GTK_ORIENTATION_HORIZONTAL, kButtonSpacing)),
      list_(gtk_combo_box_text_new()),
      menu_(_("Import, export, copy")) {
  set_accessible_name(list_, _("Preset"));
  gtk_widget_set_hexpand(list_, TRUE);
  gtk_container_add(GTK_CONTAINER(box_), list_);
  add_button("document-save-as-symbolic", _("Save as a preset…"), &PresetChooser::save_as);
  rename_ = add_button("document-edit-symbolic", _("Rename the preset…"), &PresetChooser::rename);
  remove_ = add_button("edit-delete-symbolic", _("Delete the preset…"), &PresetChooser::remove);
  gtk_container_add(GTK_CONTAINER(box_), menu_.widget());
  fill_menu();
  fill();
  g_signal_connect(
      list_, "changed",
      G_CALLBACK(+[](GtkWidget*, gpointer self) { static_cast<PresetChooser*>(self)->choose(); }), this);
}

GtkWidget* PresetChooser::add_button(const char* icon, const char* name, void (PresetChooser::*action)()) {
  struct Call {
    PresetChooser* self;
    void (PresetChooser::*action)();
  };
  GtkWidget* button = gtk_button_new_from_icon_name(icon, GTK_ICON_SIZE_MENU);
  gtk_widget_set_tooltip_text(button, name);
  set_accessible_name(button, name);
  g_signal_connect_data(
      button, "clicked", G_CALLBACK(+[](GtkWidget*, gpointer data) {
        const auto* call = static_cast<Call*>(data);
        (call->self->*call->action)();
      }),
      new Call{this, action}, [](gpointer data, GClosure*) { delete static_cast<Call*>(data); },
      static_cast<GConnectFlags>(0));
  gtk_container_add(GTK_CONTAINER(box_), button);
  return button;
}

void PresetChooser::fill() {
  filling_ = true;
  GtkComboBoxText* const list = GTK_COMBO_BOX_TEXT(list_);
  gtk_combo_box_text_remove_all(list);
  gtk_combo_box_text_append_text(list, _("as set below"));
  for (const std::vector<Preset>* list_of : {&shipped_, &own_}) {
    for (const Preset& preset : *list_of) gtk_combo_box_text_append_text(list, preset.name.c_str());
  }
  filling_ = false;
}

const Preset* PresetChooser::active() const {
  const int row = gtk_combo_box_get_active(GTK_COMBO_BOX(list_)) - 1;
  if (row < 0) return nullptr;
  const auto at = static_cast<std::size_t>(row);
  return at < shipped_.size() ? &shipped_[at] : &own_[at - shipped_.size()];
}

// The row that stands for the present settings. The chosen one first: two presets may have the same values.
int PresetChooser::match() const {
  Settings present;
  try {
    present = actions_.read();
  } catch (const base::Error&) {  // something that is no value has been typed
    return kNone;
  }
  const auto fits = [&](const Preset& preset) {
    std::vector<std::string> ignored;
    return core::same_parameters(with_preset(preset, present.parameters, ignored), present.parameters) &&
           has_preset_styles(preset, present.styles);
  };
  if (active() && fits(*active())) return gtk_combo_box_get_active(GTK_COMBO_BOX(list_));
  int row = kNone;
  for (const std::vector<Preset>* list_of : {&own_, &shipped_}) {
    const int first = 1 + static_cast<int>(list_of == &own_ ? shipped_.size() : 0);
    const auto found = std::find_if(list_of->begin(), list_of->end(), fits);
    if (row == kNone && found != list_of->end()) row = first + static_cast<int>(found - list_of->begin());
  }
  return row;
}

void PresetChooser::update() {
  if (filling_) return;
  filling_ = true;
  gtk_combo_box_set_active(GTK_COMBO_BOX(list_), match());
  filling_ = false;
  const bool own = active() && active()->own;
  gtk_widget_set_sensitive(rename_, own);
  gtk_widget_set_sensitive(remove_, own);
}

void PresetChooser::choose() {
  if (filling_) return;
  const Preset* const preset = active();
  std::vector<std::string> notes;
  try {
    if (preset) {
      const Settings present = actions_.read();
      const core::Parameters parameters = with_preset(*preset, present.parameters, notes);
      if (!has_preset_styles(*preset, present.styles)) actions_.show_styles(style_uses(*preset));
      actions_.show(parameters);
    }
  } catch (const base::Error& error) {
    notes.emplace_back(error.what());
  }
  update();
  if (!notes.empty()) actions_.on_problem(notes.front());
}

void PresetChooser::save_as() {
  const std::string present = active() && active()->own ? active()->name : "";
  ask_for_name(box_, _("Save as a preset"), present, _("_Save"), [this](const std::string& name) {
    if (find(shipped_, name)) {
      actions_.on_problem(base::format(_("“%s” comes with the program; choose another name"), name.c_str()));
    } else if (find(own_, name)) {
      ask_whether(box_, base::format(_("Replace the preset “%s”?"), name.c_str()), "", _("_Replace"),
                  [this, name] { save(name); });
    } else {
      save(name);
    }
  });
}

void PresetChooser::save(const std::string& name) {
  std::vector<Preset> own = own_;
  try {
    const Settings settings = actions_.read();
    Preset preset = presets::make_preset(name, settings.parameters, preset_styles(settings.styles));
    if (Preset* const old = find(own, name)) {
      *old = std::move(preset);
    } else {
      own.push_back(std::move(preset));
    }
  } catch (const base::Error& error) {
    return actions_.on_problem(error.what());
  }
  store(std::move(own));
}

void PresetChooser::fill_menu() {
  menu_.add(_("Import a preset…"),
            [this] { ask_for_preset(box_, [this](const std::string& file) { import_from(file); }); });
  menu_.add(_("Export as a file…"), [this] {
    const std::string name = active() ? active()->name : _("Preset");
    ask_where_to_export(box_, name + ".json", [this](const std::string& file) { export_to(file); });
  });
  if (!actions_.commands.empty()) menu_.add_separator();
  for (const OfferedCommand& command : actions_.commands) {
    menu_.add(command.name, [this, &command] { copy(command); });
  }
}

// It is chosen at once, as one of the user's own.
void PresetChooser::import_from(const std::string& file) {
  std::vector<std::string> notes;
  std::vector<Preset> own = own_;
  try {
    Preset preset = presets::import_preset(file, notes);
    const std::string name = preset.name;
    for (int number = 2; find(shipped_, preset.name) || find(own, preset.name); ++number) {
      preset.name = name + " " + std::to_string(number);
    }
    own.push_back(std::move(preset));
    const std::size_t before = own_.size();
    store(std::move(own));
    if (own_.size() == before) return;  // it could not be saved, which has been told
    gtk_combo_box_set_active(GTK_COMBO_BOX(list_), static_cast<int>(shipped_.size() + own_.size()));
  } catch (const base::Error& error) {
    notes.emplace_back(error.what());
  }
  if (!notes.empty()) actions_.on_problem(notes.front());
}

// What is set, whether it is a preset's or not.
void PresetChooser::export_to(const std::string& file) {
  try {
    const Settings settings = actions_.read();
    presets::export_preset(presets::make_preset("", settings.parameters, preset_styles(settings.styles)),
                           file);
  } catch (const base::Error& error) {
    actions_.on_problem(error.what());
  }
}

void PresetChooser::copy(const OfferedCommand& command) {
  try {
    const std::string text = command.text(actions_.read());
    GtkClipboard* const clipboard = gtk_clipboard_get(GDK_SELECTION_CLIPBOARD);
    gtk_clipboard_set_text(clipboard, text.c_str(), static_cast<gint>(text.size()));
    gtk_clipboard_store(clipboard);  // where something keeps it when this program has ended
    actions_.on_note(
        _("the clipboard has a command that paints so; it reads the image's file as it was saved last"));
  } catch (const base::Error& error) {
    actions_.on_problem(error.what());
  }
}

void PresetChooser::rename() {
  const std::string present = active()->name;
  const auto take_name = [this, present](const std::string& name) {
    if (name == present) return;
    if (find(shipped_, name) || find(own_, name)) {
      return actions_.on_problem(
          base::format(_("there is a preset “%s” already; choose another name"), name.c_str()));
    }
    std::vector<Preset> own = own_;
    find(own, present)->name = name;
    store(std::move(own));
  };
  ask_for_name(box_, _("Rename the preset"), present, _("_Rename"), take_name);
}

void PresetChooser::remove() {
  const std::string name = active()->name;
  ask_whether(box_, base::format(_("Delete the preset “%s”?"), name.c_str()), "", _("_Delete"), [this, name] {
    std::vector<Preset> own = own_;
    own.erase(own.begin() + (find(own, name) - own.data()));
    store(std::move(own));
  });
}

void PresetChooser::store(std::vector<Preset> own) {
  try {
    presets::save_presets(own);
  } catch (const base::Error& error) {
    return actions_.on_problem(error.what());
  }
  own_ = std::move(own);
  fill();
  update();
}

}  // namespace ui
