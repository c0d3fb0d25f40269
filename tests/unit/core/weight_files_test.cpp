// Weight files written by other programs: the features that those programs compute with them
// (features-….json, made by the scripts beside the files) are ours, from the file and a picture to the
// deepest layer.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "core/image.h"
#include "dnn/network.h"
#include "plain_network.h"
#include "vgg.h"
#include "weights/open_weights.h"

namespace {

namespace fs = std::filesystem;

constexpr double kTolerance = 1e-5;
constexpr int kSide = 16;

const fs::path kFolder = fs::path(TEST_DATA_DIR) / "weights";

std::vector<nlohmann::json> records() {
  std::vector<nlohmann::json> all;
  for (const auto& entry : fs::directory_iterator(kFolder)) {
    if (entry.path().filename().string().rfind("features-", 0) != 0) continue;
    std::ifstream file(entry.path());
    for (nlohmann::json& record : nlohmann::json::parse(file)) all.push_back(std::move(record));
  }
  return all;
}

core::Image picture() {
  core::Image image(kSide, kSide);
  for (int c = 0; c < 3; ++c) {
    for (int y = 0; y < kSide; ++y) {
      for (int x = 0; x < kSide; ++x) {
        image.plane(c)[y * kSide + x] =
            static_cast<float>((37 * x + 59 * y + 83 * c + 11 * x * y) % 256) / 255.0f;
      }
    }
  }
  return image;
}

class WeightFile : public testing::TestWithParam<nlohmann::json> {};

TEST_P(WeightFile, gives_the_features_that_its_own_program_computes) {
  const nlohmann::json& record = GetParam();
  const weights::WeightSet set = weights::open_weights({(kFolder / record.at("file")).string()});
  EXPECT_EQ(weights::network_name(set.network), record.at("network"));

  std::vector<std::string> taps;
  for (const auto& [tap, values] : record.at("features").items()) taps.push_back(tap);
  const core::Image image = picture();
  const auto description =
      std::make_shared<const dnn::NetworkDescription>(core::build_vgg(set, dnn::Pooling::kMax));
  dnn::Engine engine;
  dnn::Network network(engine, description, kSide, kSide, taps);
  std::vector<float> input(image.rgb().size());
  core::preprocess(set.preprocessing, image.rgb().data(), image.pixels(), input.data());
  network.forward(input.data());
  for (const std::string& tap : taps) {
    const std::vector<double> expected = record.at("features").at(tap);
    EXPECT_GT(*std::max_element(expected.begin(), expected.end()), 0) << tap;
    EXPECT_LE(plain::relative_error(plain::from_features(network.features(tap)).values, expected), kTolerance)
        << tap;
  }
}

std::string test_name(const testing::TestParamInfo<nlohmann::json>& test) {
  std::string name = test.param.at("file");
  std::replace_if(
      name.begin(), name.end(), [](unsigned char letter) { return std::isalnum(letter) == 0; }, '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Real, WeightFile, testing::ValuesIn(records()), test_name);

}  // namespace
