#include "session/files/sample_styles.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>

namespace ui {
namespace {

namespace fs = std::filesystem;

TEST(SampleStyles, AreAllThereAndOfDifferentNames) {
  std::set<std::string> files, names;
  std::uintmax_t bytes = 0;
  for (const SampleStyle& style : sample_styles()) {
    files.insert(fs::path(style.file).filename());
    names.insert(style.name);
    bytes += fs::file_size(style.file);
  }
  EXPECT_GE(names.size(), 12U);
  EXPECT_EQ(files.size(), names.size());
  EXPECT_LE(bytes, 18'000'000U);
  // Every file that is installed is offered.
  const fs::path folder = fs::path(sample_styles().front().file).parent_path();
  const auto there = std::count_if(fs::directory_iterator(folder), fs::directory_iterator(),
                                   [](const fs::path& file) { return file.extension() == ".png"; });
  EXPECT_EQ(static_cast<std::size_t>(there), names.size());
}

}  // namespace
}  // namespace ui
