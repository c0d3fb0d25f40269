#include "base/data_files.h"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <string>

namespace {

namespace fs = std::filesystem;

// The variables are as they were afterwards.
class DataFiles : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "data-files-test-XXXXXX").string();
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    folder_ = name;
    for (const char* variable : {"HOME", "XDG_DATA_HOME", "XDG_DATA_DIRS"}) {
      const char* value = std::getenv(variable);
      before_[variable] = value == nullptr ? std::nullopt : std::optional<std::string>(value);
      unsetenv(variable);
    }
  }
  void TearDown() override {
    for (const auto& [variable, value] : before_) {
      value ? setenv(variable.c_str(), value->c_str(), 1) : unsetenv(variable.c_str());
    }
    fs::remove_all(folder_);
  }

  static void set(const char* variable, const std::string& value) { setenv(variable, value.c_str(), 1); }

  // Without those beside this program.
  static std::vector<std::string> others() {
    std::vector<std::string> folders;
    for (const fs::path& folder : base::share_folders()) folders.push_back(folder);
    folders.erase(folders.begin(), folders.begin() + 3);
    return folders;
  }

  // A share folder with a file in it.
  fs::path with_file(const std::string& share, const std::string& file) const {
    fs::create_directories((folder_ / share / file).parent_path());
    std::ofstream(folder_ / share / file) << "x";
    return folder_ / share;
  }

  fs::path folder_;

 private:
  std::map<std::string, std::optional<std::string>> before_;
};

using Folders = std::vector<std::string>;

TEST_F(DataFiles, are_looked_for_beside_the_executable_and_in_the_two_folders_above_it_first) {
  const fs::path beside = fs::read_symlink("/proc/self/exe").parent_path();
  const std::vector<fs::path> folders = base::share_folders();
  ASSERT_GE(folders.size(), 3u);
  EXPECT_EQ(folders[0], beside / "share");
  EXPECT_EQ(folders[1], beside.parent_path() / "share");
  EXPECT_EQ(folders[2], beside.parent_path().parent_path() / "share");
}

TEST_F(DataFiles, are_then_looked_for_in_the_users_folder_and_in_the_systems_in_their_order) {
  set("HOME", "/home/someone");
  EXPECT_EQ(others(), (Folders{"/home/someone/.local/share", "/usr/local/share", "/usr/share"}));
  set("XDG_DATA_HOME", "/data/own");
  set("XDG_DATA_DIRS", "/data/b:/data/a");
  EXPECT_EQ(others(), (Folders{"/data/own", "/data/b", "/data/a"}));
}

TEST_F(DataFiles, are_not_looked_for_in_relative_folders) {
  set("HOME", "/home/someone");
  set("XDG_DATA_HOME", "own");
  set("XDG_DATA_DIRS", "a::/data/b:./c");
  EXPECT_EQ(others(), (Folders{"/home/someone/.local/share", "/data/b"}));
  set("XDG_DATA_DIRS", "");
  EXPECT_EQ(others(), (Folders{"/home/someone/.local/share", "/usr/local/share", "/usr/share"}));
}

TEST_F(DataFiles, are_looked_for_in_the_systems_folders_where_there_is_no_home) {
  EXPECT_EQ(others(), (Folders{"/usr/local/share", "/usr/share"}));
  set("HOME", "");
  EXPECT_EQ(others(), (Folders{"/usr/local/share", "/usr/share"}));
}

TEST_F(DataFiles, come_from_the_first_folder_that_has_them) {
  const fs::path first = with_file("first", "name/a.txt"), second = with_file("second", "name/a.txt");
  with_file("second", "name/b.txt");
  set("XDG_DATA_HOME", first);
  set("XDG_DATA_DIRS", second);
  EXPECT_EQ(base::share_folder_with("name/a.txt"), first);
  EXPECT_EQ(base::share_folder_with("name/b.txt"), second);
  EXPECT_EQ(base::share_folder_with("name"), first);
  EXPECT_EQ(base::share_folder_with("name/c.txt"), fs::path());
}

}  // namespace
