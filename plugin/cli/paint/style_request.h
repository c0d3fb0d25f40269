// The options that say in which styles to paint, which stills and films have in common.
#pragma once

#include <string>
#include <vector>

#include "core/painter.h"
#include "pictures/picture.h"

namespace CLI {
class App;
}

namespace cli {

// A style as it was asked for.
struct LoggedStyle {
  std::string file;
  double weight = 1;
  double scale = 1;
  std::string guide;  // empty: none
  std::string style_guide;
};

struct StyleRequest {
  std::vector<std::string> files;
  std::vector<double> weights;  // one for each style, or none
  std::vector<double> scales;
  std::vector<std::string> guides;  // of the styles in their order, fewer than these or "none"
  std::vector<std::string> style_guides;
};
bool operator==(const StyleRequest& a, const StyleRequest& b);

void add_style_options(CLI::App& app, StyleRequest& request);
// Throws base::Error where they do not fit together, or there is none.
void check_style_options(const StyleRequest& request);

std::vector<LoggedStyle> logged_styles(const StyleRequest& request);
// In the colours of a content of that description, as the picture that one file holds is.
std::vector<core::Style> read_styles(const StyleRequest& request, const pictures::Description& content);
core::Image read_in_colours_of(const pictures::Description& content, const std::string& path);
// Every file that an option names.
std::vector<std::string> files_of(const StyleRequest& request);

core::SharedPlane read_plane(const std::string& path);

}  // namespace cli
