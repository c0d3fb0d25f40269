// The option --preset.
#pragma once

#include <string>
#include <vector>

#include "cli/command.h"
#include "cli/paint/style_request.h"
#include "presets/preset.h"

namespace cli {

// What an option that counts before all others is given, where it is given last; else empty.
std::string given_first(const Arguments& arguments, const std::string& option);

class PresetOption {
 public:
  // Finds what the arguments name, if they do, and puts it into `parameters`, before the other options take
  // its place. Throws base::Error of an unknown name or a value that this version does not take.
  PresetOption(const Arguments& arguments, core::Parameters& parameters);

  void add_to(CLI::App& app);
  // The preset's styles, where no option has named others. Throws base::Error where one is not there.
  void take_styles(StyleRequest& request) const;

 private:
  std::string given_;
  presets::Preset preset_;
  std::vector<std::string> notes_;
};

}  // namespace cli
