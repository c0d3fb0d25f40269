#include "pictures/exif.h"

#include <libexif/exif-data.h>

#include <cstdlib>
#include <cstring>
#include <memory>
#include <utility>

#include "pictures/upright.h"

namespace pictures {
namespace {

struct Release {
  void operator()(ExifData* data) const { exif_data_unref(data); }
};
using Data = std::unique_ptr<ExifData, Release>;

constexpr char kMark[] =
    "Exif\0";  // and the string's own zero: six bytes, without which libexif reads nothing
constexpr std::size_t kMarkBytes = sizeof kMark;

Data parsed(const Bytes& exif) {
  Bytes marked(kMark, kMark + kMarkBytes);
  marked.insert(marked.end(), exif.begin(), exif.end());
  Data data(exif_data_new());
  if (!data) return data;
  // Values stay as they are, whether or not they follow the standard.
  exif_data_unset_option(data.get(), EXIF_DATA_OPTION_FOLLOW_SPECIFICATION);
  exif_data_unset_option(data.get(), EXIF_DATA_OPTION_IGNORE_UNKNOWN_TAGS);
  exif_data_set_option(data.get(), EXIF_DATA_OPTION_DONT_CHANGE_MAKER_NOTE);
  exif_data_load_data(data.get(), marked.data(), static_cast<unsigned>(marked.size()));
  return data;
}

ExifEntry* orientation_entry(const Data& data) {
  if (!data) return nullptr;
  ExifEntry* entry = exif_content_get_entry(data->ifd[EXIF_IFD_0], EXIF_TAG_ORIENTATION);
  const bool is_short = entry != nullptr && entry->format == EXIF_FORMAT_SHORT && entry->size >= 2;
  return is_short ? entry : nullptr;
}

// The eight orientations, from 1.
constexpr Orientation kOrientations[] = {{false, false, false}, {false, true, false}, {false, true, true},
                                         {false, false, true},  {true, false, false}, {true, true, false},
                                         {true, true, true},    {true, false, true}};

}  // namespace

int orientation_of(const Bytes& exif) {
  if (exif.empty()) return 1;
  const Data data = parsed(exif);
  const ExifEntry* entry = orientation_entry(data);
  if (entry == nullptr) return 1;
  const int orientation = exif_get_short(entry->data, exif_data_get_byte_order(data.get()));
  return orientation >= 1 && orientation <= 8 ? orientation : 1;
}

Bytes upright_exif(const Bytes& exif) {
  if (exif.empty()) return {};
  const Data data = parsed(exif);
  if (!data) return {};
  if (ExifEntry* entry = orientation_entry(data)) {
    exif_set_short(entry->data, exif_data_get_byte_order(data.get()), 1);
  }
  std::free(data->data);  // the thumbnail
  data->data = nullptr;
  data->size = 0;
  unsigned char* saved = nullptr;
  unsigned size = 0;
  exif_data_save_data(data.get(), &saved, &size);
  const std::unique_ptr<unsigned char, decltype(&std::free)> owner(saved, &std::free);
  if (saved == nullptr || size < kMarkBytes) return {};
  return Bytes(saved + kMarkBytes, saved + size);
}

core::Image upright(core::Image image, int orientation) {
  if (orientation < 1 || orientation > 8) return image;
  return upright(std::move(image), kOrientations[orientation - 1]);
}

}  // namespace pictures
