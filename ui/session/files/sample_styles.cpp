#include "session/files/sample_styles.h"

#include <glib.h>

#include <utility>

#include "base/translation.h"
#include "session/files/recent_styles.h"
#include "session/files/shared_files.h"
#include "ui/style_files.h"

namespace ui {
namespace {

// In the order that they are offered in: neighbours differ.
struct Painting {
  const char* file;
  const char* name;
};

constexpr Painting kPaintings[] = {
    {"starry-night.png", N_("The Starry Night, Vincent van Gogh")},
    {"scream.png", N_("The Scream, Edvard Munch")},
    {"wheat-field.png", N_("Wheat Field with Cypresses, Vincent van Gogh")},
    {"great-wave.png", N_("The Great Wave off Kanagawa, Katsushika Hokusai")},
    {"composition-vii.png", N_("Composition VII, Wassily Kandinsky")},
    {"water-lilies.png", N_("Water Lilies, Claude Monet")},
    {"little-blue-horse.png", N_("The Little Blue Horse, Franz Marc")},
    {"grande-jatte.png", N_("A Sunday on La Grande Jatte, Georges Seurat")},
    {"kiss.png", N_("The Kiss, Gustav Klimt")},
    {"dance.png", N_("Dance, Alphonse Mucha")},
    {"rubaiyat.png", N_("Rubaiyat of Omar Khayyam, Edmund Dulac")},
    {"tea-party.png", N_("A Mad Tea-Party, John Tenniel")},
    {"mosaic-duck.png", N_("Duck, Roman mosaic")},
    {"night-watch.png", N_("The Night Watch, Rembrandt")},
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

std::vector<std::string> known_style_files() {
  std::vector<std::string> files = recent_styles();
  for (SampleStyle& sample : sample_styles()) files.push_back(std::move(sample.file));
  return files;
}

}  // namespace ui
