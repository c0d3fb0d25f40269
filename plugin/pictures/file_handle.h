// Owner of a C stream. Closing reports nothing: whoever writes calls std::fclose(release()) and looks.
#pragma once

#include <cstdio>
#include <memory>

namespace pictures {

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using FileHandle = std::unique_ptr<std::FILE, CloseFile>;

}  // namespace pictures
