#include "window_memory.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace ui {
namespace {

class WindowMemoryFile : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (std::filesystem::temp_directory_path() / "style-transfer-XXXXXX").string();
    folder_ = mkdtemp(name.data());
    const char* given = std::getenv("XDG_CONFIG_HOME");
    if (given) given_ = given;
    setenv("XDG_CONFIG_HOME", folder_.c_str(), 1);
  }
  void TearDown() override {
    std::filesystem::remove_all(folder_);
    setenv("XDG_CONFIG_HOME", given_.c_str(), 1);
  }

  std::filesystem::path folder_;
  std::string given_;
};

TEST_F(WindowMemoryFile, ComesBackAsItWasSaved) {
  save_window({1234, 567, 512});
  const WindowMemory memory = load_window();
  EXPECT_EQ(memory.width, 1234);
  EXPECT_EQ(memory.height, 567);
  EXPECT_EQ(memory.preview_size, 512);
}

TEST_F(WindowMemoryFile, IsEmptyAtFirst) { EXPECT_EQ(load_window().width, 0); }

TEST_F(WindowMemoryFile, BelievesNoNonsense) {
  save_window({1, 1, 1});
  std::ofstream(folder_ / "gimp-style-transfer" / "window.ini")
      << "[Window]\nwidth=-5\nheight=99999999999999\npreview-size=large\n";
  const WindowMemory memory = load_window();
  EXPECT_EQ(memory.width, 0);
  EXPECT_LE(memory.height, 16384);
  EXPECT_EQ(memory.preview_size, 0);
}

TEST_F(WindowMemoryFile, IsNothingWhereItCannotBeRead) {
  std::filesystem::create_directories(folder_ / "gimp-style-transfer" / "window.ini");
  save_window({1, 1, 1});
  EXPECT_EQ(load_window().width, 0);
}

}  // namespace
}  // namespace ui
