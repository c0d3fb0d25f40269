#include "dnn/gram.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <thread>

#include "plain_network.h"
#include "sample_networks.h"

namespace {

using dnn::FeatureShape;
using dnn::GradientView;
using dnn::GramProduct;

const std::vector<FeatureShape> kShapes = {{1, 1, 1},   {3, 5, 7},   {8, 1, 9},   {16, 16, 16}, {33, 13, 11},
                                           {64, 40, 3}, {5, 70, 33}, {128, 2, 3}, {64, 1, 1}};

std::string text(const FeatureShape& shape) {
  return std::to_string(shape.channels) + "x" + std::to_string(shape.height) + "x" +
         std::to_string(shape.width);
}

std::vector<float> features_of(const FeatureShape& shape) { return plain::Values(5).take(shape.size()); }

std::vector<double> plain_gram(const std::vector<float>& features, const FeatureShape& shape) {
  const std::size_t n = shape.channels;
  std::vector<double> gram(n * n);
  for (std::size_t p = 0; p < shape.positions(); ++p) {
    for (std::size_t c = 0; c < n; ++c) {
      for (std::size_t d = 0; d < n; ++d) {
        gram[c * n + d] += static_cast<double>(features[p * n + c]) * features[p * n + d];
      }
    }
  }
  return gram;
}

TEST(GramProduct, EqualsThePlainSum) {
  dnn::Engine engine(2);
  for (const FeatureShape& shape : kShapes) {
    const std::vector<float> features = features_of(shape);
    GramProduct product(engine, shape.channels);
    std::vector<float> gram(static_cast<std::size_t>(shape.channels) * shape.channels, -1e30f);
    std::vector<double> sums(shape.channels);
    product.gram({features.data(), shape}, nullptr, gram.data(), sums.data());
    EXPECT_LE(plain::relative_error({gram.begin(), gram.end()}, plain_gram(features, shape)), 1e-5)
        << text(shape);
    for (int c = 0; c < shape.channels; ++c) {
      for (int d = 0; d < c; ++d) {
        EXPECT_NEAR(gram[c * shape.channels + d], gram[d * shape.channels + c], 1e-4) << text(shape);
      }
    }
  }
}

TEST(GramProduct, SumsChannels) {
  dnn::Engine engine(2);
  for (const FeatureShape& shape : kShapes) {
    const std::vector<float> features = features_of(shape);
    std::vector<float> gram(static_cast<std::size_t>(shape.channels) * shape.channels);
    std::vector<double> sums(shape.channels, 1e30), expected(shape.channels);
    for (std::size_t i = 0; i < features.size(); ++i) expected[i % shape.channels] += features[i];
    GramProduct(engine, shape.channels).gram({features.data(), shape}, nullptr, gram.data(), sums.data());
    EXPECT_LE(plain::relative_error(sums, expected), 1e-6) << text(shape);
  }
}

TEST(GramProduct, AddsTheGradientOfALossOfTheGramMatrix) {
  dnn::Engine engine(2);
  for (const FeatureShape& shape : kShapes) {
    const std::size_t n = shape.channels;
    const std::vector<float> features = features_of(shape);
    std::vector<float> symmetric = plain::Values(6).take(n * n);
    for (std::size_t c = 0; c < n; ++c) {
      for (std::size_t d = 0; d < c; ++d) symmetric[c * n + d] = symmetric[d * n + c];
    }
    std::vector<float> gradient = plain::Values(8).take(shape.size());
    const std::vector<float> row = plain::Values(9).take(n);
    std::vector<double> expected(gradient.begin(), gradient.end());  // is added to
    for (std::size_t p = 0; p < shape.positions(); ++p) {
      for (std::size_t c = 0; c < n; ++c) {
        expected[p * n + c] += row[c];
        for (std::size_t d = 0; d < n; ++d) {
          expected[p * n + c] += static_cast<double>(features[p * n + d]) * symmetric[d * n + c];
        }
      }
    }
    GramProduct(engine, shape.channels)
        .add_gradient({features.data(), shape}, nullptr, symmetric.data(), row.data(),
                      {gradient.data(), shape});
    EXPECT_LE(plain::relative_error({gradient.begin(), gradient.end()}, expected), 1e-5) << text(shape);
  }
}

// ½ Σ (FᵀF)² has the derivative FᵀF, hence S = 2·FᵀF.
TEST(GramProduct, GradientIsTheSlopeOfALossOfTheGramMatrix) {
  dnn::Engine engine(1);
  const FeatureShape shape{4, 3, 5};
  std::vector<float> features = features_of(shape);
  GramProduct product(engine, shape.channels);
  std::vector<float> symmetric(16), gradient(shape.size(), 0);
  std::vector<double> sums(4);
  product.gram({features.data(), shape}, nullptr, symmetric.data(), sums.data());
  for (float& value : symmetric) value *= 2;
  product.add_gradient({features.data(), shape}, nullptr, symmetric.data(), nullptr,
                       {gradient.data(), shape});
  const auto loss = [&] {
    double sum = 0;
    for (const double value : plain_gram(features, shape)) sum += value * value / 2;
    return sum;
  };
  std::vector<double> slopes;
  for (float& value : features) {
    const float here = value;
    value = here + 0x1p-10f;
    const double above = loss(), upper = value;
    value = here - 0x1p-10f;
    const double below = loss(), lower = value;
    value = here;
    slopes.push_back((above - below) / (upper - lower));
  }
  EXPECT_LE(plain::relative_error({gradient.begin(), gradient.end()}, slopes), 1e-4);
}

std::vector<float> gram_and_gradient(int threads, const FeatureShape& shape, const float* weights = nullptr) {
  dnn::Engine engine(threads);
  const std::vector<float> features = features_of(shape);
  GramProduct product(engine, shape.channels);
  const std::size_t square = static_cast<std::size_t>(shape.channels) * shape.channels;
  std::vector<float> result(square + shape.size(), 0);
  std::vector<double> sums(shape.channels);
  product.gram({features.data(), shape}, weights, result.data(), sums.data());
  const GradientView gradient{result.data() + square, shape};
  product.add_gradient({features.data(), shape}, weights, result.data(), nullptr, gradient);
  return result;
}

// Of whole and broken numbers, and many zeros.
std::vector<float> weights_of(const FeatureShape& shape) {
  std::vector<float> weights = plain::Values(11).take(shape.positions());
  for (float& weight : weights) weight = std::clamp(weight + 0.3f, 0.0f, 1.0f);
  return weights;
}

// Weights are what positions count: the features times their roots have the same Gram matrix.
TEST(GramProduct, WeighsPositions) {
  dnn::Engine engine(2);
  for (const FeatureShape& shape : kShapes) {
    const std::size_t n = shape.channels;
    const std::vector<float> features = features_of(shape), weights = weights_of(shape);
    std::vector<float> rooted = features;
    std::vector<double> expected_sums(n);
    for (std::size_t i = 0; i < rooted.size(); ++i) {
      rooted[i] *= std::sqrt(weights[i / n]);
      expected_sums[i % n] += static_cast<double>(weights[i / n]) * features[i];
    }
    std::vector<float> gram(n * n);
    std::vector<double> sums(n);
    GramProduct(engine, shape.channels)
        .gram({features.data(), shape}, weights.data(), gram.data(), sums.data());
    EXPECT_LE(plain::relative_error({gram.begin(), gram.end()}, plain_gram(rooted, shape)), 1e-5)
        << text(shape);
    EXPECT_LE(plain::relative_error(sums, expected_sums), 1e-5) << text(shape);
  }
}

TEST(GramProduct, WeighsTheGradientOfPositions) {
  dnn::Engine engine(2);
  for (const FeatureShape& shape : kShapes) {
    const std::size_t n = shape.channels;
    const std::vector<float> features = features_of(shape), weights = weights_of(shape);
    const std::vector<float> symmetric = plain::Values(6).take(n * n), row = plain::Values(9).take(n);
    const std::vector<float> before = plain::Values(8).take(shape.size());
    std::vector<float> unweighted(shape.size(), 0), gradient = before;
    GramProduct product(engine, shape.channels);
    product.add_gradient({features.data(), shape}, nullptr, symmetric.data(), row.data(),
                         {unweighted.data(), shape});
    product.add_gradient({features.data(), shape}, weights.data(), symmetric.data(), row.data(),
                         {gradient.data(), shape});
    std::vector<double> expected(before.begin(), before.end());
    for (std::size_t i = 0; i < expected.size(); ++i) {
      expected[i] += static_cast<double>(weights[i / n]) * unweighted[i];
    }
    EXPECT_LE(plain::relative_error({gradient.begin(), gradient.end()}, expected), 1e-5) << text(shape);
  }
}

// Weights count a window's positions, whose rows have gaps.
TEST(GramProduct, WeighsAWindow) {
  dnn::Engine engine(2);
  const FeatureShape shape{16, 23, 19}, part{16, 9, 7};
  const std::vector<float> features = features_of(shape), weights = weights_of(part);
  const dnn::FeatureView inside = dnn::window(dnn::FeatureView{features.data(), shape}, 4, 5, 9, 7);
  std::vector<float> copy;
  for (int y = 0; y < part.height; ++y) {
    copy.insert(copy.end(), inside.row(y), inside.row(y) + static_cast<std::size_t>(part.width) * 16);
  }
  std::vector<float> gram(256), expected(256);
  std::vector<double> sums(16), expected_sums(16);
  GramProduct product(engine, 16);
  product.gram(inside, weights.data(), gram.data(), sums.data());
  product.gram({copy.data(), part}, weights.data(), expected.data(), expected_sums.data());
  EXPECT_EQ(gram, expected);
  EXPECT_EQ(sums, expected_sums);
}

TEST(GramProduct, SumsAlikeWithAnyNumberOfThreads) {
  for (const FeatureShape& shape :
       {FeatureShape{64, 41, 87}, FeatureShape{512, 40, 41}, FeatureShape{5, 99, 99}}) {
    const std::vector<float> weights = weights_of(shape);
    for (const float* const given : {weights.data(), static_cast<const float*>(nullptr)}) {
      const std::vector<float> alone = gram_and_gradient(1, shape, given);
      for (const int threads : {2, 3, 4}) EXPECT_EQ(alone, gram_and_gradient(threads, shape, given));
    }
  }
}

TEST(GramProduct, GivesTheSameBytesTwiceAlsoOnAnotherThread) {
  const FeatureShape shape{33, 41, 29};
  for (const int threads : {1, 2}) {
    const std::vector<float> first = gram_and_gradient(threads, shape);
    EXPECT_EQ(first, gram_and_gradient(threads, shape)) << threads;
    std::vector<float> elsewhere;
    std::thread([&] { elsewhere = gram_and_gradient(threads, shape); }).join();
    EXPECT_EQ(first, elsewhere) << threads;
  }
}

}  // namespace
