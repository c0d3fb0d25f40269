#include <gtest/gtest.h>
#include <sys/resource.h>

#include <cmath>
#include <csignal>
#include <limits>

#include "files/number_formats.h"
#include "test_files.h"
#include "weights/open_weights.h"
#include "weights/random_weights.h"
#include "weights/safetensors.h"

namespace weights {
namespace {

WeightSet small_set() { return test::parse(test::SmallFile().bytes()); }

void expect_same(const WeightSet& set, const WeightSet& expected) {
  EXPECT_EQ(set.network, expected.network);
  EXPECT_EQ(set.calibrate, expected.calibrate);
  EXPECT_EQ(set.pooling, expected.pooling);
  EXPECT_EQ(set.preprocessing.order, expected.preprocessing.order);
  EXPECT_EQ(set.preprocessing.range, expected.preprocessing.range);
  EXPECT_EQ(set.preprocessing.mean, expected.preprocessing.mean);
  EXPECT_EQ(set.preprocessing.std, expected.preprocessing.std);
  ASSERT_EQ(set.convolutions.size(), expected.convolutions.size());
  for (std::size_t i = 0; i < set.convolutions.size(); ++i) {
    EXPECT_EQ(set.convolutions[i].name, expected.convolutions[i].name);
    EXPECT_EQ(set.convolutions[i].in_channels, expected.convolutions[i].in_channels);
    EXPECT_EQ(set.convolutions[i].out_channels, expected.convolutions[i].out_channels);
    EXPECT_EQ(set.convolutions[i].weights, expected.convolutions[i].weights);
    EXPECT_EQ(set.convolutions[i].bias, expected.convolutions[i].bias);
  }
}

TEST(WriteSafetensors, of_floats_is_read_back_bit_for_bit) {
  const test::TemporaryFolder folder;
  WeightSet set = random_weights(NetworkKind::kVgg16, Width::kHalf, 3);
  set.convolutions[2].bias[1] = 0.1f;
  write_safetensors(set, folder.path("w.safetensors"), Precision::kFloat32);
  expect_same(open_weights({folder.path("w.safetensors")}), set);
}

TEST(WriteSafetensors, of_halves_is_read_back_rounded) {
  const test::TemporaryFolder folder;
  WeightSet set = random_weights(NetworkKind::kVgg19, Width::kHalf, 3);
  write_safetensors(set, folder.path("w.safetensors"), Precision::kFloat16);
  for (Convolution& convolution : set.convolutions) {
    for (float& weight : convolution.weights) {
      const std::uint16_t bits = to_half(weight);
      const unsigned char bytes[] = {static_cast<unsigned char>(bits & 0xFF),
                                     static_cast<unsigned char>(bits >> 8)};
      const float rounded = decode_number(NumberFormat::kF16, bytes);
      ASSERT_NEAR(rounded, weight, std::fabs(weight) * 0x1p-11f + 0x1p-25f);
      weight = rounded;
    }
  }
  expect_same(open_weights({folder.path("w.safetensors")}), set);
}

TEST(WriteSafetensors, keeps_preprocessing_and_pooling) {
  const test::TemporaryFolder folder;
  WeightSet set = small_set();
  set.network = NetworkKind::kVgg16;
  set.preprocessing = {
      Preprocessing::Order::kBgr, 255.0f, {103.939f, 116.779f, 123.68f}, {1.0f, 1e-7f, 3.3e6f}};
  for (const PoolingHint pooling : {PoolingHint::kNone, PoolingHint::kMax, PoolingHint::kAverage}) {
    set.pooling = pooling;
    write_safetensors(set, folder.path("w.safetensors"), Precision::kFloat32);
    expect_same(open_weights({folder.path("w.safetensors")}), set);
  }
}

TEST(WriteSafetensors, begins_its_data_on_a_multiple_of_eight_and_leaves_nothing_beside_the_file) {
  const test::TemporaryFolder folder;
  write_safetensors(small_set(), folder.path("w.safetensors"), Precision::kFloat16);
  const std::string bytes = test::read_bytes(folder.path("w.safetensors"));
  EXPECT_EQ(static_cast<unsigned char>(bytes[0]) % 8, 0);
  EXPECT_EQ(folder.names(), std::vector<std::string>{"w.safetensors"});
}

TEST(WriteSafetensors, replaces_a_file_that_is_there) {
  const test::TemporaryFolder folder;
  const std::string path = folder.write("w.safetensors", "old");
  write_safetensors(small_set(), path, Precision::kFloat32);
  EXPECT_EQ(open_weights({path}).convolutions.size(), 7u);
}

TEST(WriteSafetensors, refuses_a_folder_that_does_not_exist) {
  const test::TemporaryFolder folder;
  const std::string path = folder.path("no/such/w.safetensors");
  const std::string message =
      test::error_of([&] { write_safetensors(small_set(), path, Precision::kFloat32); });
  EXPECT_EQ(message, path + ": the file could not be made: No such file or directory");
}

TEST(WriteSafetensors, leaves_the_old_file_and_nothing_else_where_writing_fails) {
  const test::TemporaryFolder folder;
  const std::string path = folder.write("w.safetensors", "old");
  struct rlimit before;
  ASSERT_EQ(getrlimit(RLIMIT_FSIZE, &before), 0);
  struct rlimit small = before;
  small.rlim_cur = 1024;  // as on a full disk, write() fails from here on
  const auto handler = std::signal(SIGXFSZ, SIG_IGN);
  ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &small), 0);
  const std::string message =
      test::error_of([&] { write_safetensors(small_set(), path, Precision::kFloat32); });
  setrlimit(RLIMIT_FSIZE, &before);
  std::signal(SIGXFSZ, handler);
  EXPECT_EQ(message, path + ": the file could not be written: File too large");
  EXPECT_EQ(test::read_bytes(path), "old");
  EXPECT_EQ(folder.names(), std::vector<std::string>{"w.safetensors"});
}

TEST(WriteSafetensors, refuses_values_that_the_file_could_not_hold) {
  const test::TemporaryFolder folder;
  const std::string path = folder.path("w.safetensors");
  WeightSet large = small_set();
  large.convolutions[1].weights[3] = 70000;
  EXPECT_EQ(
      test::error_of([&] { write_safetensors(large, path, Precision::kFloat16); }),
      path +
          ": tensor features.2.weight holds 70000.000000, beyond 65504, the greatest number of 16 bits; "
          "write 32 bits");
  write_safetensors(large, path, Precision::kFloat32);
  large.convolutions[1].bias[0] = std::numeric_limits<float>::quiet_NaN();
  EXPECT_EQ(test::error_of([&] { write_safetensors(large, path, Precision::kFloat32); }),
            path + ": tensor features.2.bias holds a value that is not finite");
}

TEST(WriteSafetensors, refuses_a_set_that_the_reader_would_refuse) {
  const test::TemporaryFolder folder;
  const auto refused = [&](const std::function<void(WeightSet&)>& spoil) {
    WeightSet set = small_set();
    spoil(set);
    return test::error_of([&] { write_safetensors(set, folder.path("w"), Precision::kFloat32); });
  };
  EXPECT_NE(refused([](WeightSet& set) { set.convolutions.clear(); }).find("0 convolutions"),
            std::string::npos);
  EXPECT_NE(refused([](WeightSet& set) { set.convolutions[0].name = "1_2"; }).find("as conv1_1"),
            std::string::npos);
  EXPECT_NE(refused([](WeightSet& set) { set.convolutions[3].bias.pop_back(); }).find("\"2_2\""),
            std::string::npos);
  EXPECT_NE(refused([](WeightSet& set) { set.convolutions[3].in_channels = 7; }).find("\"2_2\""),
            std::string::npos);
  EXPECT_TRUE(folder.names().empty());
}

}  // namespace
}  // namespace weights
