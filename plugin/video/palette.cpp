#include "video/palette.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace video {
namespace {

constexpr int kSide = 32;
constexpr std::size_t kEntries = 256;
constexpr int kTransparent = 255;
constexpr std::size_t kNearestSide = 64;
constexpr std::uint32_t kOpaque = 0xFF000000u;
// B. E. Bayer, 1973.
constexpr int kBayer[4][4] = {{0, 8, 2, 10}, {12, 4, 14, 6}, {3, 11, 1, 9}, {15, 7, 13, 5}};

int to_byte(double value) { return static_cast<int>(std::lround(std::clamp(value, 0.0, 255.0))); }

// Cells with colours in them, and what they span along one channel.
struct Box {
  std::vector<int> cells;
  std::uint64_t count = 0;
  int channel = 0;  // the one they span most of
  int span = 0;
};

int coordinate(int cell, int channel) {
  return cell / (channel == 0 ? kSide * kSide : channel == 1 ? kSide : 1) % kSide;
}

}  // namespace

ColourCount::ColourCount() : cells_(static_cast<std::size_t>(kSide) * kSide * kSide) {}

void ColourCount::add(const core::Image& picture) {
  for (std::size_t i = 0; i < picture.pixels(); ++i) {
    if (picture.has_alpha() && picture.alpha()[i] < 0.5f) continue;
    std::array<double, 3> colour{};
    std::size_t at = 0;
    for (int channel = 0; channel < 3; ++channel) {
      const double value = std::clamp(static_cast<double>(picture.plane(channel)[i]), 0.0, 1.0);
      colour[channel] = value * 255;
      at = at * kSide + static_cast<std::size_t>(std::min(kSide - 1, static_cast<int>(value * kSide)));
    }
    ++cells_[at].count;
    for (int channel = 0; channel < 3; ++channel) cells_[at].sum[channel] += colour[channel];
  }
}

bool ColourCount::is_empty() const {
  return std::all_of(cells_.begin(), cells_.end(), [](const Cell& cell) { return cell.count == 0; });
}

Palette::Palette(const ColourCount& colours, bool has_alpha)
    : has_alpha_(has_alpha), nearest_(kNearestSide * kNearestSide * kNearestSide, -1) {
  const auto& cells = colours.cells_;
  const auto measured = [&](std::vector<int> members) {
    Box box{std::move(members)};
    for (int channel = 0; channel < 3; ++channel) {
      int least = kSide, greatest = 0;
      for (const int cell : box.cells) {
        least = std::min(least, coordinate(cell, channel));
        greatest = std::max(greatest, coordinate(cell, channel));
      }
      if (greatest - least + 1 > box.span) box.span = greatest - least + 1, box.channel = channel;
    }
    for (const int cell : box.cells) box.count += cells[cell].count;
    return box;
  };
  std::vector<int> used;
  for (int cell = 0; cell < static_cast<int>(cells.size()); ++cell) {
    if (cells[cell].count > 0) used.push_back(cell);
  }
  std::vector<Box> boxes;
  if (!used.empty()) boxes.push_back(measured(std::move(used)));
  const std::size_t most = has_alpha ? kEntries - 1 : kEntries;
  while (!boxes.empty() && boxes.size() < most) {
    // Frequent colours count, and so do large differences.
    const auto worth = [](const Box& box) {
      return std::sqrt(static_cast<double>(box.count)) * (box.span - 1);
    };
    const auto widest = std::max_element(boxes.begin(), boxes.end(),
                                         [&](const Box& a, const Box& b) { return worth(a) < worth(b); });
    if (worth(*widest) <= 0) break;
    Box whole = std::move(*widest);
    boxes.erase(widest);
    std::stable_sort(whole.cells.begin(), whole.cells.end(), [&](int a, int b) {
      return coordinate(a, whole.channel) < coordinate(b, whole.channel);
    });
    std::uint64_t before = 0;
    std::size_t half = 0;
    do before += cells[whole.cells[half++]].count;
    while (half + 1 < whole.cells.size() && before * 2 < whole.count);
    boxes.push_back(measured({whole.cells.begin(), whole.cells.begin() + static_cast<std::ptrdiff_t>(half)}));
    boxes.push_back(measured({whole.cells.begin() + static_cast<std::ptrdiff_t>(half), whole.cells.end()}));
  }
  for (const Box& box : boxes) {
    std::array<double, 3> sum{};
    for (const int cell : box.cells) {
      for (int channel = 0; channel < 3; ++channel) sum[channel] += cells[cell].sum[channel];
    }
    std::array<int, 3> colour{};
    for (int channel = 0; channel < 3; ++channel)
      colour[channel] = to_byte(sum[channel] / static_cast<double>(box.count));
    colours_.push_back(colour);
    entries_.push_back(kOpaque | static_cast<std::uint32_t>(colour[0] << 16 | colour[1] << 8 | colour[2]));
  }
  if (colours_.empty()) colours_.push_back({}), entries_.push_back(kOpaque);
  entries_.resize(kEntries, kOpaque);
  if (has_alpha_) entries_[kTransparent] = 0;
  // About half the distance of neighbouring entries; none where there are entries for every colour.
  spread_ = colours_.size() < most ? 0 : 16;
}

std::uint8_t Palette::nearest(int red, int green, int blue) {
  const std::size_t at =
      (static_cast<std::size_t>(red >> 2) * kNearestSide + static_cast<std::size_t>(green >> 2)) *
          kNearestSide +
      static_cast<std::size_t>(blue >> 2);
  if (nearest_[at] < 0) {
    int best = std::numeric_limits<int>::max();
    for (std::size_t i = 0; i < colours_.size(); ++i) {
      const int dr = (red | 2) - colours_[i][0], dg = (green | 2) - colours_[i][1],
                db = (blue | 2) - colours_[i][2];
      const int distance = 3 * dr * dr + 6 * dg * dg + db * db;
      if (distance < best) best = distance, nearest_[at] = static_cast<std::int16_t>(i);
    }
  }
  return static_cast<std::uint8_t>(nearest_[at]);
}

std::vector<std::uint8_t> Palette::indices(const core::Image& picture) {
  std::vector<std::uint8_t> result(picture.pixels());
  std::size_t at = 0;
  for (int y = 0; y < picture.height(); ++y) {
    for (int x = 0; x < picture.width(); ++x, ++at) {
      if (has_alpha_ && picture.has_alpha() && picture.alpha()[at] < 0.5f) {
        result[at] = kTransparent;
        continue;
      }
      const double shift = spread_ * ((kBayer[y % 4][x % 4] + 0.5) / 16 - 0.5);
      std::array<int, 3> colour{};
      for (int channel = 0; channel < 3; ++channel) {
        colour[channel] = to_byte(static_cast<double>(picture.plane(channel)[at]) * 255 + shift);
      }
      result[at] = nearest(colour[0], colour[1], colour[2]);
    }
  }
  return result;
}

}  // namespace video
