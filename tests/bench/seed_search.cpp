// Chooses the draws of random weights that weights/built_in/random_weights.cpp records: layer by layer,
// earlier layers fixed, each draw is judged by how well pictures are reconstructed from the layer's rectified
// features, and the best is kept (He, Wang & Hopcroft, arXiv 1606.04801, "stacked random"). Prints the row to
// record.
//
//   seed_search vgg19|vgg16 full|half DRAWS PICTURE.ppm …      (8-bit binary PPM, about 128 px)
#include <cmath>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "base/error.h"
#include "descent/minimiser.h"
#include "loss/objective.h"
#include "network/calibration.h"
#include "network/vgg.h"
#include "weights/random_weights.h"

namespace {

constexpr int kIterations = 60;

core::Image read_ppm(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string magic;
  int width = 0, height = 0, greatest = 0;
  file >> magic >> width >> height >> greatest;
  file.get();
  if (magic != "P6" || greatest != 255 || width < 32 || height < 32 || width > 4096 || height > 4096) {
    throw base::Error(path + " is not an 8-bit binary PPM of 32 to 4096 px");
  }
  core::Image image(width, height);
  for (std::size_t i = 0; i < image.pixels(); ++i) {
    for (int channel = 0; channel < 3; ++channel) {
      image.plane(channel)[i] = static_cast<float>(file.get()) / 255.0f;
    }
  }
  return image;
}

core::Image grey_noise(int width, int height) {
  core::Image image(width, height);
  std::mt19937_64 random(1);
  for (float& value : image.rgb()) value = 0.25f + 0.5f * static_cast<float>((random() >> 11) * 0x1p-53);
  return image;
}

// Mean squared error of the picture that has the same features as `picture` at `layer`, as far as L-BFGS
// gets.
double reconstruction_error(dnn::Engine& engine, const core::Vgg& vgg, const std::string& layer,
                            const core::Image& picture) {
  core::ObjectiveSettings settings;
  settings.content_layers = {{layer, 1}};
  settings.normalization = core::Normalization::kSize;
  core::Objective objective(engine, vgg, settings, picture,
                            core::make_terms(engine, settings, {{1}, {}}, {}));
  const auto minimiser = core::make_minimiser(core::Optimizer::kLbfgs);
  minimiser->start_scale(grey_noise(picture.width(), picture.height()), kIterations);
  for (int i = 0; i < kIterations && !minimiser->converged(); ++i) {
    minimiser->iterate([&](const float* x, float* gradient) { return objective.evaluate(x, gradient); });
  }
  const std::vector<float> found = minimiser->picture();
  double sum = 0;
  for (std::size_t i = 0; i < found.size(); ++i) sum += std::pow(found[i] - picture.rgb()[i], 2);
  return sum / static_cast<double>(found.size());
}

void search(weights::NetworkKind kind, weights::Width width, int draws,
            const std::vector<core::Image>& pictures) {
  dnn::Engine engine;
  const std::size_t layers = weights::random_weights(kind, width, 0).convolutions.size();
  std::vector<int> chosen(layers, 0);
  for (std::size_t layer = 0; layer < layers; ++layer) {
    double best = 1e9;
    int best_draw = 0;
    for (int draw = 0; draw < draws; ++draw) {
      std::vector<int> trial = chosen;
      trial[layer] = draw;
      double error = 0;
      std::string name;
      for (const core::Image& picture : pictures) {
        weights::WeightSet set = weights::random_weights(kind, width, 0, trial);
        name = set.convolutions[layer].name;
        set.convolutions.resize(layer + 1);
        core::calibrate(engine, set, dnn::Pooling::kAverage, picture);
        const core::Vgg vgg{
            std::make_shared<const dnn::NetworkDescription>(core::build_vgg(set, dnn::Pooling::kAverage)),
            set.preprocessing};
        error +=
            reconstruction_error(engine, vgg, "relu" + name, picture) / static_cast<double>(pictures.size());
      }
      std::fprintf(stderr, "relu%s draw %d: %.5f\n", name.c_str(), draw, error);
      if (error < best) {
        best = error;
        best_draw = draw;
      }
    }
    chosen[layer] = best_draw;
  }
  for (const int draw : chosen) std::cout << draw << ", ";
  std::cout << "\n";
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 5) {
    std::cerr << "usage: seed_search vgg19|vgg16 full|half DRAWS PICTURE.ppm …\n";
    return 2;
  }
  try {
    const std::vector<std::string> words(argv + 1, argv + argc);
    std::vector<core::Image> pictures;
    for (std::size_t i = 3; i < words.size(); ++i) pictures.push_back(read_ppm(words[i]));
    search(words[0] == "vgg16" ? weights::NetworkKind::kVgg16 : weights::NetworkKind::kVgg19,
           words[1] == "full" ? weights::Width::kFull : weights::Width::kHalf, std::stoi(words[2]), pictures);
  } catch (const std::exception& error) {
    std::cerr << "seed_search: error: " << error.what() << "\n";
    return 1;
  }
  return 0;
}
