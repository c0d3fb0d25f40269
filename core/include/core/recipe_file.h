// A recipe's file found again.
#pragma once

#include <string>
#include <vector>

#include "core/recipe.h"

namespace core {

struct FoundFile {
  std::string path;   // empty: it is nowhere
  std::string other;  // the last that has its name and another sum; empty: none has
};

// Looks among `candidates`, in their order: paths of which any may be absent, unreadable or called otherwise.
// One counts whose name is that of `wanted`, and whose SHA-256, if that is known.
FoundFile find_file(const RecipeFile& wanted, const std::vector<std::string>& candidates);

// Where a sample style of that name is installed; it need not be there.
std::string sample_style_path(const std::string& name);

}  // namespace core
