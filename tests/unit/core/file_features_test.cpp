// Files that other programs wrote, through our readers and our network, against the features that those
// programs computed from the same weights and the same picture (tests/data/weights/fixture_network.py).
#include <gtest/gtest.h>

#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "core/image.h"
#include "network/vgg.h"
#include "plain_network.h"
#include "weights/open_weights.h"

namespace core {
namespace {

constexpr double kTolerance = 1e-5;
const std::string kFolder = std::string(TEST_DATA_DIR) + "/weights/";

Image fixture_picture() {
  constexpr int kSize = 32;
  Image image(kSize, kSize);
  for (int c = 0; c < 3; ++c) {
    for (int y = 0; y < kSize; ++y) {
      for (int x = 0; x < kSize; ++x) {
        image.plane(c)[y * kSize + x] =
            static_cast<float>((89 * c + 13 * y * y + 7 * x * y + 5 * x) % 256) / 255.0f;
      }
    }
  }
  return image;
}

std::vector<double> features_of(const std::string& file, const std::string& layer) {
  const weights::WeightSet set = weights::open_weights({kFolder + file});
  const Image picture = fixture_picture();
  const auto description =
      std::make_shared<const dnn::NetworkDescription>(build_vgg(set, dnn::Pooling::kMax));
  dnn::Engine engine;
  dnn::Network network(engine, description, picture.height(), picture.width(), {layer});
  std::vector<float> input(picture.rgb().size());
  preprocess(set.preprocessing, picture.rgb().data(), picture.pixels(), input.data());
  network.forward(input.data());
  return plain::from_features(network.features(layer)).values;
}

class FileFeatures : public testing::TestWithParam<const char*> {};

TEST_P(FileFeatures, are_those_of_the_program_that_wrote_the_file) {
  std::ifstream stream(kFolder + GetParam() + "-features.json");
  const nlohmann::json expected = nlohmann::json::parse(stream);
  ASSERT_GE(expected.size(), 2u);
  for (const auto& [file, features] : expected.items()) {
    try {
      const std::vector<double> values = features_of(file, features.at("layer"));
      const double error = plain::relative_error(values, features.at("values"));
      EXPECT_LE(error, kTolerance) << file;
      std::cout << file << ": " << features.at("layer").get<std::string>() << " differs by " << error << "\n";
    } catch (const base::Error& error) {
      if (std::string(error.what()).find("this program was built without") == std::string::npos) throw;
      std::cout << "left out: " << error.what() << "\n";
    }
  }
}

const char* const kPrograms[] = {
#ifdef STYLE_TRANSFER_WITH_PROTOBUF
    "caffe", "onnx",
#endif
#if defined(STYLE_TRANSFER_WITH_HDF5) && defined(STYLE_TRANSFER_WITH_ZIP)
    "keras",
#endif
    "pytorch", "wild"};

INSTANTIATE_TEST_SUITE_P(Programs, FileFeatures, testing::ValuesIn(kPrograms),
                         [](const auto& test) { return std::string(test.param); });

}  // namespace
}  // namespace core
