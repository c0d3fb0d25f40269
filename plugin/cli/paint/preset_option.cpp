#include "cli/paint/preset_option.h"

#include <CLI/CLI.hpp>

#include "base/error.h"
#include "presets/find_preset.h"

namespace cli {

std::string given_first(const Arguments& arguments, const std::string& option) {
  std::string value;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (arguments[i] == option && i + 1 < arguments.size()) value = arguments[i + 1];
    if (arguments[i].rfind(option + "=", 0) == 0) value = arguments[i].substr(option.size() + 1);
  }
  return value;
}

PresetOption::PresetOption(const Arguments& arguments, core::Parameters& parameters)
    : given_(given_first(arguments, "--preset")) {
  if (given_.empty()) return;
  preset_ = presets::find_preset(given_, notes_);
  parameters = presets::with_whole_preset(preset_, parameters);
}

void PresetOption::add_to(CLI::App& app) {
  app.add_option(
         "--preset", given_,
         "Values under a name: balanced, strong-brushwork, keep-the-photo, fine-detail, quick-look, one of "
         "yours from the dialog, or a file that one was exported to; other options take the place of what "
         "it says")
      ->type_name("NAME|FILE")
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast)
      ->group("Files");
}

void PresetOption::take_styles(StyleRequest& request) const {
  if (!request.files.empty()) return;
  if (!notes_.empty()) throw base::Error(notes_.front() + "; --style can name others");
  if (preset_.styles.empty()) return;
  request.weights.clear();
  request.scales.clear();
  for (const presets::PresetStyle& style : preset_.styles) {
    request.files.push_back(style.file);
    request.weights.push_back(style.weight);
    request.scales.push_back(style.scale);
  }
}

}  // namespace cli
