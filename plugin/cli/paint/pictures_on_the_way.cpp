#include "cli/paint/pictures_on_the_way.h"

#include <cstdio>
#include <filesystem>
#include <utility>

#include "cli/paint/output_file.h"
#include "pictures/picture_files.h"

namespace cli {
namespace {

namespace fs = std::filesystem;

std::string numbered(const std::string& output, int iteration) {
  char number[16];
  std::snprintf(number, sizeof number, "-%04d", iteration);
  const fs::path path = output;
  return (path.parent_path() / path.stem()).string() + number + path.extension().string();
}

}  // namespace

bool PicturesOnTheWay::is_due() { return every_ > 0 && ++iteration_ % every_ == 0; }

void PicturesOnTheWay::write(core::Image&& picture) const {
  const OutputFile output(numbered(output_, iteration_));
  pictures::Picture whole;
  whole.image = std::move(picture);
  whole.description = like_;
  output.write(
      [&](std::FILE* file) { pictures::write_picture(whole, format_, quality_, file, output.path()); });
}

}  // namespace cli
