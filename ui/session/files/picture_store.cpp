#include "ui/picture_store.h"

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstring>

#include "base/error.h"
#include "base/translation.h"

namespace ui {
namespace {

constexpr float kGreatest = 65535;

void append(const std::vector<float>& values, std::vector<std::uint16_t>& words) {
  for (const float value : values) {
    words.push_back(static_cast<std::uint16_t>(std::lround(std::clamp(value, 0.0f, 1.0f) * kGreatest)));
  }
}

void take(const std::uint16_t* words, std::vector<float>& values) {
  for (float& value : values) value = static_cast<float>(*words++) / kGreatest;
}

[[noreturn]] void fail() {
  throw base::Error(base::format(_("the frames cannot be kept in the folder for temporary files: %s"),
                                 std::strerror(errno)));
}

}  // namespace

PictureStore::PictureStore() : file_(std::tmpfile()) {
  if (!file_) fail();
}

void PictureStore::add(const core::Image& picture) {
  std::vector<std::uint16_t> words;
  words.reserve(picture.rgb().size() + picture.alpha().size());
  append(picture.rgb(), words);
  append(picture.alpha(), words);
  const bool written =
      fseeko(file_.get(), end_, SEEK_SET) == 0 &&
      std::fwrite(words.data(), sizeof words[0], words.size(), file_.get()) == words.size() &&
      std::fflush(file_.get()) == 0;
  if (!written) {
    std::clearerr(file_.get());
    fail();
  }
  places_.push_back({end_, picture.width(), picture.height(), picture.has_alpha()});
  end_ += static_cast<std::int64_t>(words.size() * sizeof words[0]);
}

core::Image PictureStore::read(int number) const {
  const Place& place = places_.at(static_cast<std::size_t>(number));
  core::Image picture(place.width, place.height, place.has_alpha);
  std::vector<std::uint16_t> words(picture.rgb().size() + picture.alpha().size());
  const bool whole = fseeko(file_.get(), place.offset, SEEK_SET) == 0 &&
                     std::fread(words.data(), sizeof words[0], words.size(), file_.get()) == words.size();
  if (!whole) fail();
  take(words.data(), picture.rgb());
  take(words.data() + picture.rgb().size(), picture.alpha());
  return picture;
}

}  // namespace ui
