#include "descent/lbfgs.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>
#include <stdexcept>

namespace {

using core::Box;
using core::Lbfgs;

constexpr Box kWide{-100, 100};

double rosenbrock(const float* x, float* gradient) {
  const double a = 1.0 - x[0];
  const double b = x[1] - static_cast<double>(x[0]) * x[0];
  gradient[0] = static_cast<float>(-2 * a - 400 * b * x[0]);
  gradient[1] = static_cast<float>(200 * b);
  return a * a + 100 * b * b;
}

// ½ Σ k_i (x_i − c_i)² with condition number 1000.
struct Quadratic {
  std::vector<double> stiffness;
  std::vector<double> centre;

  explicit Quadratic(int size) {
    std::mt19937 random(3);
    for (int i = 0; i < size; ++i) {
      stiffness.push_back(std::pow(1000.0, static_cast<double>(i) / (size - 1)));
      centre.push_back(static_cast<double>(random() % 2000) / 1000.0 - 0.5);  // partly outside 0…1
    }
  }

  double operator()(const float* x, float* gradient) const {
    double value = 0;
    for (std::size_t i = 0; i < centre.size(); ++i) {
      const double d = x[i] - centre[i];
      value += 0.5 * stiffness[i] * d * d;
      gradient[i] = static_cast<float>(stiffness[i] * d);
    }
    return value;
  }
};

TEST(Lbfgs, FindsTheValleyOfRosenbrock) {
  std::vector<float> x = {-1.2f, 1.0f};
  Lbfgs lbfgs(2, 10, kWide);
  for (int i = 0; i < 100 && !lbfgs.converged(); ++i) lbfgs.step(x, rosenbrock);
  EXPECT_NEAR(x[0], 1, 1e-3);
  EXPECT_NEAR(x[1], 1, 1e-3);
}

TEST(Lbfgs, NeverRises) {
  std::vector<float> x = {-1.2f, 1.0f};
  Lbfgs lbfgs(2, 10, kWide);
  float unused[2];
  double before = rosenbrock(x.data(), unused);
  for (int i = 0; i < 60 && !lbfgs.converged(); ++i) {
    const double value = lbfgs.step(x, rosenbrock);
    EXPECT_LE(value, before);
    EXPECT_DOUBLE_EQ(value, rosenbrock(x.data(), unused)) << "the value is that of x";
    before = value;
  }
}

TEST(Lbfgs, SolvesAnIllConditionedQuadratic) {
  const Quadratic quadratic(200);
  std::vector<float> x(200, 0.25f);
  Lbfgs lbfgs(x.size(), 20, kWide);
  for (int i = 0; i < 150 && !lbfgs.converged(); ++i) lbfgs.step(x, quadratic);
  for (std::size_t i = 0; i < x.size(); ++i) EXPECT_NEAR(x[i], quadratic.centre[i], 2e-3) << i;
}

TEST(Lbfgs, StaysInTheBoxAndFindsItsLowestPoint) {
  const Quadratic quadratic(200);
  std::vector<float> x(200, 0.25f);
  Lbfgs lbfgs(x.size(), 20, Box{0, 1});
  for (int i = 0; i < 150 && !lbfgs.converged(); ++i) {
    lbfgs.step(x, quadratic);
    for (const float value : x) {
      ASSERT_GE(value, 0);
      ASSERT_LE(value, 1);
    }
  }
  for (std::size_t i = 0; i < x.size(); ++i) {
    EXPECT_NEAR(x[i], std::min(1.0, std::max(0.0, quadratic.centre[i])), 2e-3) << i;
  }
}

TEST(Lbfgs, StopsWhereThereIsNoSlope) {
  std::vector<float> x = {0.5f, 0.5f};
  Lbfgs lbfgs(2, 5, Box{});
  lbfgs.step(x, [](const float*, float* gradient) {
    gradient[0] = gradient[1] = 0;
    return 7.0;
  });
  EXPECT_TRUE(lbfgs.converged());
  EXPECT_EQ(x, (std::vector<float>{0.5f, 0.5f}));
}

TEST(Lbfgs, TakesNaNAsARise) {
  std::vector<float> x = {0.9f};
  Lbfgs lbfgs(1, 5, kWide);
  // −log x has no value left of zero.
  const auto barrier = [](const float* at, float* gradient) {
    const double value = at[0];
    gradient[0] = static_cast<float>(4 - 1 / value);
    return value > 0 ? 4 * value - std::log(value) : std::numeric_limits<double>::quiet_NaN();
  };
  for (int i = 0; i < 40 && !lbfgs.converged(); ++i) ASSERT_TRUE(std::isfinite(lbfgs.step(x, barrier)));
  EXPECT_NEAR(x[0], 0.25, 1e-3);
}

TEST(Lbfgs, LeavesThePictureAloneWhereTheEvaluationThrows) {
  const Quadratic quadratic(50);
  std::vector<float> x(50, 0.25f);
  Lbfgs lbfgs(x.size(), 5, Box{});
  for (int i = 0; i < 3; ++i) lbfgs.step(x, quadratic);
  const std::vector<float> before = x;
  EXPECT_THROW(lbfgs.step(x, [](const float*, float*) -> double { throw std::runtime_error("cancelled"); }),
               std::runtime_error);
  EXPECT_EQ(x, before);
}

}  // namespace
