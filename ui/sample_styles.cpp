#include "sample_styles.h"

#include "base/translation.h"
#include "shared_files.h"

namespace ui {
namespace {

struct Painting {
  const char* file;
  const char* name;
};

constexpr Painting kPaintings[] = {
    {"starry-night.png", N_("The Starry Night, Vincent van Gogh")},
    {"scream.png", N_("The Scream, Edvard Munch")},
    {"shipwreck.png", N_("The Shipwreck of the Minotaur, J. M. W. Turner")},
    {"langlois-bridge.png", N_("The Langlois Bridge, Vincent van Gogh")},
};

}  // namespace

std::vector<SampleStyle> sample_styles() {
  std::vector<SampleStyle> found;
  const std::string folder = sample_styles_folder();
  if (folder.empty()) return found;
  for (const Painting& painting : kPaintings) {
    const std::string file = folder + "/" + painting.file;
    if (g_file_test(file.c_str(), G_FILE_TEST_IS_REGULAR)) found.push_back({file, _(painting.name)});
  }
  return found;
}

}  // namespace ui
