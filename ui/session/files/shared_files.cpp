#include "session/files/shared_files.h"

#include "base/data_files.h"

namespace ui {
namespace {

constexpr char kStyles[] = "gimp-style-transfer/styles";

}  // namespace

std::string shared_folder() { return base::share_folder_with(kStyles); }

std::string sample_styles_folder() {
  const std::string folder = shared_folder();
  return folder.empty() ? "" : folder + "/" + kStyles;
}

}  // namespace ui
