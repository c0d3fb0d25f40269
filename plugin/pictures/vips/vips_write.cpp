#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <vips/vips8>

#include "pictures/vips/vips_files.h"
#include "pictures/vips/vips_library.h"

namespace pictures {
namespace {

using vips::VError;
using vips::VImage;
using vips::VOption;
using vips::VTarget;

constexpr int kBestQuality = 100;  // without any loss, where the format can

bool keeps_alpha(Format format) { return format != Format::kJpeg && format != Format::kBmp; }

bool keeps_16_bits(Format format) { return format == Format::kTiff || format == Format::kJpegXl; }

bool keeps_description(Format format) { return format != Format::kGif && format != Format::kBmp; }

// Interleaved; where there is no room for alpha, on white.
template <class Sample>
std::vector<Sample> packed(const core::Image& image, bool with_alpha) {
  constexpr double kMost = sizeof(Sample) == 1 ? 255 : 65535;
  std::vector<Sample> samples;
  samples.reserve(image.pixels() * (with_alpha ? 4 : 3));
  const auto put = [&](double value) {
    samples.push_back(static_cast<Sample>(std::lround(std::clamp(value, 0.0, 1.0) * kMost)));
  };
  const bool on_white = image.has_alpha() && !with_alpha;
  for (std::size_t i = 0; i < image.pixels(); ++i) {
    const double share = on_white ? image.alpha()[i] : 1.0;
    for (int channel = 0; channel < 3; ++channel) put(image.plane(channel)[i] * share + (1 - share));
    if (with_alpha) put(image.alpha()[i]);
  }
  return samples;
}

void set_blob(VImage& image, const char* name, const Bytes& bytes) {
  if (bytes.empty()) return;
  vips_image_set_blob_copy(image.get_image(), name, bytes.data(), bytes.size());
}

void describe(VImage& image, const Picture& picture, Format format) {
  const Description& description = picture.description;
  if (description.profile) set_blob(image, VIPS_META_ICC_NAME, description.profile->bytes);
  Bytes exif = description.exif;
  static constexpr char kMark[] = "Exif\0";  // six bytes with the string's own zero
  if (!exif.empty() && format != Format::kWebp) exif.insert(exif.begin(), std::begin(kMark), std::end(kMark));
  set_blob(image, VIPS_META_EXIF_NAME, exif);
  set_blob(image, VIPS_META_XMP_NAME, description.xmp);
  // JPEG's is wrapped as Photoshop does, TIFF's is not.
  if (picture.format != format) return;
  Bytes iptc = description.iptc;
  // Of a TIFF's, libvips 8.14 writes a quarter of the bytes; zeros at the end mean nothing.
  if (format == Format::kTiff) iptc.resize(4 * iptc.size());
  set_blob(image, VIPS_META_IPTC_NAME, iptc);
}

// What has to be opened for a format.
std::vector<const char*> untrusted_savers(Format format) {
  switch (format) {
    case Format::kJpegXl:
      return {"VipsForeignSaveJxl"};
    case Format::kBmp:
      return {"VipsForeignSaveMagick"};
    default:
      return {};
  }
}

void save(const VImage& image, Format format, int quality, std::FILE* file) {
  const VTarget target = VTarget::new_to_descriptor(fileno(file));
  VOption* options = VImage::option();
  switch (format) {
    case Format::kJpeg:
      return image.jpegsave_target(target, options->set("Q", quality)->set("optimize_coding", true));
    case Format::kTiff:
      return image.tiffsave_target(target, options->set("compression", VIPS_FOREIGN_TIFF_COMPRESSION_DEFLATE)
                                               ->set("predictor", VIPS_FOREIGN_TIFF_PREDICTOR_HORIZONTAL));
    case Format::kWebp:
      return image.webpsave_target(target,
                                   options->set("Q", quality)->set("lossless", quality == kBestQuality));
    case Format::kHeif:
    case Format::kAvif:
      return image.heifsave_target(
          target, options->set("Q", quality)
                      ->set("lossless", quality == kBestQuality)
                      ->set("compression", format == Format::kAvif ? VIPS_FOREIGN_HEIF_COMPRESSION_AV1
                                                                   : VIPS_FOREIGN_HEIF_COMPRESSION_HEVC));
    case Format::kJpegXl:
      return image.jxlsave_target(target,
                                  options->set("Q", quality)->set("lossless", quality == kBestQuality));
    case Format::kGif:
      return image.gifsave_target(target, options);
    default:
      break;
  }
  VipsBlob* blob = image.magicksave_buffer(options->set("format", "bmp"));
  std::size_t size = 0;
  const void* bytes = vips_blob_get(blob, &size);
  const bool written = std::fwrite(bytes, 1, size, file) == size;
  vips_area_unref(VIPS_AREA(blob));
  if (!written) throw VError("the file cannot be written");
}

}  // namespace

std::vector<std::string> write_by_vips(const Picture& picture, Format format, int quality, std::FILE* file,
                                       const std::string& path) {
  start_vips();
  std::vector<std::string> notes;
  const core::Image& from = picture.image;
  const bool with_alpha = from.has_alpha() && keeps_alpha(format);
  const bool deep = picture.bit_depth == 16 && keeps_16_bits(format);
  if (from.has_alpha() && !with_alpha)
    notes.push_back(path + " has no transparency: the picture lies on white");
  if (picture.bit_depth == 16 && !deep) notes.push_back(path + " holds 8 of the content's 16 bits");
  try {
    const int bands = with_alpha ? 4 : 3;
    std::vector<std::uint8_t> of_8;
    std::vector<std::uint16_t> of_16;
    VImage image;
    if (deep) {
      of_16 = packed<std::uint16_t>(from, with_alpha);
      image = VImage::new_from_memory(of_16.data(), of_16.size() * 2, from.width(), from.height(), bands,
                                      VIPS_FORMAT_USHORT);
    } else {
      of_8 = packed<std::uint8_t>(from, with_alpha);
      image = VImage::new_from_memory(of_8.data(), of_8.size(), from.width(), from.height(), bands,
                                      VIPS_FORMAT_UCHAR);
    }
    const auto& resolution = picture.description.resolution;
    VOption* options =
        VImage::option()->set("interpretation", deep ? VIPS_INTERPRETATION_RGB16 : VIPS_INTERPRETATION_sRGB);
    if (resolution && resolution->unit == 1) {
      options->set("xres", resolution->x / kDotsInMetre)->set("yres", resolution->y / kDotsInMetre);
    }
    image = image.copy(options);
    if (keeps_description(format)) describe(image, picture, format);
    const Opened opened(untrusted_savers(format));
    save(image, format, quality, file);
  } catch (const VError& error) {
    throw vips_failure(path + " cannot be written: ");
  }
  return notes;
}

}  // namespace pictures
