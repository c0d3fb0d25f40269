// Each format written and read again, damaged, cut off, and lying about its size.
#include "pictures/picture_files.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "base/error.h"
#include "pictures/exif.h"
#include "pictures/file_handle.h"

namespace pictures {
namespace {

namespace fs = std::filesystem;

// Smooth, so that what loses something loses little; no symmetry.
Picture sample(int bit_depth = 8, bool alpha = false) {
  Picture picture;
  picture.bit_depth = bit_depth;
  picture.image = core::Image(64, 40, alpha);
  const int most = bit_depth == 8 ? 255 : 65535;
  for (int y = 0; y < 40; ++y) {
    for (int x = 0; x < 64; ++x) {
      const std::size_t at = static_cast<std::size_t>(y) * 64 + x;
      const double values[] = {x / 63.0, y / 39.0, 0.5 + 0.4 * std::sin(x * 0.1 + y * 0.05)};
      for (int c = 0; c < 3; ++c) {
        picture.image.plane(c)[at] = static_cast<float>(std::lround(values[c] * most)) / most;
      }
      if (alpha) picture.image.alpha()[at] = static_cast<float>(std::lround(255.0 * (x + 1) / 64)) / 255;
    }
  }
  return picture;
}

// Little-endian TIFF with one entry.
Bytes exif_of(int orientation) {
  return {
      'I', 'I', 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, static_cast<std::uint8_t>(orientation),
      0,   0,   0,  0, 0, 0, 0};
}

class PictureFiles : public testing::Test {
 protected:
  PictureFiles() : folder_(fs::temp_directory_path() / ("pictures-test-" + std::to_string(getpid()))) {
    fs::create_directories(folder_);
  }
  ~PictureFiles() override { fs::remove_all(folder_); }

  std::string path(const std::string& name) const { return (folder_ / name).string(); }

  std::string write(const Picture& picture, const std::string& name, int quality = 95) const {
    const FileHandle file(std::fopen(path(name).c_str(), "wb"));
    notes_ = write_picture(picture, format_for(name, Format::kPng), quality, file.get(), path(name));
    return path(name);
  }

  std::string bytes(const std::string& name, const std::string& content) const {
    std::ofstream(path(name), std::ios::binary) << content;
    return path(name);
  }

  std::string content(const std::string& name) const {
    std::ifstream file(path(name), std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  // What is wrong with it, in one sentence that begins with its name; empty: it is read.
  std::string refusal(const std::string& name) const {
    try {
      read_picture(path(name));
    } catch (const base::Error& error) {
      const std::string said = error.what();
      EXPECT_EQ(said.rfind(path(name) + " ", 0), 0U) << said;
      EXPECT_EQ(said.find('\n'), std::string::npos) << said;
      return said;
    }
    return "";
  }

  fs::path folder_;
  mutable std::vector<std::string> notes_;
};

double mean_difference(const core::Image& a, const core::Image& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.rgb().size(); ++i) sum += std::abs(a.rgb()[i] - b.rgb()[i]);
  return sum / static_cast<double>(a.rgb().size());
}

std::vector<std::string> endings() {
  std::vector<std::string> all;
  std::string text = written_endings() + ", ";
  for (std::size_t at = 0, end; (end = text.find(", ", at)) != std::string::npos; at = end + 2) {
    all.push_back(text.substr(at, end - at));
  }
  return all;
}

TEST_F(PictureFiles, AreTheSameAfterWritingAndReading) {
  const Picture picture = sample();
  for (const std::string& ending : endings()) {
    SCOPED_TRACE(ending);
    const Picture again = read_picture(write(picture, "p." + ending));
    EXPECT_EQ(format_for("x", again.format), format_for("x." + ending, Format::kPng));
    ASSERT_EQ(again.image.width(), 64);
    ASSERT_EQ(again.image.height(), 40);
    const bool exact = ending == "png" || ending == "bmp" || ending == "tif" || ending == "tiff";
    EXPECT_LE(mean_difference(again.image, picture.image), exact ? 0 : 0.025);
    EXPECT_TRUE(again.notes.empty());
  }
}

TEST_F(PictureFiles, AreFoundByTheirContentAndNotByTheirName) {
  for (const std::string& ending : endings()) {
    const std::string from = write(sample(), "p." + ending);
    fs::rename(from, path("p.dat"));
    EXPECT_EQ(read_picture(path("p.dat")).format, format_for("x." + ending, Format::kPng)) << ending;
  }
}

TEST_F(PictureFiles, KeepAlphaAnd16BitsWhereTheFormatCan) {
  const Picture picture = sample(16, true);
  for (const char* name : {"p.png", "p.tif"}) {
    const Picture again = read_picture(write(picture, name));
    EXPECT_EQ(again.bit_depth, 16) << name;
    EXPECT_EQ(again.image.rgb(), picture.image.rgb()) << name;
    EXPECT_EQ(mean_difference(again.image, picture.image), 0) << name;
    ASSERT_TRUE(again.image.has_alpha()) << name;
    EXPECT_NEAR(again.image.alpha()[5], picture.image.alpha()[5], 1e-4) << name;
    EXPECT_TRUE(notes_.empty()) << name;
  }
#ifdef STYLE_TRANSFER_VIPS
  write(picture, "p.jpg");
  EXPECT_EQ(notes_.size(), 2U);  // on white, and of 8 bits
#endif
}

TEST_F(PictureFiles, KeepWhatTheySayBesideThePixels) {
  Picture picture = sample();
  picture.description.exif = exif_of(1);
  const std::string xmp = "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><a>b</a></x:xmpmeta>";
  picture.description.xmp.assign(xmp.begin(), xmp.end());
  picture.description.code_points = {{9, 16, 0, 1}};
  picture.description.resolution = Description::Resolution{11811, 11811, 1};
  std::vector<std::string> names = {"p.png"};
#ifdef STYLE_TRANSFER_VIPS
  names.insert(names.end(), {"p.jpg", "p.tif", "p.webp"});
#endif
  for (const std::string& name : names) {
    SCOPED_TRACE(name);
    const Description again = read_picture(write(picture, name)).description;
    EXPECT_EQ(orientation_of(again.exif), 1);
    EXPECT_NE(std::string(again.xmp.begin(), again.xmp.end()).find("<a>b</a>"), std::string::npos);
    if (name == "p.png") {
      EXPECT_EQ(again.code_points, picture.description.code_points);
    }
    if (name != "p.webp") {
      ASSERT_TRUE(again.resolution);
      EXPECT_NEAR(again.resolution->x, 11811, 12);
    }
  }
}

#ifdef STYLE_TRANSFER_VIPS
// A picture of one gray, as a directory of a TIFF file that begins at `at`; `within`: where another one is.
std::string tiff_directory(int at, int side, int within) {
  std::string directory;
  const auto number = [&](int value, int length) {
    for (int i = 0; i < length; ++i) directory.push_back(static_cast<char>(value >> 8 * i & 0xFF));
  };
  const int entries[][2] = {{256, side}, {257, side}, {258, 8},    {259, 1},           {262, 1},
                            {273, 0},    {277, 1},    {278, side}, {279, side * side}, {330, within}};
  const int count = within != 0 ? 10 : 9;
  number(count, 2);
  for (int i = 0; i < count; ++i) {
    number(entries[i][0], 2);
    number(4, 2);  // LONG
    number(1, 4);
    number(entries[i][0] == 273 ? at + 2 + 12 * count + 4 : entries[i][1], 4);
  }
  number(0, 4);
  return directory + std::string(static_cast<std::size_t>(side * side), 'a');
}

TEST_F(PictureFiles, OfCamerasInTheirRawFormAreNotTheirPreviews) {
  const std::string header("II*\0\x08\0\0\0", 8);
  const int second = 8 + static_cast<int>(tiff_directory(8, 8, 1).size());
  for (const int side : {4, 16}) {
    bytes("raw.dng", header + tiff_directory(8, 8, second) + tiff_directory(second, side, 0));
    const std::string said = refusal("raw.dng");
    EXPECT_EQ(said.find("a preview of 8×8 pixels") != std::string::npos, side == 16) << said;
    EXPECT_EQ(said.empty(), side == 4) << said;
  }
}

TEST_F(PictureFiles, OfTiffKeepIptc) {
  Picture picture = sample();
  picture.format = Format::kTiff;
  picture.description.iptc = {0x1C, 2, 0, 0, 2, 0, 4, 0x1C, 2, 90, 0, 6, 'B', 'r', 'e', 'm', 'e', 'n'};
  const Bytes again = read_picture(write(picture, "p.tif")).description.iptc;
  const Bytes& before = picture.description.iptc;
  ASSERT_GE(again.size(), before.size());
  EXPECT_TRUE(std::equal(before.begin(), before.end(), again.begin()));
}

TEST_F(PictureFiles, OfHeifKeepXmpWhateverItBeginsWith) {
  Picture picture = sample();
  const std::string xmp =
      "<?xpacket begin=\"\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?><x:xmpmeta xmlns:x=\"adobe:ns:meta/\"/>";
  picture.description.xmp.assign(xmp.begin(), xmp.end());
  std::string file;
  try {
    file = write(picture, "p.avif");
  } catch (const base::Error& error) {
    GTEST_SKIP() << error.what();  // libheif without an encoder
  }
  const Bytes again = read_picture(file).description.xmp;
  EXPECT_EQ(std::string(again.begin(), again.end()), xmp);
}
#endif

TEST_F(PictureFiles, StandUprightWhateverTheirOrientation) {
  const core::Image shown = sample().image;
  for (int orientation = 1; orientation <= 8; ++orientation) {
    SCOPED_TRACE(orientation);
    // Lying as the tag says: what upright() undoes. 6 and 8 undo each other, all others themselves.
    const int undone = orientation == 6 ? 8 : orientation == 8 ? 6 : orientation;
    Picture lying = sample();
    lying.image = upright(lying.image, undone);
    lying.description.exif = exif_of(orientation);
    const Picture again = read_picture(write(lying, "p.png"));
    ASSERT_EQ(again.image.width(), shown.width());
    EXPECT_EQ(again.image.rgb(), shown.rgb());
    EXPECT_EQ(orientation_of(again.description.exif), 1);
  }
}

// Exif 2.3: 6 is shown turned by 90 degrees clockwise.
TEST(Upright, TurnsClockwiseForSix) {
  core::Image lying(3, 2);
  for (int i = 0; i < 6; ++i) lying.plane(0)[i] = static_cast<float>(i);
  const core::Image shown = upright(lying, 6);
  ASSERT_EQ(shown.width(), 2);
  const std::vector<float> red(shown.plane(0), shown.plane(0) + 6);
  EXPECT_EQ(red, (std::vector<float>{3, 0, 4, 1, 5, 2}));
}

TEST(Exif, IsUprightWhereItIsDamaged) {
  for (std::size_t length = 0; length <= 26; ++length) {
    Bytes cut = exif_of(6);
    cut.resize(length);
    EXPECT_GE(orientation_of(cut), 1);
    upright_exif(cut);
  }
  EXPECT_EQ(orientation_of(exif_of(6)), 6);
  EXPECT_EQ(orientation_of(exif_of(9)), 1);
  EXPECT_EQ(orientation_of(upright_exif(exif_of(6))), 1);
}

// At 20 places of each format: a sentence, or a picture that holds together; never a crash.
TEST_F(PictureFiles, AreRefusedInASentenceWhereTheyAreDamaged) {
  for (const std::string& ending : endings()) {
    write(sample(), "p." + ending);
    const std::string whole = content("p." + ending);
    int refused = 0;
    for (std::size_t place = 0; place < 20; ++place) {
      SCOPED_TRACE(ending + " at " + std::to_string(place));
      bytes("cut", whole.substr(0, whole.size() * place / 20));
      refused += !refusal("cut").empty();
      std::string bent = whole;
      for (std::size_t i = 0; i < 8 && whole.size() * place / 20 + i < whole.size(); ++i) {
        bent[whole.size() * place / 20 + i] = static_cast<char>(0xFF - 31 * i);
      }
      bytes("bent", bent);
      refusal("bent");
    }
    EXPECT_GE(refused, ending == "gif" || ending == "bmp" ? 8 : 18) << ending;
  }
}

TEST_F(PictureFiles, AreRefusedBeforeTheirPixelsAreReadIfTheyAreTooLarge) {
  std::string header("\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR\0\0\xEA\x60\0\0\xEA\x60\x08\x02\0\0\0", 29);
  bytes("huge.png", header + std::string("\x4B\xB9\x05\x7F\0\0\0\0IDAT", 12));
  EXPECT_NE(refusal("huge.png"), "");
#ifdef STYLE_TRANSFER_VIPS
  // 60000×60000, uncompressed, of 8 bits gray.
  std::string tiff("II*\0\x08\0\0\0\x08\0", 10);
  const auto entry = [&](int tag, std::uint32_t value) {
    const std::uint8_t words[] = {
        static_cast<std::uint8_t>(tag), static_cast<std::uint8_t>(tag >> 8), 4, 0, 1, 0, 0, 0};
    tiff.append(reinterpret_cast<const char*>(words), 8);
    for (int i = 0; i < 4; ++i) tiff += static_cast<char>(value >> (8 * i));
  };
  entry(256, 60000);
  entry(257, 60000);
  entry(258, 8);
  entry(259, 1);
  entry(262, 1);
  entry(273, 8);
  entry(278, 60000);
  entry(279, 3600000000U);
  bytes("huge.tif", tiff + std::string(4, '\0'));
  EXPECT_NE(refusal("huge.tif").find("60000×60000 pixels"), std::string::npos) << refusal("huge.tif");
#endif
}

TEST_F(PictureFiles, OfOtherKindsAreNamed) {
  bytes("empty.jpg", "");
  EXPECT_NE(refusal("empty.jpg").find("is empty"), std::string::npos);
  bytes("page.jpg", "<!DOCTYPE html><html></html>");
  EXPECT_NE(refusal("page.jpg"), "");
  bytes("image.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>");
  EXPECT_NE(refusal("image.svg"), "");
  EXPECT_NE(refusal("nowhere.png").find("cannot be opened"), std::string::npos);
}

TEST(FormatFor, IsTheEndingsElseTheContents) {
  EXPECT_EQ(format_for("a.PNG", Format::kPng), Format::kPng);
  EXPECT_EQ(format_for("a", Format::kPng), Format::kPng);
  EXPECT_THROW(format_for("a.exr", Format::kPng), base::Error);
#ifdef STYLE_TRANSFER_VIPS
  EXPECT_EQ(format_for("a.jpg", Format::kPng), Format::kJpeg);
  EXPECT_EQ(format_for("a.JPEG", Format::kPng), Format::kJpeg);
  EXPECT_EQ(format_for("-", Format::kTiff), Format::kTiff);
  EXPECT_EQ(format_for("a.unknown", Format::kWebp), Format::kWebp);
  EXPECT_THROW(format_for("a", Format::kExr), base::Error);
#endif
}

}  // namespace
}  // namespace pictures
