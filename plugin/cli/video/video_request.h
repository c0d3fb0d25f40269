// What `style-transfer video` is asked to do.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/json_lines.h"
#include "cli/paint/style_request.h"
#include "cli/video/moment.h"
#include "core/film_painter.h"
#include "core/parameters.h"
#include "video/film.h"

namespace cli {

struct VideoRequest {
  std::string content;
  StyleRequest styles;
  std::string keep;  // masks for all frames; empty: none
  std::string freeze;
  std::string output;
  std::string keep_frames;  // a folder; empty: they are not kept
  std::string log;
  std::string codec;
  std::optional<int> quality;
  std::optional<Moment> from;
  std::optional<Moment> to;
  video::Fraction rate{25};  // of numbered pictures
  int passes = 1;            // 2: once more backwards
  bool restart = false;
  bool draft = false;  // half the size, in half the steps
  bool quiet = false;
  bool estimate = false;
  core::Parameters parameters;
  core::FilmPainter::Settings film;
};

// All that decides what the frames look like, files by their SHA-256.
Json recipe_of(const VideoRequest& request);

// Every file and folder that is read.
std::vector<std::string> sources_of(const VideoRequest& request);

}  // namespace cli
