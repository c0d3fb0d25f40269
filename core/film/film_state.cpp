#include "film/film_state.h"

#include <algorithm>
#include <cmath>
#include <istream>
#include <ostream>
#include <string>

#include "base/error.h"
#include "base/translation.h"

namespace core {
namespace {

constexpr char kMark[] = {'S', 'T', 'f', 'i', 'l', 'm', '0', '1'};
constexpr float kGreatest = 65535;
constexpr std::size_t kMostPixels = std::size_t{1} << 28;
constexpr std::size_t kPiece = std::size_t{1} << 20;  // values read at once

[[noreturn]] void refuse() {
  throw base::Error(_("what was kept of the film's last frame is not whole; the film must be begun anew"));
}

template <class Value>
void write(std::ostream& stream, const Value* values, std::size_t count) {
  stream.write(reinterpret_cast<const char*>(values), static_cast<std::streamsize>(count * sizeof(Value)));
}

void write_number(std::ostream& stream, std::size_t number) {
  const auto value = static_cast<std::uint64_t>(number);
  write(stream, &value, 1);
}

void write_picture(std::ostream& stream, const Image& picture) {
  std::vector<std::uint16_t> values;
  for (const float value : picture.rgb()) {
    values.push_back(static_cast<std::uint16_t>(std::lround(value * kGreatest)));
  }
  write(stream, values.data(), values.size());
}

// Memory is taken as the values come, so that a length that is not true takes none.
template <class Value>
std::vector<Value> read(std::istream& stream, std::size_t count) {
  std::vector<Value> values;
  while (values.size() < count) {
    const std::size_t piece = std::min(kPiece, count - values.size());
    values.resize(values.size() + piece);
    stream.read(reinterpret_cast<char*>(values.data() + values.size() - piece),
                static_cast<std::streamsize>(piece * sizeof(Value)));
    if (!stream) refuse();
  }
  return values;
}

std::size_t read_number(std::istream& stream, std::size_t greatest) {
  const std::uint64_t number = read<std::uint64_t>(stream, 1).front();
  if (number > greatest) refuse();
  return static_cast<std::size_t>(number);
}

Image read_picture(std::istream& stream, Size size) {
  const auto values = read<std::uint16_t>(stream, 3 * static_cast<std::size_t>(size.width) * size.height);
  Image picture(size.width, size.height);
  std::transform(values.begin(), values.end(), picture.rgb().begin(),
                 [](std::uint16_t value) { return static_cast<float>(value) / kGreatest; });
  return picture;
}

}  // namespace

Image rounded(Image picture) {
  for (float& value : picture.rgb()) value = static_cast<float>(std::lround(value * kGreatest)) / kGreatest;
  return picture;
}

void save(const FilmState& state, std::ostream& stream) {
  write(stream, kMark, sizeof kMark);
  write_number(stream, state.memory ? 1 : 0);
  if (!state.memory) return;
  const FilmState::Memory& memory = *state.memory;
  write_number(stream, static_cast<std::size_t>(memory.shot));
  write_number(stream, static_cast<std::size_t>(memory.content.width()));
  write_number(stream, static_cast<std::size_t>(memory.content.height()));
  for (const Image* picture : {memory.model.get(), &memory.content, &memory.painting}) {
    write_picture(stream, *picture);
  }
}

FilmState load_film_state(std::istream& stream) {
  const std::vector<char> mark = read<char>(stream, sizeof kMark);
  if (!std::equal(mark.begin(), mark.end(), std::begin(kMark))) refuse();
  if (read_number(stream, 1) == 0) return {};
  auto memory = std::make_shared<FilmState::Memory>();
  constexpr std::size_t kMostShots = 1 << 30;
  memory->shot = static_cast<int>(read_number(stream, kMostShots));
  const std::size_t width = read_number(stream, kMostPixels);
  const std::size_t height = read_number(stream, kMostPixels);
  if (width == 0 || height == 0 || width * height > kMostPixels) refuse();
  const Size size{static_cast<int>(width), static_cast<int>(height)};
  memory->model = std::make_shared<const Image>(read_picture(stream, size));
  memory->content = read_picture(stream, size);
  memory->painting = read_picture(stream, size);
  return {std::move(memory)};
}

}  // namespace core
