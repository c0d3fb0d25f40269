// The style files that were chosen last, newest first; kept in the user's configuration folder.
#pragma once

#include <string>
#include <vector>

namespace ui {

constexpr std::size_t kRecentStyles = 8;

// Without those that are gone.
std::vector<std::string> recent_styles();

// Puts it first. What cannot be written is not remembered: no reason to disturb the user.
void remember_style(const std::string& file);

}  // namespace ui
