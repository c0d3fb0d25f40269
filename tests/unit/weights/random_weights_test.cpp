#include "weights/random_weights.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <random>

#include "built_in/normal_stream.h"
#include "test_files.h"

namespace weights {
namespace {

// FNV-1a (64 bits) over the little-endian bytes of all weights and biases.
std::uint64_t hash_of(const WeightSet& set) {
  std::uint64_t hash = 0xcbf29ce484222325u;
  const auto add = [&hash](const std::vector<float>& values) {
    for (const float value : values) {
      std::uint32_t bits;
      std::memcpy(&bits, &value, sizeof bits);
      for (int i = 0; i < 4; ++i) hash = (hash ^ ((bits >> (8 * i)) & 0xFF)) * 0x100000001b3u;
    }
  };
  for (const Convolution& convolution : set.convolutions) {
    add(convolution.weights);
    add(convolution.bias);
  }
  return hash;
}

std::vector<int> first_draws(NetworkKind network) {
  return std::vector<int>(network == NetworkKind::kVgg19 ? 13 : 11, 0);
}

void expect_published_channels(const WeightSet& set, Width width) {
  EXPECT_EQ(set.convolutions.back().name, "5_1");
  int in_channels = 3;
  for (std::size_t i = 0; i < set.convolutions.size(); ++i) {
    const Convolution& convolution = set.convolutions[i];
    const ConvolutionName& published = convolution_names(set.network)[i];
    EXPECT_EQ(convolution.name, published.name);
    EXPECT_EQ(convolution.out_channels, width == Width::kHalf ? published.channels / 2 : published.channels);
    EXPECT_EQ(convolution.in_channels, in_channels);
    EXPECT_EQ(convolution.weights.size(), std::size_t(convolution.out_channels * in_channels * 9));
    EXPECT_EQ(convolution.bias, std::vector<float>(convolution.out_channels, 0.0f));
    in_channels = convolution.out_channels;
  }
}

struct Recorded {
  NetworkKind network;
  Width width;
  std::uint64_t seed;
  std::uint64_t hash;
};

// Recorded from g++ 12 -O3; clang 14 and -march=native give the same.
TEST(RandomWeights, reach_to_conv5_1_and_are_the_same_bytes_on_every_machine) {
  for (const Recorded& recorded : {
           Recorded{NetworkKind::kVgg19, Width::kHalf, 0, 0x8f3e7377cc74accf},
           Recorded{NetworkKind::kVgg19, Width::kHalf, 1, 0x3bb4b4a5c80b14d9},
           Recorded{NetworkKind::kVgg19, Width::kHalf, 0xFFFFFFFFFFFFFFFF, 0x9c09fad3d4baed7f},
           Recorded{NetworkKind::kVgg16, Width::kHalf, 0, 0x32cd1507084fb4b5},
           Recorded{NetworkKind::kVgg16, Width::kHalf, 12345, 0x945b2f2130e7f2a8},
           Recorded{NetworkKind::kVgg16, Width::kFull, 7, 0x34a94c89d22808ba},
       }) {
    // Draws are named, so that recording other ones for seed 0 leaves this test alone.
    const WeightSet set =
        random_weights(recorded.network, recorded.width, recorded.seed, first_draws(recorded.network));
    EXPECT_EQ(hash_of(set), recorded.hash)
        << std::hex << hash_of(set) << " for " << set.source << " of " << network_name(recorded.network);
    EXPECT_EQ(set.network, recorded.network);
    expect_published_channels(set, recorded.width);
  }
}

TEST(RandomWeights, describe_themselves) {
  const WeightSet set = random_weights(NetworkKind::kVgg16, Width::kHalf, 42);
  EXPECT_EQ(set.source, "random (seed 42, half width)");
  EXPECT_EQ(set.network, NetworkKind::kVgg16);
  EXPECT_TRUE(set.calibrate);
  EXPECT_EQ(set.pooling, PoolingHint::kAverage);
  EXPECT_EQ(set.preprocessing.order, Preprocessing::Order::kRgb);
  EXPECT_EQ(set.preprocessing.range, 1.0f);
  for (int channel = 0; channel < 3; ++channel) {
    EXPECT_EQ(set.preprocessing.mean[channel], 0.5f);
    EXPECT_EQ(set.preprocessing.std[channel], 0.25f);
  }
}

// What the filter answers to a plane of ones, or with `checkerboard` to alternating ±1, in channel `in`.
double answer(const float* filter, int in, bool checkerboard) {
  double sum = 0;
  for (int i = 0; i < 9; ++i) {
    const double value = filter[9 * in + i];
    sum += checkerboard && i % 2 == 1 ? -value : value;
  }
  return sum;
}

TEST(RandomWeights, have_filters_of_squared_norm_two_that_read_few_channels_and_no_pixel_grain) {
  const WeightSet set = random_weights(NetworkKind::kVgg19, Width::kHalf, 5);
  for (const Convolution& convolution : set.convolutions) {
    for (int out = 0; out < convolution.out_channels; ++out) {
      const float* filter = convolution.weights.data() + std::size_t(out) * 9 * convolution.in_channels;
      double squares = 0;
      int read = 0;
      for (int in = 0; in < convolution.in_channels; ++in) {
        double of_channel = 0;
        for (int i = 0; i < 9; ++i) of_channel += double{filter[9 * in + i]} * filter[9 * in + i];
        squares += of_channel;
        read += of_channel > 0;
        EXPECT_NEAR(answer(filter, in, true), 0, 1e-6) << "conv" << convolution.name << " filter " << out;
      }
      EXPECT_NEAR(squares, 2, 1e-6) << "conv" << convolution.name << " filter " << out;
      EXPECT_EQ(read, std::min(convolution.in_channels, 4))
          << "conv" << convolution.name << " filter " << out;
    }
  }
}

TEST(RandomWeights, answer_to_brightness_in_one_filter_of_four_and_else_to_detail_alone) {
  const WeightSet set = random_weights(NetworkKind::kVgg16, Width::kHalf, 5);
  for (const Convolution& convolution : set.convolutions) {
    int to_brightness = 0;
    for (int out = 0; out < convolution.out_channels; ++out) {
      const float* filter = convolution.weights.data() + std::size_t(out) * 9 * convolution.in_channels;
      double strongest = 0;
      for (int in = 0; in < convolution.in_channels; ++in) {
        strongest = std::max(strongest, std::abs(answer(filter, in, false)));
      }
      to_brightness += strongest > 1e-5;
    }
    EXPECT_EQ(to_brightness, convolution.out_channels / 4) << "conv" << convolution.name;
  }
}

// The mean square of rectified outputs equals that of the inputs: unit energy gain.
TEST(RandomWeights, keep_the_energy_of_what_passes_through_a_layer_and_its_rectifier) {
  const WeightSet set = random_weights(NetworkKind::kVgg19, Width::kHalf, 5);
  for (const Convolution& convolution : set.convolutions) {
    const int columns = 9 * convolution.in_channels;
    NormalStream random({1, 2, 3});
    const int patches = 20000 / convolution.out_channels + 4;
    double in = 0, out = 0;
    for (int patch = 0; patch < patches; ++patch) {
      std::vector<double> input(columns);
      for (double& value : input) {
        value = random.next();
        in += value * value / columns;
      }
      for (int filter = 0; filter < convolution.out_channels; ++filter) {
        double sum = 0;
        for (int i = 0; i < columns; ++i) sum += convolution.weights[filter * columns + i] * input[i];
        if (sum > 0) out += sum * sum / convolution.out_channels;
      }
    }
    EXPECT_NEAR(out / in, 1, 0.08) << "conv" << convolution.name;
  }
}

TEST(RandomWeights, differ_by_seed_network_and_draw) {
  const WeightSet set = random_weights(NetworkKind::kVgg19, Width::kHalf, 1);
  const auto first = [](const WeightSet& other) { return other.convolutions[0].weights; };
  EXPECT_EQ(first(set), first(random_weights(NetworkKind::kVgg19, Width::kHalf, 1)));
  EXPECT_NE(first(set), first(random_weights(NetworkKind::kVgg19, Width::kHalf, 2)));
  EXPECT_NE(first(set), first(random_weights(NetworkKind::kVgg16, Width::kHalf, 1)));

  std::vector<int> draws = first_draws(NetworkKind::kVgg19);
  draws[4] = 1;
  const WeightSet other = random_weights(NetworkKind::kVgg19, Width::kHalf, 1, draws);
  for (std::size_t i = 0; i < draws.size(); ++i) {
    EXPECT_EQ(set.convolutions[i].weights == other.convolutions[i].weights, i != 4) << i;
  }
}

TEST(RandomWeights, of_other_seeds_than_0_use_draw_0) {
  EXPECT_EQ(hash_of(random_weights(NetworkKind::kVgg16, Width::kHalf, 9)),
            hash_of(random_weights(NetworkKind::kVgg16, Width::kHalf, 9, first_draws(NetworkKind::kVgg16))));
}

TEST(RandomWeights, refuse_draws_that_do_not_fit) {
  EXPECT_EQ(test::error_of([] {
              random_weights(NetworkKind::kVgg19, Width::kHalf, 0, {1, 2});
            }),
            "random vgg19 weights need 13 draws, one for each convolution, not 2");
  std::vector<int> draws = first_draws(NetworkKind::kVgg16);
  draws[3] = -4;
  EXPECT_EQ(test::error_of([&] { random_weights(NetworkKind::kVgg16, Width::kHalf, 0, draws); }),
            "a draw of random weights is numbered from 0, not -4");
}

TEST(NormalStream, has_the_moments_of_the_normal_distribution) {
  NormalStream random({99});
  constexpr int kCount = 400000;
  double sum = 0, square = 0, cube = 0, fourth = 0;
  for (int i = 0; i < kCount; ++i) {
    const double x = random.next();
    sum += x;
    square += x * x;
    cube += x * x * x;
    fourth += x * x * x * x;
  }
  EXPECT_NEAR(sum / kCount, 0, 0.01);
  EXPECT_NEAR(square / kCount, 1, 0.01);
  EXPECT_NEAR(cube / kCount, 0, 0.03);
  EXPECT_NEAR(fourth / kCount, 2.9, 0.05);  // twelve uniform numbers: 3 − 6/(5·12)
}

TEST(NormalStream, draws_every_number_below_the_limit_about_as_often) {
  NormalStream random({7});
  int counts[5] = {};
  for (int i = 0; i < 50000; ++i) {
    const int drawn = random.below(5);
    ASSERT_TRUE(drawn >= 0 && drawn < 5) << drawn;
    ++counts[drawn];
  }
  for (const int count : counts) EXPECT_NEAR(count, 10000, 500);
}

}  // namespace
}  // namespace weights
