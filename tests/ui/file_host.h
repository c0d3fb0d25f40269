// A host of picture files, for the dialog without GIMP.
#pragma once

#include <string>
#include <vector>

#include "ui/host.h"

namespace test {

class FileHost : public ui::Host {
 public:
  FileHost(std::string content, std::string result, std::string settings);
  // As if it were open in the host.
  void open(const std::string& file) { open_.push_back(file); }

  std::string content_name() override;
  int content_width() override { return content_.width(); }
  int content_height() override { return content_.height(); }
  ui::Content read_content(const ui::Settings&, std::size_t /*layer*/) override;
  core::Image read_content_at(int longer_side) override;
  ui::Area selected_area() override { return {0, 0, content_width(), content_height()}; }
  std::vector<ui::OpenPicture> open_pictures(int thumbnail_size) override;
  core::Image read_style(const ui::StyleChoice& choice) override;
  // The left half of the content.
  std::vector<ui::OfferedPlace> places() override;
  core::SharedPlane read_place(const ui::Place& place) override;
  core::Image read_file(const std::string& path) override;
  ui::Settings load_settings() override;
  void save_settings(const ui::Settings& settings) override;

 private:
  void write(const core::Image& picture) const;

  std::string content_file_;
  std::string result_file_;
  std::string settings_file_;
  core::Image content_;
  std::vector<std::string> open_;
};

}  // namespace test
