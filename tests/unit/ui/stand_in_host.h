// The dialog's host in tests: one layer of waves, two open pictures, nothing written anywhere.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "base/error.h"
#include "core/resample.h"
#include "sample_pictures.h"
#include "ui/host.h"

namespace test {

class StandInHost : public ui::Host {
 public:
  StandInHost() {
    settings.styles.emplace_back().picture = {ui::StyleChoice::Kind::kOpenPicture, "", 7};
    settings.parameters = quick_parameters();
  }

  std::string content_name() override { return "“Background” of photo.png"; }
  int content_width() override { return 64; }
  int content_height() override { return 48; }
  std::vector<core::Size> further_layers() override { return further; }
  bool converts_to_rgb() override { return converts; }
  void in_one_step(const std::function<void()>& write) override {
    write();
    ++steps_of_undo;
  }
  std::vector<ui::OfferedCommand> commands() override {
    return {{"Copy as a test", [](const ui::Settings& settings) {
               if (settings.parameters.seed == 13) throw base::Error("no command has the seed 13");
               return "paint \"" + std::to_string(settings.parameters.iterations) + "\"\n";
             }}};
  }
  ui::Content read_content(const ui::Settings&, std::size_t layer) override {
    layers_read.push_back(layer);
    return {content(), [this](const core::Image& result) { write(result); }};
  }
  core::Image read_content_at(int longer_side) override {
    const int side = std::min(longer_side, content_width());
    const core::Size size = core::fit_longer_side(content_width(), content_height(), side);
    return core::resize(content(), size.width, size.height);
  }
  ui::Area selected_area() override { return selected; }
  std::vector<ui::OpenPicture> open_pictures(int size) override {
    return {{5, "lake.png", waves(size, size / 2, 30)}, {7, "painting.png", waves(size, size, 9)}};
  }
  core::Image read_style(const ui::StyleChoice& choice) override {
    read = choice;
    if (!style_error.empty()) throw base::Error(style_error);
    return waves(64, 64, choice.picture == 5 ? 30 : 9);
  }
  core::Image read_file(const std::string& path) override { throw base::Error(path + " does not exist"); }
  ui::Settings load_settings() override { return settings; }
  void save_settings(const ui::Settings& values) override { saved.push_back(values); }

  virtual core::Image content() { return waves(64, 48, 40); }

  ui::Settings settings;
  std::vector<core::Size> further;
  bool converts = false;
  int steps_of_undo = 0;
  std::vector<std::size_t> layers_read;
  ui::Area selected{0, 0, 64, 48};
  std::string style_error;
  std::string write_error;
  ui::StyleChoice read;
  std::vector<core::Image> written;
  std::vector<ui::Settings> saved;

 private:
  void write(const core::Image& picture) {
    if (!write_error.empty()) throw base::Error(write_error);
    written.push_back(picture);
  }
};

}  // namespace test
