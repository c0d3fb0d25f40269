// GIMP as the dialog's host: one run on one layer. Main thread only.
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
  GimpHost(ContentLayer content, LastValues last_values);

  std::string offered_painting() override;
  std::vector<std::string> edit_painting() override;
  std::string edited_painting() override;
  std::string content_name() override;
  int content_width() override { return content_.width; }
  int content_height() override { return content_.height; }
  ui::Content read_content(const ui::Settings& settings) override;
  core::Image read_content_at(int longer_side) override;
  ui::Area selected_area() override;
  std::vector<ui::OpenPicture> open_pictures(int thumbnail_size) override;
  core::Image read_style(const ui::StyleChoice& choice) override;
  std::vector<ui::OfferedPlace> places() override { return places_of(content_); }
  core::SharedPlane read_place(const ui::Place& place) override;
  core::Image read_file(const std::string& path) override;
  ui::Settings load_settings() override;
  void save_settings(const ui::Settings& settings) override;
  unsigned long parent_window() override;

  // None until a result is written.
  DrawableRef new_layer() const { return new_layer_; }

 private:
  ContentLayer content_;
  LastValues last_values_;
  std::optional<Painting> offered_;
  std::optional<Painting> edited_;
  Values edited_values_;
  DrawableRef new_layer_;
};

}  // namespace gimp
