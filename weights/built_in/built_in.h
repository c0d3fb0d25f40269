// The weights that come with the program, by name. Each has a model card: fast/README.md, vgg16/README.md.
//
// "vgg16" is a data file of 20 MB, installed once for all programs and mapped into memory; "fast" is part of
// the program. "random" is not among them: it is made from a seed (weights/random_weights.h).
#pragma once

#include <string>
#include <vector>

#include "files/source_file.h"

namespace weights {

struct BuiltIn {
  const char* name;
  // Throws base::Error where its data file is missing or not the one that belongs to this program.
  SourceFile (*open)();
};

// The default first.
const std::vector<BuiltIn>& built_in_table();
// Null where there is none of that name.
const BuiltIn* find_built_in(const std::string& name);

SourceFile open_vgg16();
SourceFile open_fast();

}  // namespace weights
