#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <memory>
#include <string_view>
#include <utility>
#include <vips/vips8>

#include "pictures/exif.h"
#include "pictures/vips/vips_files.h"
#include "pictures/vips/vips_library.h"

namespace pictures {
namespace {

using vips::VError;
using vips::VImage;
using vips::VSource;

constexpr int kMostMimeItems = 16;

bool begins(const Bytes& head, std::size_t at, std::string_view mark) {
  return head.size() >= at + mark.size() && std::memcmp(head.data() + at, mark.data(), mark.size()) == 0;
}

// ISO/IEC 14496-12's file type box: the brands that HEIF and AVIF name.
std::optional<Format> heif_format(const Bytes& head) {
  if (!begins(head, 4, "ftyp")) return {};
  for (const char* brand : {"avif", "avis"}) {
    if (begins(head, 8, brand)) return Format::kAvif;
  }
  for (const char* brand : {"heic", "heix", "hevc", "heim", "heis", "mif1", "msf1"}) {
    if (begins(head, 8, brand)) return Format::kHeif;
  }
  return {};
}

struct ReleaseBlob {
  void operator()(VipsBlob* blob) const { vips_area_unref(VIPS_AREA(blob)); }
};

// What has to be opened for a format.
std::vector<const char*> untrusted_loaders(Format format) {
  switch (format) {
    case Format::kJpegXl:
      return {"VipsForeignLoadJxl"};
    case Format::kExr:
      return {"VipsForeignLoadOpenexr"};
    case Format::kBmp:
      return {"VipsForeignLoadMagick", "VipsForeignLoadMagick7"};  // of ImageMagick 6, and of 7
    default:
      return {};
  }
}

// By the loader that belongs to the format alone: libvips' own choice would try others too.
VImage open(std::FILE* file, Format format, vips::VOption* options) {
  options->set("access", VIPS_ACCESS_SEQUENTIAL)->set("fail_on", VIPS_FAIL_ON_TRUNCATED);
  const VSource source = VSource::new_from_descriptor(fileno(file));
  switch (format) {
    case Format::kJpeg:
      return VImage::jpegload_source(source, options);
    case Format::kTiff:
      return VImage::tiffload_source(source, options);
    case Format::kWebp:
      return VImage::webpload_source(source, options);
    case Format::kHeif:
    case Format::kAvif:
      return VImage::heifload_source(source, options);
    case Format::kJpegXl:
      return VImage::jxlload_source(source, options);
    case Format::kGif:
      return VImage::gifload_source(source, options);
    case Format::kExr: {
      const std::string descriptor = "/proc/self/fd/" + std::to_string(fileno(file));
      return VImage::openexrload(descriptor.c_str(), options);
    }
    default:
      break;
  }
  // BMP. The whole is read first, so that no other file can be named in it.
  Bytes bytes;
  Bytes block(std::size_t{1} << 16);
  while (const std::size_t got = std::fread(block.data(), 1, block.size(), file)) {
    bytes.insert(bytes.end(), block.begin(), block.begin() + static_cast<std::ptrdiff_t>(got));
  }
  const std::unique_ptr<VipsBlob, ReleaseBlob> blob(vips_blob_copy(bytes.data(), bytes.size()));
  return VImage::magickload_buffer(blob.get(), options);
}

// A camera's raw file is a TIFF, whose first picture is a small preview of another one in it.
void refuse_raw(std::FILE* file, const std::string& path) {
  const VImage first = open(file, Format::kTiff, VImage::option());
  const int others = first.get_typeof("n-subifds") != 0 ? first.get_int("n-subifds") : 0;
  for (int other = 0; other < others; ++other) {
    std::rewind(file);
    const VImage image = open(file, Format::kTiff, VImage::option()->set("subifd", other));
    if (image.width() <= first.width()) continue;
    throw base::Error(path + " shows but a preview of " + std::to_string(first.width()) + "×" +
                      std::to_string(first.height()) +
                      " pixels, as raw files of cameras do; save the photograph itself as a TIFF or JPEG");
  }
  std::rewind(file);
}

Bytes blob_of(const VImage& image, const char* name) {
  if (image.get_typeof(name) != VIPS_TYPE_BLOB) return {};
  std::size_t size = 0;
  const auto* bytes = static_cast<const std::uint8_t*>(image.get_blob(name, &size));
  return Bytes(bytes, bytes + size);
}

// Of HEIF's, libvips 8.14 knows a packet by its first element alone, and not by the line that stands before that.
Bytes xmp_of(const VImage& image) {
  Bytes xmp = blob_of(image, VIPS_META_XMP_NAME);
  for (int item = 0; xmp.empty() && item < kMostMimeItems; ++item) {
    const std::string name = "heif-mime-" + std::to_string(item);
    Bytes bytes = blob_of(image, name.c_str());
    if (begins(bytes, 0, "<?xpacket")) xmp = std::move(bytes);
  }
  return xmp;
}

Description description_of(const VImage& image) {
  Description description;
  Bytes profile = blob_of(image, VIPS_META_ICC_NAME);
  if (!profile.empty()) description.profile = Profile{"ICC profile", std::move(profile)};
  description.exif = blob_of(image, VIPS_META_EXIF_NAME);
  if (begins(description.exif, 0, std::string_view("Exif\0\0", 6))) {
    description.exif.erase(description.exif.begin(), description.exif.begin() + 6);
  }
  description.xmp = xmp_of(image);
  description.iptc = blob_of(image, VIPS_META_IPTC_NAME);
  // Formats without a resolution are given one dot a millimetre.
  if (image.xres() > 1 && image.yres() > 1) {
    description.resolution =
        Description::Resolution{static_cast<std::uint32_t>(std::lround(image.xres() * kDotsInMetre)),
                                static_cast<std::uint32_t>(std::lround(image.yres() * kDotsInMetre)), 1};
  }
  return description;
}

const char* name_of(VipsInterpretation space) {
  switch (space) {
    case VIPS_INTERPRETATION_CMYK:
      return "CMYK";
    case VIPS_INTERPRETATION_LAB:
    case VIPS_INTERPRETATION_LABQ:
    case VIPS_INTERPRETATION_LABS:
      return "Lab";
    case VIPS_INTERPRETATION_scRGB:
      return "linear light";
    default:
      return "another colour space";
  }
}

bool is_gray(VipsInterpretation space) {
  return space == VIPS_INTERPRETATION_B_W || space == VIPS_INTERPRETATION_GREY16;
}

// To unsigned samples of 8 or 16 bits, gray or RGB, with alpha or without.
VImage plain_samples(VImage image, Picture& picture) {
  const VipsInterpretation space = image.interpretation();
  // By libvips, samples of floating point are linear light, whatever their profile says.
  const bool has_profile = picture.description.profile && picture.description.profile->is_rgb();
  const bool is_rgb = space == VIPS_INTERPRETATION_sRGB || space == VIPS_INTERPRETATION_RGB ||
                      space == VIPS_INTERPRETATION_RGB16 ||
                      (space == VIPS_INTERPRETATION_scRGB && has_profile);
  const bool is_byte = image.format() == VIPS_FORMAT_UCHAR;
  picture.bit_depth = is_byte ? 8 : 16;
  if (picture.format == Format::kExr && image.bands() == 4) image = image.unpremultiply();
  if (!is_rgb && !is_gray(space) && space != VIPS_INTERPRETATION_MULTIBAND) {
    picture.notes.push_back(std::string("colours are converted from ") + name_of(space) + " to sRGB");
    image = image.colourspace(is_byte ? VIPS_INTERPRETATION_sRGB : VIPS_INTERPRETATION_RGB16);
    picture.description.profile.reset();
  }
  if (is_byte) return image.cast(VIPS_FORMAT_UCHAR);
  // Whole numbers of more bits are brought to 16; floating point is 0 … 1.
  if (image.format() == VIPS_FORMAT_FLOAT || image.format() == VIPS_FORMAT_DOUBLE) image = image * 65535.0;
  if (image.format() == VIPS_FORMAT_UINT) image = image * (1.0 / 65537);
  return image.rint().cast(VIPS_FORMAT_USHORT);
}

template <class Sample>
void unpack_row(const Sample* row, int bands, std::size_t y, core::Image& image) {
  constexpr float kMost = sizeof(Sample) == 1 ? 255.0f : 65535.0f;
  const bool gray = bands < 3;
  const std::size_t width = static_cast<std::size_t>(image.width());
  for (std::size_t x = 0; x < width; ++x) {
    const Sample* pixel = row + x * bands;
    for (int channel = 0; channel < 3; ++channel) {
      image.plane(channel)[y * width + x] = static_cast<float>(pixel[gray ? 0 : channel]) / kMost;
    }
    if (image.has_alpha()) image.alpha()[y * width + x] = static_cast<float>(pixel[gray ? 1 : 3]) / kMost;
  }
}

// By strips, so that the samples never stand in memory a second time.
core::Image unpacked(const VImage& image) {
  constexpr int kStrip = 16;
  const int bands = image.bands();
  core::Image picture(image.width(), image.height(), bands == 2 || bands >= 4);
  const vips::VRegion region = image.region();
  for (int top = 0; top < image.height(); top += kStrip) {
    const int rows = std::min(kStrip, image.height() - top);
    region.prepare(0, top, image.width(), rows);
    for (int y = top; y < top + rows; ++y) {
      const VipsPel* row = region.addr(0, y);
      if (image.format() == VIPS_FORMAT_UCHAR) {
        unpack_row(row, bands, y, picture);
      } else {
        unpack_row(reinterpret_cast<const std::uint16_t*>(row), bands, y, picture);
      }
    }
  }
  return picture;
}

}  // namespace

std::optional<Format> vips_format(const Bytes& head) {
  if (begins(head, 0, "\xFF\xD8\xFF")) return Format::kJpeg;
  if (begins(head, 0, std::string_view("II*\0", 4)) || begins(head, 0, std::string_view("MM\0*", 4)) ||
      begins(head, 0, std::string_view("II+\0", 4)) || begins(head, 0, std::string_view("MM\0+", 4))) {
    return Format::kTiff;
  }
  if (begins(head, 0, "RIFF") && begins(head, 8, "WEBP")) return Format::kWebp;
  if (begins(head, 0, "\xFF\x0A") || begins(head, 0, std::string_view("\0\0\0\x0CJXL ", 8))) {
    return Format::kJpegXl;
  }
  if (begins(head, 0, "GIF8")) return Format::kGif;
  if (begins(head, 0, "v/1\x01")) return Format::kExr;
  if (begins(head, 0, "BM")) return Format::kBmp;
  return heif_format(head);
}

Picture read_by_vips(std::FILE* file, Format format, const std::string& path) {
  start_vips();
  const SilentErrors silent;
  Picture picture;
  picture.format = format;
  try {
    const Opened opened(untrusted_loaders(format));
    if (format == Format::kTiff) refuse_raw(file, path);
    VImage image = open(file, format, VImage::option());
    const auto width = static_cast<std::size_t>(image.width()),
               height = static_cast<std::size_t>(image.height());
    if (width > kMostPixels / height) {
      throw base::Error(path + " has " + std::to_string(width) + "×" + std::to_string(height) +
                        " pixels; at most " + std::to_string(kMostPixels) + " in all can be used");
    }
    picture.description = description_of(image);
    const int orientation =
        image.get_typeof(VIPS_META_ORIENTATION) != 0 ? image.get_int(VIPS_META_ORIENTATION) : 1;
    image = plain_samples(image, picture);
    picture.image = upright(unpacked(image), orientation);
    picture.description.exif = upright_exif(picture.description.exif);
  } catch (const VError&) {
    throw vips_failure(path + " cannot be read: ");
  }
  return picture;
}

}  // namespace pictures
