#include "loss/lines_term.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "sample_vgg.h"

namespace {

using core::Image;
using core::Wrap;

// The formula of lines_term.h, written down once more in double and without care for speed.
double plain_lines(const std::vector<double>& rgb, const Image& content, Wrap wrap, int turn, int places) {
  const int width = content.width(), height = content.height();
  double total = 0;
  for (const int pool : {4, 16}) {
    const int left = turn * pool / places, above = 3 * turn % places * pool / places;
    const int columns = (width + left + pool - 1) / pool, rows = (height + above + pool - 1) / pool;
    // x − a, summed over the colours; Δ and pool are linear.
    const auto mean = [&](int column, int row) {
      double sum = 0;
      int pixels = 0;
      for (int y = std::max(0, row * pool - above); y < std::min(height, (row + 1) * pool - above); ++y) {
        for (int x = std::max(0, column * pool - left); x < std::min(width, (column + 1) * pool - left);
             ++x, ++pixels) {
          for (int c = 0; c < 3; ++c) {
            const std::size_t at = (static_cast<std::size_t>(c) * height + y) * width + x;
            sum += rgb[at] - content.rgb()[at];
          }
        }
      }
      return sum / pixels;
    };
    const auto neighbour = [](int at, int length, bool wraps) {
      return wraps ? (at + length) % length : std::clamp(at, 0, length - 1);
    };
    for (int row = 0; row < rows; ++row) {
      for (int column = 0; column < columns; ++column) {
        double sum = 0;
        for (const int step : {-1, 1}) {
          sum += mean(neighbour(column + step, columns, wrap.x), row) - mean(column, row);
          sum += mean(column, neighbour(row + step, rows, wrap.y)) - mean(column, row);
        }
        total += sum * sum / (2.0 * columns * rows);
      }
    }
  }
  return total;
}

class Lines : public testing::TestWithParam<Wrap> {};

TEST_P(Lines, EqualThePlainFormulaAndTheirGradientTheSlope) {
  const double weight = 2.5;
  for (const core::Size size : {core::Size{19, 37}, {32, 16}, {5, 4}}) {
    const Image content = test::random_image(size.width, size.height, 1),
                x = test::random_image(size.width, size.height, 2);
    constexpr int kPlaces = 4;
    core::LinesTerm term(weight, GetParam(), kPlaces);
    term.look_at_content(content);
    for (int evaluation = 0; evaluation <= kPlaces; ++evaluation) {
      std::vector<float> gradient(x.rgb().size(), 0.125f);  // is added to
      term.add_pixel_gradient(x.rgb().data(), size, gradient.data());
      std::vector<double> at(x.rgb().begin(), x.rgb().end());
      const auto value = [&] { return plain_lines(at, content, GetParam(), evaluation % kPlaces, kPlaces); };
      EXPECT_NEAR(term.value(), value(), 1e-5 * value());
      for (std::size_t i = 0; i < at.size(); i += 7) {
        constexpr double kStep = 1e-4;
        const double here = at[i];
        at[i] = here + kStep;
        const double above = value();
        at[i] = here - kStep;
        const double below = value();
        at[i] = here;
        EXPECT_NEAR(gradient[i] - 0.125, weight * (above - below) / (2 * kStep), 1e-6) << i;
      }
    }
  }
}

TEST_P(Lines, AreKeptByTheContentItselfAndByItsLight) {
  const Image content = test::random_image(40, 24, 1);
  core::LinesTerm term(1, GetParam(), 1);
  term.look_at_content(content);
  Image x = content;
  std::vector<float> gradient(x.rgb().size());
  term.add_pixel_gradient(x.rgb().data(), size_of(x), gradient.data());
  EXPECT_NEAR(term.value(), 0, 1e-12);
  for (float& value : x.rgb()) value += 0.2f;
  term.add_pixel_gradient(x.rgb().data(), size_of(x), gradient.data());
  EXPECT_NEAR(term.value(), 0, 1e-10);
}

INSTANTIATE_TEST_SUITE_P(Wraps, Lines, testing::Values(Wrap{}, Wrap{true, false}, Wrap{true, true}),
                         [](const auto& test) {
                           return std::string("along") + (test.param.x ? "X" : "") +
                                  (test.param.y ? "Y" : "") + (test.param.x ? "" : "Nothing");
                         });

}  // namespace
