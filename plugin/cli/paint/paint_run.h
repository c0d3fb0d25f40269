// A picture painted: read, painted, written.
#pragma once

#include <vector>

#include "cli/command.h"
#include "cli/paint/paint_request.h"
#include "cli/paint/recipe_files.h"
#include "core/painter.h"
#include "core/prediction.h"
#include "core/recipe.h"
#include "pictures/picture.h"

namespace cli {

// What stays between the pictures of a batch: the open network, styles as they were read, sums of files.
class Studio {
 public:
  explicit Studio(core::Team& team) : painter(team) {}

  core::Painter painter;
  RecipeFiles files;

  // Read again only for another request, or a content of other colours. Throws base::Error.
  const std::vector<core::Style>& styles_of(const StyleRequest& request,
                                            const pictures::Description& content);

 private:
  std::vector<core::Style> styles_;
  StyleRequest request_;
  pictures::Description content_;
};

core::Recipe recipe_of(const PaintRequest& request, RecipeFiles& files);

struct Painted {
  ExitCode code = kDone;
  core::Prediction prediction;  // where it was asked for, or told
};

// Throws base::Error; then there is no output.
Painted paint(const PaintRequest& request, Studio& studio);

}  // namespace cli
