// The user's folder of weight files, $XDG_DATA_HOME/gimp-style-transfer/weights (or under ~/.local/share).
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace weights {

// Empty where neither variable tells.
std::filesystem::path weights_folder();

// The weight files there, by name.
std::vector<std::filesystem::path> weight_files();

// The file that new weights called `name` are to have; their folder is made. Throws base::Error where the
// name cannot be used, where there are such weights unless `replace`, and where no folder can be made.
std::filesystem::path new_weights_file(const std::string& name, bool replace);

// "fast", "vgg16", "random": the default first. No file in the folder can be chosen by one of these names.
std::vector<std::string> built_in_names();
bool is_built_in(const std::string& name);

// What `asked` means: built-in weights and existing files as they are, otherwise the file of that name (with
// or without ".safetensors") in the folder. Where there is none, `asked` itself; but throws base::Error that
// tells how to get them where the catalogue has such weights.
std::string find_weights(const std::string& asked);

}  // namespace weights
