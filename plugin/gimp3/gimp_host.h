// GIMP 3 as the dialog's host: one run on one layer. Main thread only.
#pragma once

#include <string>
#include <vector>

#include "content_layer.h"
#include "style_source.h"
#include "ui/host.h"

namespace gimp3 {

class GimpHost : public ui::Host {
 public:
  // `config`: what GIMP passed; last values are read from it and left in it.
  GimpHost(ContentLayer content, GimpProcedureConfig* config);

  std::string content_name() override;
  int content_width() override { return content_.width; }
  int content_height() override { return content_.height; }
  core::Image read_content() override;
  core::Image read_content_at(int longer_side) override;
  ui::Area selected_area() override;
  std::vector<ui::OpenPicture> open_pictures(int thumbnail_size) override;
  core::Image read_style(const ui::StyleChoice& choice) override;
  core::Image read_file(const std::string& path) override;
  void write_result(const core::Image& picture) override;
  ui::Settings load_settings() override;
  void save_settings(const ui::Settings& settings) override;
  unsigned long parent_window() override;

  // Null until write_result().
  GimpLayer* new_layer() const { return new_layer_; }

 private:
  ContentLayer content_;
  GimpProcedureConfig* config_;
  std::vector<float> alpha_;  // as read_content() saw it
  std::vector<float> mask_;
  std::string result_name_;  // as read_style() saw it
  GimpLayer* new_layer_ = nullptr;
};

}  // namespace gimp3
