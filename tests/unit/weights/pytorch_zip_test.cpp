// PyTorch's zip container, put together by libzip to be wrong in one thing.
#ifdef STYLE_TRANSFER_WITH_ZIP
#include <gtest/gtest.h>
#include <zip.h>

#include <string>
#include <vector>

#include "pickles.h"
#include "test_files.h"

namespace weights {
namespace {

namespace pickle = test::pickle;

struct Part {
  std::string name;
  std::string bytes;
  bool compressed = false;
};

std::string zip_file(const std::vector<Part>& parts) {
  const test::TemporaryFolder folder;
  const std::string path = folder.path("archive.zip");
  zip_t* const archive = zip_open(path.c_str(), ZIP_CREATE | ZIP_EXCL, nullptr);
  for (const Part& part : parts) {
    zip_source_t* const source = zip_source_buffer(archive, part.bytes.data(), part.bytes.size(), 0);
    const zip_int64_t index = zip_file_add(archive, part.name.c_str(), source, 0);
    zip_set_file_compression(archive, static_cast<zip_uint64_t>(index),
                             part.compressed ? ZIP_CM_DEFLATE : ZIP_CM_STORE, 0);
  }
  EXPECT_EQ(zip_close(archive), 0);
  return test::read_bytes(path);
}

std::vector<Part> right_parts() {
  const std::string object = pickle::whole(
      pickle::dict({{"features.0.weight", test::small_weight()}, {"features.0.bias", test::small_bias()}}));
  return {{"small/data.pkl", object},
          {"small/byteorder", "little"},
          {"small/data/w", test::float_bytes(54)},
          {"small/data/b", test::float_bytes(2)},
          {"small/version", "3\n"}};
}

std::string refusal(const std::vector<Part>& parts) { return test::refusal(zip_file(parts), "small.pth"); }

void expect_in(const std::string& message, const std::string& part) {
  EXPECT_NE(message.find(part), std::string::npos) << message << "\n  lacks: " << part;
}

TEST(PytorchZip, is_read_where_nothing_is_wrong) {
  const WeightSet set = test::read(zip_file(right_parts()), "small.pth");
  EXPECT_EQ(set.convolutions.at(0).bias, (std::vector<float>{0, 1}));
  EXPECT_EQ(set.convolutions.at(0).weights.back(), 53);
}

TEST(PytorchZip, is_refused_with_compressed_entries) {
  for (const std::size_t entry : {0, 1, 2, 3}) {
    std::vector<Part> parts = right_parts();
    parts[entry].compressed = true;
    parts[entry].bytes.append(entry == 0 ? 1000 : 0,
                              '\0');  // or else libzip stores what does not get shorter
    expect_in(refusal(parts),
              "entry \"" + parts[entry].name + "\" of its zip archive is compressed or encrypted");
  }
}

TEST(PytorchZip, is_refused_of_the_other_byte_order) {
  std::vector<Part> parts = right_parts();
  parts[1].bytes = "big";
  expect_in(refusal(parts), "its byte order is not \"little\"");
  parts[1].bytes = std::string(100, 'x');
  expect_in(refusal(parts), "its byte order is not \"little\"");
}

TEST(PytorchZip, is_refused_without_a_storage_or_with_one_of_another_size) {
  std::vector<Part> without = right_parts();
  without[2].name = "small/data/x";
  expect_in(refusal(without), "its storage \"w\" is missing");
  std::vector<Part> longer = right_parts();
  longer[3].bytes += "1234";
  expect_in(refusal(longer), "its storage \"b\" has 12 bytes where 8 are right");
}

TEST(PytorchZip, is_read_as_TorchScript_whose_program_is_not) {
  std::vector<Part> parts = right_parts();
  parts.push_back({"small/constants.pkl", "\x80\x02)."});
  parts.push_back({"small/code/__torch__.py", "op_version_set = 1", true});
  EXPECT_EQ(test::read(zip_file(parts), "small.pt").convolutions.at(0).bias, (std::vector<float>{0, 1}));
}

TEST(PytorchZip, is_told_from_other_archives) {
  expect_in(refusal({{"word/document.xml", "<xml/>"}}),
            "this is a zip archive without the data.pkl of a PyTorch file");
  expect_in(refusal({{"a/b/data.pkl", "\x80\x02}."}}), "this is a zip archive without the data.pkl");
}

TEST(PytorchZip, is_refused_where_its_bytes_are_not_those_that_were_stored) {
  std::string bytes = zip_file(right_parts());
  const std::size_t at = bytes.find(test::float_bytes(54));
  ASSERT_NE(at, std::string::npos);
  bytes[at + 7] ^= 1;
  expect_in(test::refusal(bytes, "small.pth"),
            "entry \"small/data/w\" of its zip archive could not be read (CRC error)");
}

TEST(PytorchZip, cut_off_at_any_byte_is_refused) {
  const std::string whole = zip_file(right_parts());
  for (std::size_t length = 4; length < whole.size(); ++length) {
    test::refusal(whole.substr(0, length), "small.pth");
  }
}

}  // namespace
}  // namespace weights
#endif
