// GTK's file dialogs: for pictures with a preview of the chosen one, for weights, for presets.
#pragma once

#include <functional>
#include <string>

#include "widgets/widgets.h"

namespace ui {

// `on_file` gets the answer, if there is one. `widget` is in the window that asks.
void ask_for_picture(GtkWidget* widget, std::function<void(const std::string&)> on_file);
void ask_for_weights(GtkWidget* widget, std::function<void(const std::string&)> on_file);
void ask_for_preset(GtkWidget* widget, std::function<void(const std::string&)> on_file);
// Where to write a preset; a file that is there is asked about. `name`: a proposal, "mine.json".
void ask_where_to_export(GtkWidget* widget, const std::string& name,
                         std::function<void(const std::string&)> on_file);

}  // namespace ui
