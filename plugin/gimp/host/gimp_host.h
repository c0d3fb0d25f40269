// GIMP as the dialog's host: one run on one layer, or on several of an image. Main thread only.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "gimp/host/content_layer.h"
#include "gimp/host/painting_recipe.h"
#include "gimp/host/places.h"
#include "gimp/host/values.h"
#include "ui/host.h"

namespace gimp {

// Each generation of GIMP keeps them in its own way.
struct LastValues {
  std::function<Values()> load;  // the usual ones if there are no others
  std::function<void(const Values&)> store;
};

class GimpHost : public ui::Host {
 public:
  // `contents`: at least one layer, all of one image.
  GimpHost(std::vector<ContentLayer> contents, LastValues last_values);

  std::string offered_painting() override;
  std::vector<std::string> edit_painting() override;
  std::string edited_painting() override;
  std::string content_name() override;
  int content_width() override { return content_.width; }
  int content_height() override { return content_.height; }
  std::vector<core::Size> further_layers() override;
  bool converts_to_rgb() override { return content_.to_rgb; }
  ui::Content read_content(const ui::Settings& settings, std::size_t layer) override;
  void in_one_step(const std::function<void()>& write) override;
  core::Image read_content_at(int longer_side) override;
  ui::Area selected_area() override;
  std::vector<ui::OpenPicture> open_pictures(int thumbnail_size) override;
  core::Image read_style(const ui::StyleChoice& choice) override;
  std::vector<ui::OfferedPlace> places() override { return places_of(content_); }
  core::SharedPlane read_place(const ui::Place& place) override;
  core::Image read_file(const std::string& path) override;
  ui::Settings load_settings() override;
  void save_settings(const ui::Settings& settings) override;
  std::vector<ui::OfferedCommand> commands() override;
  unsigned long parent_window() override;

  // The results, in the order in which they were written.
  const std::vector<DrawableRef>& new_layers() const { return new_layers_; }

 private:
  ContentLayer content_;
  std::vector<ContentLayer> further_;
  LastValues last_values_;
  std::optional<Painting> offered_;
  std::optional<Painting> edited_;
  Values edited_values_;
  std::vector<DrawableRef> new_layers_;
};

}  // namespace gimp
