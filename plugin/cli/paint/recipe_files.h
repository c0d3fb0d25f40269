// Recipes on the command line: read from what holds one, and their files found again.
#pragma once

#include <map>
#include <string>

#include "core/recipe.h"

namespace cli {

// The recipe's text, from a JSON file or a picture that was painted by this program. Throws base::Error naming
// the file where it holds none.
std::string recipe_text_of(const std::string& path);

// Where a file of a recipe lies: beside `beside`, in the working folder, or among the sample styles; empty for
// a recipe without that file. Throws base::Error naming file, SHA-256 and `option`, which could name it,
// where it is in neither, or only another of its name.
std::string find_recipe_file(const core::RecipeFile& file, const std::string& beside,
                             const std::string& option);

// Files as recipes name them. The sum of each is taken once, as a batch paints many pictures in the same styles.
class RecipeFiles {
 public:
  // With its sum, if it can be read; for "" nothing.
  core::RecipeFile of(const std::string& path);

 private:
  std::map<std::string, core::RecipeFile> files_;
};

}  // namespace cli
