// `style-transfer recipe FILE`: what a picture was painted with.
#include <CLI/CLI.hpp>
#include <memory>

#include "base/error.h"
#include "cli/json_lines.h"
#include "cli/options.h"
#include "cli/paint/recipe_files.h"

namespace cli {

Command parse_recipe(const Arguments& arguments) {
  const auto file = std::make_shared<std::string>();
  CLI::App app("Prints the recipe that a picture was painted with, as JSON.", "style-transfer recipe");
  app.add_option("FILE", *file, "A picture painted by this program, or a recipe of its own")->type_name("");
  app.footer(
      "\nstyle-transfer --recipe FILE paints by it again, --content and others take the place of what it "
      "says.");
  if (const auto answer = parse_or_answer(app, arguments)) return print(*answer);
  if (file->empty()) throw base::Error("a file is missing: style-transfer recipe FILE");
  return [file](core::Team& team) {
    const std::string text = recipe_text_of(*file);
    core::read_recipe(text, *file);
    return print(indented(text))(team);
  };
}

}  // namespace cli
