// What a run was set to, written down so that a shell or a script paints the same: it reads the image's file,
// paints, and writes NAME-painted.png beside it. Texts alone: whatever the names of files have in them is
// quoted as each language wants it.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/parameters.h"

namespace gimp {

struct PaintCommand {
  struct Style {
    std::string file;
    double weight = 1;
    double scale = 1;
  };

  std::string content;             // the image's file
  std::string layer = {};          // its name, where the file has several; empty: the only one
  std::vector<Style> styles = {};  // at least one
  // Of the procedure, name and value: places and what else only GIMP has.
  std::vector<std::pair<std::string, std::string>> texts = {};
  core::Parameters parameters = {};
};

// For sh and the like. Throws base::Error where there is something that only GIMP has.
std::string shell_command(const PaintCommand& command);
// Script-Fu for GIMP 2.10 and for GIMP 3 (of either dialect); these throw base::Error where the content's name is
// no UTF-8. Python for GIMP 3.
std::string script_fu_2(const PaintCommand& command);
std::string script_fu_3(const PaintCommand& command);
std::string python_3(const PaintCommand& command);

}  // namespace gimp
