// A run of a moment, pictures for it, and an observer that keeps what it is told.
#pragma once

#include <gtest/gtest.h>

#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "core/style_job.h"
#include "waves.h"

namespace test {

using core::Image;
using core::Parameters;
using core::Progress;
using core::StyleJob;

inline Parameters quick() {
  Parameters parameters;
  parameters.weights = std::string(TEST_DATA_DIR) + "/weights/vgg19-narrow-f32.safetensors";
  parameters.size = 40;
  parameters.iterations = 5;
  parameters.content_layers = "relu2_1";
  parameters.style_layers = "relu1_1,relu2_1";
  parameters.threads = 2;
  parameters.init = "content";
  return parameters;
}

struct Recorder : core::Observer {
  int starts = 0;
  std::string network, engine;
  std::vector<Progress> reports;
  std::vector<Image> snapshots;
  std::vector<std::string> notes;
  std::size_t cancel_after = std::numeric_limits<std::size_t>::max();  // reports
  std::size_t snapshot_at = std::numeric_limits<std::size_t>::max();

  void on_start(const std::string& network_name, const std::string& engine_name) override {
    EXPECT_TRUE(reports.empty());
    ++starts;
    network = network_name;
    engine = engine_name;
  }
  bool cancelled() override { return reports.size() >= cancel_after; }
  void on_progress(const Progress& progress) override { reports.push_back(progress); }
  bool wants_snapshot() override { return reports.size() == snapshot_at; }
  void on_snapshot(Image&& picture) override { snapshots.push_back(std::move(picture)); }
  void on_note(const std::string& note) override { notes.push_back(note); }
};

inline core::Result run(const Parameters& parameters, Recorder& recorder,
                        const Image& content = waves(40, 32, 20), Image start = {}) {
  return StyleJob(content, {waves(36, 36, 7)}, parameters, std::move(start)).run(recorder);
}

inline core::Result run(const Parameters& parameters) {
  Recorder unused;
  return run(parameters, unused);
}

inline void expect_picture(const Image& picture, int width, int height) {
  EXPECT_EQ(picture.width(), width);
  EXPECT_EQ(picture.height(), height);
  ASSERT_EQ(picture.rgb().size(), static_cast<std::size_t>(3) * width * height);
  for (const float value : picture.rgb()) ASSERT_TRUE(value >= 0 && value <= 1) << value;
}

}  // namespace test
