// What needs no server; tests/cli has one, and the real program.
#include "weights/download.h"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <stdexcept>

#include "weights/sha256.h"
#include "test_files.h"

namespace weights {
namespace {

using Phase = DownloadProgress::Phase;

constexpr const char* kNobody = "http://127.0.0.1:9/weights";  // the discard port, where nobody answers

class DownloadTest : public testing::Test {
 protected:
  void SetUp() override {
    if (!can_download()) GTEST_SKIP() << "built without libcurl";
    setenv("no_proxy", "*", 1);
  }

  // Of 9 MB, so that it is summed in several pieces.
  Download wanted() const {
    const std::string path = folder_.write("sum", content_);
    return {kNobody, content_.size(), sha256_of_file(path), folder_.path("file")};
  }

  test::TemporaryFolder folder_;
  const std::string content_ = std::string(9000000, 'w');
};

TEST_F(DownloadTest, leaves_a_file_that_is_right_and_does_not_ask_for_it) {
  const Download right = wanted();
  folder_.write("file", content_);
  EXPECT_TRUE(download(right, [](const DownloadProgress&) { return true; }));
  EXPECT_EQ(test::read_bytes(right.path), content_);
}

TEST_F(DownloadTest, finishes_a_part_that_is_complete) {
  const Download right = wanted();
  folder_.write("file.part", content_);
  std::uint64_t last = 0;
  EXPECT_TRUE(download(right, [&](const DownloadProgress& progress) {
    EXPECT_EQ(progress.phase, Phase::kChecking);
    EXPECT_EQ(progress.total, content_.size());
    EXPECT_GT(progress.bytes, last);
    last = progress.bytes;
    return true;
  }));
  EXPECT_EQ(last, content_.size());
  EXPECT_EQ(test::read_bytes(right.path), content_);
  EXPECT_FALSE(std::filesystem::exists(right.path + ".part"));
}

TEST_F(DownloadTest, ends_when_it_is_told_to_and_keeps_the_part) {
  const Download right = wanted();
  folder_.write("file.part", content_);
  int asked = 0;
  EXPECT_FALSE(download(right, [&](const DownloadProgress&) { return ++asked < 2; }));
  EXPECT_EQ(asked, 2);
  EXPECT_EQ(test::read_bytes(right.path + ".part"), content_);
  EXPECT_FALSE(std::filesystem::exists(right.path));
}

TEST_F(DownloadTest, lets_the_callers_exceptions_out) {
  const Download right = wanted();
  folder_.write("file.part", content_);
  const auto fail = [](const DownloadProgress&) -> bool { throw std::out_of_range("mine"); };
  EXPECT_THROW(download(right, fail), std::out_of_range);
}

TEST_F(DownloadTest, that_reaches_nobody_says_so_and_keeps_the_part) {
  const Download right = wanted();
  folder_.write("file.part", content_.substr(1));
  const std::string message =
      test::error_of([&] { download(right, [](const DownloadProgress&) { return true; }); });
  EXPECT_NE(message.find("is there a connection to the network?"), std::string::npos) << message;
  EXPECT_EQ(test::read_bytes(right.path + ".part").size(), content_.size() - 1);
}

TEST_F(DownloadTest, into_a_folder_that_is_not_there_is_refused) {
  Download wrong = wanted();
  wrong.path = folder_.path("nowhere/file");
  EXPECT_EQ(test::error_of([&] { download(wrong, [](const DownloadProgress&) { return true; }); }),
            wrong.path + ".part: the file could not be made: No such file or directory");
}

}  // namespace
}  // namespace weights
