// The files that are installed with the program: weights, sample styles, translations.
//
// They lie in "share" folders, looked through in this order: beside the executable and up to two folders
// above it (a portable folder, /usr/bin with /usr/share, a build tree), the user's data folder
// ($XDG_DATA_HOME), the system's ($XDG_DATA_DIRS).
#pragma once

#include <filesystem>
#include <vector>

namespace base {

std::vector<std::filesystem::path> share_folders();

// The first of them that has `relative`, such as "gimp-style-transfer/built-in/vgg16.safetensors"; empty
// where none has.
std::filesystem::path share_folder_with(const std::filesystem::path& relative);

}  // namespace base
