#include "cli/paint/style_request.h"

#include <CLI/CLI.hpp>
#include <memory>
#include <utility>

#include "base/error.h"
#include "pictures/colour_profile.h"
#include "pictures/picture_files.h"

namespace cli {
namespace {

// Of a list that may be shorter; empty where there is none.
std::string given_at(const std::vector<std::string>& files, std::size_t at) {
  return at < files.size() && files[at] != "none" ? files[at] : "";
}

void check_count(const char* option, const std::vector<double>& values, std::size_t styles) {
  if (values.empty() || values.size() == styles) return;
  throw base::Error(std::string(option) + " must have one number for each style, of which there are " +
                    std::to_string(styles) + ", not " + std::to_string(values.size()));
}

void check_masks(const char* option, const std::vector<std::string>& masks, std::size_t styles) {
  if (masks.size() <= styles) return;
  throw base::Error(std::string(option) + " is given " + std::to_string(masks.size()) +
                    " times, but there are only " + std::to_string(styles) + " styles");
}

}  // namespace

bool operator==(const StyleRequest& a, const StyleRequest& b) {
  return a.files == b.files && a.weights == b.weights && a.scales == b.scales && a.guides == b.guides &&
         a.style_guides == b.style_guides;
}

void add_style_options(CLI::App& app, StyleRequest& request) {
  app.add_option("--style", request.files, "A picture to take the style from; needed, may be repeated")
      ->type_name("FILE")
      ->allow_extra_args(false)
      ->group("Files");
  app.add_option("--style-weights", request.weights,
                 "The styles' shares in their order, as 0.7,0.3; without them all have the same")
      ->type_name("W,W…")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->group("Files");
  app.add_option("--style-scales", request.scales,
                 "The styles' sizes in their order, as 1,0.5, each times --style-scale")
      ->type_name("S,S…")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->group("Files");
  app.add_option("--guide", request.guides,
                 "Where the first style paints, the second …: white there, black elsewhere, or the "
                 "word none; styles without one paint where no guide is white")
      ->type_name("FILE")
      ->allow_extra_args(false)
      ->group("Files");
  app.add_option("--style-guide", request.style_guides,
                 "Which part of the first style is read, of the second …: white there, or none")
      ->type_name("FILE")
      ->allow_extra_args(false)
      ->group("Files");
}

void check_style_options(const StyleRequest& request) {
  check_masks("--guide", request.guides, request.files.size());
  check_masks("--style-guide", request.style_guides, request.files.size());
  check_count("--style-weights", request.weights, request.files.size());
  check_count("--style-scales", request.scales, request.files.size());
  std::vector<core::Style> styles;
  for (const LoggedStyle& style : logged_styles(request))
    styles.push_back({nullptr, style.weight, style.scale});
  core::check_styles(styles);
}

std::vector<LoggedStyle> logged_styles(const StyleRequest& request) {
  std::vector<LoggedStyle> styles;
  for (std::size_t i = 0; i < request.files.size(); ++i) {
    LoggedStyle& style = styles.emplace_back();
    style.file = request.files[i];
    if (!request.weights.empty()) style.weight = request.weights[i];
    if (!request.scales.empty()) style.scale = request.scales[i];
    style.guide = given_at(request.guides, i);
    style.style_guide = given_at(request.style_guides, i);
  }
  return styles;
}

core::SharedPlane read_plane(const std::string& path) {
  if (path.empty()) return nullptr;
  return std::make_shared<const core::Plane>(core::plane_of(pictures::read_picture(path).image));
}

core::Image read_in_colours_of(const pictures::Description& content, const std::string& path) {
  pictures::Picture picture = pictures::read_picture(path);
  pictures::convert_colours(picture.image, picture.description, content);
  return std::move(picture.image);
}

std::vector<core::Style> read_styles(const StyleRequest& request, const pictures::Description& content) {
  std::vector<core::Style> styles;
  for (const LoggedStyle& style : logged_styles(request)) {
    core::Style& read = styles.emplace_back();
    read.picture = std::make_shared<const core::Image>(read_in_colours_of(content, style.file));
    read.weight = style.weight;
    read.scale = style.scale;
    read.guide = read_plane(style.guide);
    read.read = read_plane(style.style_guide);
  }
  return styles;
}

std::vector<std::string> files_of(const StyleRequest& request) {
  std::vector<std::string> files = request.files;
  files.insert(files.end(), request.guides.begin(), request.guides.end());
  files.insert(files.end(), request.style_guides.begin(), request.style_guides.end());
  return files;
}

}  // namespace cli
