#include "weights/catalogue.h"

#include <gtest/gtest.h>

#include <set>

#include "test_files.h"
#include "weights/import_weights.h"

namespace weights {
namespace {

std::uint64_t convolution_bytes(NetworkKind network) {
  std::uint64_t values = 0;
  std::uint64_t in_channels = 3;
  for (const ConvolutionName& convolution : convolution_names(network)) {
    const auto channels = static_cast<std::uint64_t>(convolution.channels);
    values += channels * (in_channels * 9 + 1);
    in_channels = channels;
  }
  return values * 4;
}

TEST(Catalogue, has_complete_entries_of_which_one_is_recommended) {
  std::set<std::string> names;
  int recommended = 0;
  for (const CatalogueEntry& entry : catalogue()) {
    SCOPED_TRACE(entry.name);
    EXPECT_TRUE(names.insert(entry.name).second);
    check_weights_name(entry.name);
    check_weights_name(file_name(entry));
    EXPECT_EQ(entry.url.rfind("https://", 0), 0u);
    EXPECT_GT(entry.size, convolution_bytes(entry.network));
    EXPECT_EQ(entry.sha256.size(), 64u);
    EXPECT_EQ(entry.sha256.find_first_not_of("0123456789abcdef"), std::string::npos);
    EXPECT_FALSE(entry.title.empty() || entry.licence.empty() || entry.citation.empty());
    recommended += entry.recommended ? 1 : 0;
  }
  EXPECT_EQ(recommended, 1);
}

// torchvision puts the first eight digits of a file's sum into its name.
TEST(Catalogue, has_the_sums_that_torchvisions_file_names_promise) {
  int seen = 0;
  for (const CatalogueEntry& entry : catalogue()) {
    const std::string name = file_name(entry);
    const std::string ending = ".pth";
    if (name.size() < 13 || name.compare(name.size() - ending.size(), ending.size(), ending) != 0) continue;
    EXPECT_EQ(entry.sha256.substr(0, 8), name.substr(name.size() - 12, 8));
    ++seen;
  }
  EXPECT_EQ(seen, 2);
}

TEST(Catalogue, of_the_user_is_read_as_it_is_written) {
  const test::TemporaryFolder folder;
  const std::string sum(64, '7');
  const std::string text = R"([{"name": "one", "title": "Eins", "network": "vgg16", "url": "http://a.b/c.pth",
      "size": 5000000000, "sha256": ")" +
                           sum +
                           R"(", "licence": "MIT", "citation": "Ö"},
    {"name": "two", "title": "", "network": "vgg19", "url": "https://a.b/d", "size": 1, "sha256": ")" +
                           sum + R"(", "licence": "", "citation": "", "recommended": true}])";
  const std::vector<CatalogueEntry> entries = read_catalogue(folder.write("list.json", text));
  ASSERT_EQ(entries.size(), 2u);
  const CatalogueEntry& one = find_entry(entries, "one");
  EXPECT_EQ(one.title, "Eins");
  EXPECT_EQ(one.network, NetworkKind::kVgg16);
  EXPECT_EQ(one.url, "http://a.b/c.pth");
  EXPECT_EQ(one.size, 5000000000u);
  EXPECT_EQ(one.sha256, sum);
  EXPECT_EQ(one.licence, "MIT");
  EXPECT_EQ(one.citation, "Ö");
  EXPECT_FALSE(one.recommended);
  EXPECT_TRUE(find_entry(entries, "two").recommended);
  EXPECT_EQ(test::error_of([&] { find_entry(entries, "three"); }),
            "the catalogue has no weights \"three\"; it has one, two");
}

TEST(Catalogue, with_a_name_twice_is_refused) {
  const test::TemporaryFolder folder;
  const std::string entry =
      R"({"name": "one", "title": "", "network": "vgg16", "url": "http://a.b/c", "size": 1,
      "sha256": ")" +
      std::string(64, '0') + R"(", "licence": "", "citation": ""})";
  const std::string path = folder.write("list.json", "[" + entry + "," + entry + "]");
  EXPECT_EQ(test::error_of([&] { read_catalogue(path); }),
            path + ": it has two entries with the name \"one\"");
}

TEST(Megabytes, are_rounded_up) {
  EXPECT_EQ(megabytes(0), "0 MB");
  EXPECT_EQ(megabytes(1), "1 MB");
  EXPECT_EQ(megabytes(574673361), "575 MB");
}

}  // namespace
}  // namespace weights
