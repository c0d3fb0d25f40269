// A file that is not whole is told from one that is, wherever it is cut.
#include "gimp/picture_damage.h"

#include <gtest/gtest.h>

#include <fstream>
#include <initializer_list>
#include <iterator>
#include <string>
#include <vector>

namespace gimp {
namespace {

constexpr std::size_t kPngSignature = 8;
constexpr std::size_t kJpegSignature = 3;

PictureDamage damage(const std::string& file) {
  // A copy of exactly that size, so that a sanitizer sees every step too far.
  const std::vector<unsigned char> bytes(file.begin(), file.end());
  return picture_damage(bytes.data(), bytes.size());
}

std::string sample_png() {
  std::ifstream file(TEST_DATA_DIR "/content-city.png", std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string bytes(std::initializer_list<int> values) {
  std::string text;
  for (const int value : values) text += static_cast<char>(value);
  return text;
}

std::string segment(int marker, const std::string& data) {
  const int length = static_cast<int>(data.size()) + 2;
  return bytes({0xFF, marker, length >> 8, length & 0xFF}) + data;
}

// Not a picture, but built as one: among its data what looks like a marker and is none.
std::string sample_jpeg() {
  const std::string thumbnail = bytes({0xFF, 0xD8, 0xFF, 0xD9});
  const std::string scan = bytes({0x12, 0xFF, 0x00, 0xD9, 0xFF, 0xD0, 0x34, 0xFF, 0x00});
  return bytes({0xFF, 0xD8}) + segment(0xE1, "Exif" + thumbnail + std::string(300, 'x')) +
         segment(0xC2, "frame") + segment(0xDA, "scan 1") + scan + bytes({0xFF}) + segment(0xDA, "scan 2") +
         scan + bytes({0xFF, 0xFF, 0xD9});
}

TEST(PictureDamageTest, of_a_whole_file_is_none) {
  EXPECT_EQ(damage(sample_png()), PictureDamage::kNone);
  EXPECT_EQ(damage(sample_jpeg()), PictureDamage::kNone);
}

TEST(PictureDamageTest, does_not_count_what_follows_the_picture) {
  EXPECT_EQ(damage(sample_png() + "more"), PictureDamage::kNone);
  EXPECT_EQ(damage(sample_jpeg() + "more"), PictureDamage::kNone);
}

TEST(PictureDamageTest, of_a_png_is_found_wherever_it_is_cut) {
  const std::string whole = sample_png();
  ASSERT_GT(whole.size(), 1000U);
  for (std::size_t count = kPngSignature; count < whole.size();
       count += count < 200 || count + 50 > whole.size() ? 1 : 997) {
    ASSERT_EQ(damage(whole.substr(0, count)), PictureDamage::kCutOff) << count << " bytes";
  }
}

TEST(PictureDamageTest, of_a_jpeg_is_found_wherever_it_is_cut) {
  const std::string whole = sample_jpeg();
  for (std::size_t count = kJpegSignature; count < whole.size(); ++count) {
    ASSERT_EQ(damage(whole.substr(0, count)), PictureDamage::kCutOff) << count << " bytes";
  }
}

TEST(PictureDamageTest, of_a_png_is_found_in_its_lengths) {
  for (const int top : {0x00, 0x7F, 0xFF}) {
    std::string file = sample_png();
    file.replace(kPngSignature, 4, bytes({top, 0xFF, 0xFF, 0xFF}));
    EXPECT_EQ(damage(file), PictureDamage::kCutOff) << top;
  }
}

TEST(PictureDamageTest, of_a_png_is_found_in_its_data) {
  std::string file = sample_png();
  file[file.size() / 2] ^= 1;
  EXPECT_EQ(damage(file), PictureDamage::kWrongChecksum);
}

TEST(PictureDamageTest, of_a_png_does_not_matter_in_a_remark) {
  const std::string whole = sample_png();
  constexpr std::size_t kAfterHeader = kPngSignature + 25;
  const std::string remark = bytes({0, 0, 0, 2}) + "tEXt" + "a" + bytes({0}) + "bad!";
  EXPECT_EQ(damage(whole.substr(0, kAfterHeader) + remark + whole.substr(kAfterHeader)),
            PictureDamage::kNone);
}

TEST(PictureDamageTest, of_a_jpeg_is_found_in_its_lengths) {
  std::string file = sample_jpeg();
  file.replace(4, 2, bytes({0xFF, 0xFF}));
  EXPECT_EQ(damage(file), PictureDamage::kCutOff);
}

TEST(PictureDamageTest, of_other_files_is_left_to_their_loaders) {
  for (const std::string& file : {std::string(), bytes({0x89}), bytes({0xFF, 0xD8}), std::string("GIF89a"),
                                  sample_png().substr(0, kPngSignature - 1)}) {
    EXPECT_EQ(damage(file), PictureDamage::kNone) << file;
  }
}

}  // namespace
}  // namespace gimp
