#include "weights/import_weights.h"

#include <gtest/gtest.h>

#include "test_files.h"
#include "weights/open_weights.h"

namespace weights {
namespace {

Import import_of(const std::string& source, const std::string& target) {
  Import wanted;
  wanted.source = source;
  wanted.target = target;
  return wanted;
}

void expect_same(const Origin& origin, const Origin& expected) {
  EXPECT_EQ(origin.title, expected.title);
  EXPECT_EQ(origin.file, expected.file);
  EXPECT_EQ(origin.sha256, expected.sha256);
  EXPECT_EQ(origin.url, expected.url);
  EXPECT_EQ(origin.licence, expected.licence);
  EXPECT_EQ(origin.citation, expected.citation);
}

TEST(Import, tells_in_the_file_what_it_was_told) {
  const test::TemporaryFolder folder;
  Import wanted = import_of(test::data_path("vgg19-narrow-f32.safetensors"), folder.path("w.safetensors"));
  wanted.origin = {"A title", "file.pth", std::string(64, 'a'), "https://a.b/file.pth", "MIT", "Ö, 1999"};
  expect_same(import_weights(wanted).origin, wanted.origin);
  expect_same(open_weights({wanted.target}).origin, wanted.origin);
}

TEST(Import, replaces_the_target_and_leaves_nothing_beside_it) {
  const test::TemporaryFolder folder;
  const std::string target = folder.write("w.safetensors", "old");
  import_weights(import_of(test::data_path("vgg16-narrow-bf16.safetensors"), target));
  EXPECT_EQ(open_weights({target}).network, NetworkKind::kVgg16);
  EXPECT_EQ(folder.names(), std::vector<std::string>{"w.safetensors"});
}

TEST(Import, takes_a_file_that_is_its_own_target) {
  const test::TemporaryFolder folder;
  const std::string path = folder.write("w.safetensors", test::SmallFile().bytes());
  const WeightSet before = open_weights({path});
  import_weights(import_of(path, path));
  EXPECT_EQ(open_weights({path}).convolutions[6].weights, before.convolutions[6].weights);
}

TEST(Import, prepares_pictures_as_asked_instead_of_guessing) {
  const test::TemporaryFolder folder;
  test::SmallFile file;
  Import wanted = import_of(folder.write("small.safetensors", file.bytes()), folder.path("w.safetensors"));
  wanted.preprocessing = "caffe";
  EXPECT_EQ(import_weights(wanted).preprocessing_guess, "");
  const WeightSet set = open_weights({wanted.target});
  EXPECT_EQ(set.preprocessing.order, Preprocessing::Order::kBgr);
  EXPECT_EQ(set.preprocessing.range, 255);
  EXPECT_EQ(set.preprocessing_guess, "");
  wanted.preprocessing = "tf";
  EXPECT_EQ(test::error_of([&] { import_weights(wanted); }),
            "the preprocessing \"tf\" is not known; auto, torch and caffe are");
}

TEST(Import, of_another_network_than_wanted_is_refused) {
  const test::TemporaryFolder folder;
  Import wanted = import_of(test::data_path("vgg16-narrow-bf16.safetensors"), folder.path("w.safetensors"));
  wanted.network = "vgg19";
  EXPECT_NE(test::error_of([&] { import_weights(wanted); }).find("holds vgg16 weights, not vgg19"),
            std::string::npos);
  EXPECT_TRUE(folder.names().empty());
}

TEST(Import, lets_no_control_character_of_a_file_through) {
  test::SmallFile file;
  file["__metadata__"] = {{"licence", "MIT\n\x1B[2J\x7F"}, {"source_file", "a"}};
  EXPECT_EQ(test::parse(file.bytes()).origin.licence, "MIT  [2J ");
}

}  // namespace
}  // namespace weights
