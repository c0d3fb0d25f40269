#include "video/numbered_pictures.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <map>
#include <optional>
#include <utility>

#include "base/error.h"
#include "base/translation.h"
#include "pictures/picture_files.h"
#include "video/libav_reader.h"

namespace video {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostDigits = 18;

// What stands before and after the number, and how many digits it has at least.
struct Pattern {
  std::string before;
  std::string after;
  int digits = 1;
};

// Of a file's name "…%04d…".
std::optional<Pattern> pattern_of(const std::string& name) {
  const std::size_t begin = name.find('%');
  if (begin == std::string::npos) return std::nullopt;
  const std::size_t end = name.find('d', begin);
  if (end == std::string::npos || end > begin + 3) return std::nullopt;
  const std::string digits = name.substr(begin + 1, end - begin - 1);
  const bool is_number =
      std::all_of(digits.begin(), digits.end(), [](unsigned char c) { return std::isdigit(c) != 0; });
  if (!is_number || (digits.size() == 2 && digits[0] != '0') || digits.size() == 1) return std::nullopt;
  return Pattern{name.substr(0, begin), name.substr(end + 1), digits.empty() ? 1 : digits[1] - '0'};
}

std::optional<std::int64_t> number_of(const std::string& digits) {
  const bool is_number =
      std::all_of(digits.begin(), digits.end(), [](unsigned char c) { return std::isdigit(c) != 0; });
  if (digits.empty() || digits.size() > kMostDigits || !is_number) return std::nullopt;
  return std::stoll(digits);
}

// The number of a file that the pattern means.
std::optional<std::int64_t> match(const Pattern& pattern, const std::string& name) {
  const std::size_t around = pattern.before.size() + pattern.after.size();
  if (name.size() <= around || name.compare(0, pattern.before.size(), pattern.before) != 0 ||
      name.compare(name.size() - pattern.after.size(), std::string::npos, pattern.after) != 0) {
    return std::nullopt;
  }
  const std::string digits = name.substr(pattern.before.size(), name.size() - around);
  if (digits.size() < static_cast<std::size_t>(pattern.digits)) return std::nullopt;
  return number_of(digits);
}

// "frame-0012.png" as "frame-", "0012", ".png": the last digits before the extension.
std::optional<Pattern> pattern_around_number(const std::string& name) {
  const auto is_digit = [&](std::size_t at) {
    return std::isdigit(static_cast<unsigned char>(name[at])) != 0;
  };
  std::size_t end = std::min(name.rfind('.'), name.size());
  while (end > 0 && !is_digit(end - 1)) --end;
  std::size_t begin = end;
  while (begin > 0 && is_digit(begin - 1)) --begin;
  if (begin == end) return std::nullopt;
  return Pattern{name.substr(0, begin), name.substr(end), 1};
}

bool is_picture_name(const std::string& name) {
  static constexpr std::array kExtensions = {"png", "jpg", "jpeg", "tif", "tiff", "bmp", "ppm", "pgm", "pam"};
  return std::find(kExtensions.begin(), kExtensions.end(), pictures::ending_of(name)) != kExtensions.end();
}

std::vector<std::string> names_in(const fs::path& folder) {
  std::vector<std::string> names;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    names.push_back(entry->path().filename().string());
  }
  if (error) throw base::Error(folder.string() + " cannot be read: " + error.message());
  std::sort(names.begin(), names.end());
  return names;
}

Pattern pattern_in_folder(const std::string& folder, const std::vector<std::string>& names) {
  std::optional<Pattern> found;
  std::string first;
  for (const std::string& name : names) {
    if (name.front() == '.' || !is_picture_name(name)) continue;
    const std::optional<Pattern> pattern = pattern_around_number(name);
    if (!pattern) continue;
    if (found && (pattern->before != found->before || pattern->after != found->after)) {
      throw base::Error(folder + " has pictures of different names, such as " + first + " and " + name +
                        "; a pattern is needed, as " + folder + "/%04d.png");
    }
    if (!found) first = name;
    found = pattern;
  }
  if (!found) throw base::Error(folder + " has no numbered pictures in it, such as 0001.png");
  return *found;
}

struct Picture {
  core::Image image;
  int bit_depth = 8;
};

Picture read_picture(const std::string& path) {
  if (fs::path(path).extension() == ".png") {
    pictures::Picture png = pictures::read_picture(path);
    if (png.image.pixels() > kMostFramePixels) {
      throw base::Error(base::format("%s has %zu pixels; at most %zu can be used", path.c_str(),
                                     png.image.pixels(), kMostFramePixels));
    }
    return {std::move(png.image), png.bit_depth};
  }
  const std::unique_ptr<FilmReader> film = read_by_libav(path);
  (void)film->advance();
  return {film->picture(), film->info().bit_depth};
}

class NumberedPictures : public FilmReader {
 public:
  NumberedPictures(const std::string& path, Fraction rate) : files_(numbered_files(path)) {
    first_ = read_picture(files_.front());
    info_.path = path;
    info_.size = core::size_of(first_->image);
    info_.time_base = {rate.denominator, rate.numerator};
    info_.rate = rate;
    info_.frames = static_cast<std::int64_t>(files_.size());
    info_.frames_are_counted = true;
    info_.seconds = static_cast<double>(files_.size()) / rate.value();
    info_.bit_depth = first_->bit_depth;
    info_.has_alpha = first_->image.has_alpha();
  }

  const FilmInfo& info() const override { return info_; }

  std::optional<FrameTime> advance() override {
    if (next_ == files_.size()) return std::nullopt;
    return FrameTime{static_cast<std::int64_t>(next_++), 1};
  }

  core::Image picture() override {
    const std::string& file = files_[next_ - 1];
    core::Image picture =
        next_ == 1 && first_ ? std::exchange(first_, std::nullopt)->image : read_picture(file).image;
    const core::Size size = core::size_of(picture);
    if (size.width != info_.size.width || size.height != info_.size.height) {
      throw base::Error(base::format("%s has %d×%d px, but %s has %d×%d; all must have the same size",
                                     file.c_str(), size.width, size.height, files_.front().c_str(),
                                     info_.size.width, info_.size.height));
    }
    make_alike(picture);
    return picture;
  }

 private:
  // With alpha where the first has it, and only there.
  void make_alike(core::Image& picture) const {
    if (info_.has_alpha && !picture.has_alpha()) picture.alpha().assign(picture.pixels(), 1.0f);
    if (info_.has_alpha || !picture.has_alpha()) return;
    for (int channel = 0; channel < 3; ++channel) {
      for (std::size_t i = 0; i < picture.pixels(); ++i) picture.plane(channel)[i] *= picture.alpha()[i];
    }
    picture.alpha().clear();
  }

  std::vector<std::string> files_;
  std::optional<Picture> first_;
  FilmInfo info_;
  std::size_t next_ = 0;
};

}  // namespace

bool means_numbered_pictures(const std::string& path) {
  std::error_code error;
  return (!path.empty() && path.back() == '/') || fs::is_directory(path, error) ||
         pattern_of(fs::path(path).filename().string()).has_value();
}

std::string numbered_name(const std::string& path, std::int64_t number) {
  const fs::path whole(path);
  const std::optional<Pattern> pattern = pattern_of(whole.filename().string());
  if (!pattern) return (whole / base::format("%06lld.png", static_cast<long long>(number))).string();
  const std::string digits = base::format("%0*lld", pattern->digits, static_cast<long long>(number));
  return (whole.parent_path() / (pattern->before + digits + pattern->after)).string();
}

std::vector<std::string> numbered_files(const std::string& path) {
  const fs::path whole(path);
  const std::optional<Pattern> given = pattern_of(whole.filename().string());
  const fs::path folder = !given ? whole : whole.has_parent_path() ? whole.parent_path() : fs::path(".");
  const std::vector<std::string> names = names_in(folder);
  const Pattern pattern = given ? *given : pattern_in_folder(path, names);
  std::map<std::int64_t, std::string> files;
  for (const std::string& name : names) {
    const std::optional<std::int64_t> number = match(pattern, name);
    if (number)
      files.emplace(*number, (given && !whole.has_parent_path() ? fs::path(name) : folder / name).string());
  }
  if (files.empty()) throw base::Error("no file is called as " + path + " says");
  std::vector<std::string> in_order;
  in_order.reserve(files.size());
  for (auto& [number, file] : files) in_order.push_back(std::move(file));
  return in_order;
}

std::unique_ptr<FilmReader> read_numbered_pictures(const std::string& path, Fraction rate) {
  return std::make_unique<NumberedPictures>(path, rate);
}

}  // namespace video
