#include "weights/weights_folder.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "test_files.h"
#include "weights/open_weights.h"

namespace weights {
namespace {

// The user's folder is in a temporary one meanwhile.
class WeightsFolder : public testing::Test {
 protected:
  void SetUp() override {
    setenv("XDG_DATA_HOME", data_.path("").c_str(), 1);
    std::filesystem::create_directories(weights_folder());
  }
  void TearDown() override { unsetenv("XDG_DATA_HOME"); }

  void install(const std::string& fixture, const std::string& name) {
    std::filesystem::copy_file(test::data_path(fixture), weights_folder() / name);
  }

 private:
  test::TemporaryFolder data_;
};

TEST_F(WeightsFolder, gives_weights_by_their_name) {
  install("vgg16-narrow-bf16.safetensors", "mine.safetensors");
  const std::string file = weights_folder() / "mine.safetensors";
  EXPECT_EQ(open_weights({"mine"}).source, file);
  EXPECT_EQ(open_weights({"mine.safetensors"}).source, file);
  EXPECT_EQ(find_weights("random"), "random");
}

TEST_F(WeightsFolder, lists_weight_files_alone) {
  install("vgg16-narrow-bf16.safetensors", "b.safetensors");
  install("vgg16-narrow-bf16.safetensors", "a.safetensors");
  install("vgg16-narrow-bf16.safetensors", "notes.txt");
  ASSERT_EQ(weight_files().size(), 2u);
  EXPECT_EQ(weight_files()[0].filename(), "a.safetensors");
}

TEST_F(WeightsFolder, tells_how_to_get_weights_of_the_catalogue) {
  EXPECT_EQ(test::error_of([] { open_weights({"vgg19"}); }),
            "the weights vgg19 are not in " + weights_folder().string() +
                " yet; \"style-transfer weights fetch vgg19\" downloads them");
  install("vgg16-narrow-bf16.safetensors", "vgg19.safetensors");
  EXPECT_EQ(open_weights({"vgg19"}).network, NetworkKind::kVgg16);
}

TEST_F(WeightsFolder, takes_other_names_for_paths) {
  EXPECT_EQ(find_weights("nothing"), "nothing");
  EXPECT_EQ(find_weights("./vgg19"), "./vgg19");
}

}  // namespace
}  // namespace weights
