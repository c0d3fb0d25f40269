#include "core/recipe_file.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace core {
namespace {

namespace fs = std::filesystem;

// SHA-256 of "abc" (FIPS 180-4).
constexpr char kSumOfAbc[] = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

class FindFile : public testing::Test {
 protected:
  FindFile() { fs::create_directories(folder_ / "one"), fs::create_directories(folder_ / "other"); }
  ~FindFile() override { fs::remove_all(folder_); }

  std::string write(const char* name, const char* text) const {
    std::ofstream(folder_ / name) << text;
    return path(name);
  }
  std::string path(const char* name) const { return (folder_ / name).string(); }

 private:
  fs::path folder_ = fs::path(testing::TempDir()) / "recipe_file_test";
};

TEST_F(FindFile, TakesTheFirstOfItsNameAndSum) {
  const std::string first = write("one/style.png", "abc"), second = write("other/style.png", "abc");
  EXPECT_EQ(find_file({"style.png", kSumOfAbc}, {path("absent/style.png"), second, first}).path, second);
}

TEST_F(FindFile, PassesOverOtherNamesAndTellsOfAnotherSum) {
  const std::string renamed = write("one/abc.png", "abc"), changed = write("other/style.png", "abd");
  const FoundFile found = find_file({"style.png", kSumOfAbc}, {renamed, changed});
  EXPECT_EQ(found.path, "");
  EXPECT_EQ(found.other, changed);
}

TEST_F(FindFile, TakesTheNameAloneWhereTheSumIsNotKnown) {
  const std::string file = write("one/style.png", "abd");
  EXPECT_EQ(find_file({"style.png", ""}, {file}).path, file);
  EXPECT_EQ(find_file({"style.png", ""}, {path("one")}).path, "");
}

}  // namespace
}  // namespace core
