#include "dialog/window_memory.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "presets/config_file.h"

namespace ui {
namespace {

// GLib asks for the user's folder once in a program.
class OwnConfigFolder : public testing::Environment {
  void SetUp() override {
    folder_ = (std::filesystem::temp_directory_path() / "style-transfer-XXXXXX").string();
    ASSERT_TRUE(mkdtemp(folder_.data()));
    setenv("XDG_CONFIG_HOME", folder_.c_str(), 1);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::string folder_;
};
const auto* const kOwnConfigFolder = testing::AddGlobalTestEnvironment(new OwnConfigFolder);

class RememberedWindow : public testing::Test {
 protected:
  void SetUp() override { std::filesystem::remove_all(file_); }

  const std::filesystem::path file_ = presets::config_path("window.ini");
};

TEST_F(RememberedWindow, ComesBackAsItWasSaved) {
  save_window({1234, 567, 512});
  const WindowMemory memory = load_window();
  EXPECT_EQ(memory.width, 1234);
  EXPECT_EQ(memory.height, 567);
  EXPECT_EQ(memory.preview_size, 512);
}

TEST_F(RememberedWindow, IsNoneAtFirst) { EXPECT_EQ(load_window().width, 0); }

TEST_F(RememberedWindow, BelievesNoNonsense) {
  save_window({1, 1, 1});
  std::ofstream(file_) << "[Window]\nwidth=-5\nheight=99999999999999\npreview-size=large\n";
  const WindowMemory memory = load_window();
  EXPECT_EQ(memory.width, 0);
  EXPECT_LE(memory.height, 16384);
  EXPECT_EQ(memory.preview_size, 0);
}

TEST_F(RememberedWindow, IsNoneWhereItCannotBeRead) {
  std::filesystem::create_directories(file_);
  save_window({1, 1, 1});
  EXPECT_EQ(load_window().width, 0);
}

}  // namespace
}  // namespace ui
