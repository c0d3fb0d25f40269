#include <gtest/gtest.h>

#include "test_files.h"
#include "weights/open_weights.h"

namespace weights {
namespace {

std::string refusal(const std::string& path) {
  const std::string message = test::error_of([&] { open_weights({path}); });
  EXPECT_EQ(message.rfind(path + ": ", 0), 0u) << message;
  return message;
}

TEST(RefuseMatconvnet, files_that_are_cut_off_within_the_layers) {
  const test::TemporaryFolder folder;
  const std::string bytes = test::read_bytes(test::data_path("vgg16-cut-matconvnet-f64.mat"));
  constexpr std::size_t kAfterLayers = 600;  // the average picture, which a model need not have
  for (std::size_t length = 10; length < bytes.size() - kAfterLayers; length += 997) {
    refusal(folder.write("cut.mat", bytes.substr(0, length)));
  }
}

TEST(RefuseMatconvnet, files_of_version_7_3_in_words) {
  const test::TemporaryFolder folder;
  const std::string path = folder.write("new.mat", "MATLAB 7.3 MAT-file, Platform: GLNXA64");
  EXPECT_EQ(refusal(path),
            path + ": this is a MATLAB file of version 7.3; save the model with -v7 to have it read");
}

TEST(RefuseMatconvnet, wrong_shapes) {
  const test::TemporaryFolder folder;
  std::string bytes = test::read_bytes(test::data_path("vgg16-cut-matconvnet-f64.mat"));
  // conv1_1's filters are the first 3×3×3×2 in the file.
  const std::size_t at = bytes.find(std::string("\3\0\0\0\3\0\0\0\3\0\0\0\2\0\0\0", 16));
  ASSERT_NE(at, std::string::npos);
  bytes[at + 8] = 2;
  bytes[at + 12] = 3;
  const std::string path = folder.write("wrong.mat", bytes);
  EXPECT_EQ(refusal(path),
            path + ": tensor \"conv1_1.weight\" has the shape [3, 2, 3, 3]; [filters, 3, 3, 3] is right");
}

}  // namespace
}  // namespace weights
