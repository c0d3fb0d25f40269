#include "video/film_reader.h"

#include <array>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "video/libav_reader.h"
#include "video/numbered_pictures.h"
#include "video/webp_reader.h"

namespace video {
namespace {

bool is_webp(const std::string& path) {
  std::array<char, 12> begin{};
  std::ifstream(path, std::ios::binary).read(begin.data(), begin.size());
  return std::memcmp(begin.data(), "RIFF", 4) == 0 && std::memcmp(begin.data() + 8, "WEBP", 4) == 0;
}

}  // namespace

std::unique_ptr<FilmReader> open_film(const std::string& path, Fraction rate) {
  std::error_code error;
  const bool is_file = std::filesystem::is_regular_file(path, error);
  if (!is_file && means_numbered_pictures(path)) return read_numbered_pictures(path, rate);
  if (is_file && is_webp(path)) return read_webp(path);
  return read_by_libav(path);
}

}  // namespace video
