#include <png.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "pictures/png/png_files.h"
#include "pictures/png/png_guard.h"
#include "pictures/png/png_text.h"

namespace pictures {
namespace {

constexpr std::size_t kSignatureBytes = 8;
// Deflate cannot shrink by more (RFC 1951: 258 bytes in 2 bits).
constexpr double kMostDeflateRatio = 1032;
// A colour profile has a few MiB at most, but can claim 2 GiB.
constexpr png_alloc_size_t kMostProfileBytes = png_alloc_size_t{64} << 20;
constexpr char kXmpKey[] = "XML:com.adobe.xmp";  // XMP specification, part 3, 1.1.5
// The names as libpng wants them: five bytes each.
constexpr png_byte kWantedChunks[] = "gAMA\0cHRM\0sRGB\0iCCP\0pHYs\0eXIf";
constexpr png_byte kCodePointsChunk[] = "cICP";
#ifdef PNG_cICP_SUPPORTED
constexpr int kHandleOfCodePoints = PNG_HANDLE_CHUNK_AS_DEFAULT;
#else
constexpr int kHandleOfCodePoints = PNG_HANDLE_CHUNK_ALWAYS;
#endif
constexpr int kWantedChunkCount = sizeof kWantedChunks / 5;

class ReadStruct {
 public:
  explicit ReadStruct(PngGuard& guard) {
    png_ = png_create_read_struct(PNG_LIBPNG_VER_STRING, &guard, PngGuard::on_error, PngGuard::on_warning);
    if (png_ != nullptr) info_ = png_create_info_struct(png_);
    if (info_ == nullptr) {
      png_destroy_read_struct(&png_, nullptr, nullptr);
      throw base::Error("libpng cannot be set up for reading");
    }
  }
  ~ReadStruct() { png_destroy_read_struct(&png_, &info_, nullptr); }
  ReadStruct(const ReadStruct&) = delete;
  ReadStruct& operator=(const ReadStruct&) = delete;

  png_structp png() const { return png_; }
  png_infop info() const { return info_; }

 private:
  png_structp png_ = nullptr;
  png_infop info_ = nullptr;
};

// libpng's own reader says "Read Error" for everything.
void read_bytes(png_structp png, png_bytep bytes, std::size_t count) {
  auto* file = static_cast<std::FILE*>(png_get_io_ptr(png));
  if (std::fread(bytes, 1, count, file) == count) return;
  png_error(png,
            std::feof(file) != 0 ? "the file ends too early, it seems to be cut off" : std::strerror(errno));
}

void check_signature(std::FILE* file, const std::string& path) {
  png_byte signature[kSignatureBytes] = {};
  const std::size_t got = std::fread(signature, 1, kSignatureBytes, file);
  if (std::ferror(file) != 0) throw base::Error(path + " cannot be read: " + std::strerror(errno));
  if (got == 0) throw base::Error(path + " is empty; a PNG picture is needed");
  if (got < kSignatureBytes || png_sig_cmp(signature, 0, kSignatureBytes) != 0) {
    throw base::Error(path + " is not a PNG picture");
  }
}

// Negative where the file has no length, as a pipe.
long length(std::FILE* file) {
  const long here = std::ftell(file);
  if (here < 0 || std::fseek(file, 0, SEEK_END) != 0) return -1;
  const long end = std::ftell(file);
  return std::fseek(file, here, SEEK_SET) == 0 ? end : -1;
}

// Refused before any memory is taken for the pixels.
void check_size(std::FILE* file, const std::string& path, std::size_t width, std::size_t height,
                std::size_t row_bytes) {
  const std::string size = std::to_string(width) + "×" + std::to_string(height) + " pixels";
  if (width > kMostPixels / height) {
    throw base::Error(path + " has " + size + "; at most " + std::to_string(kMostPixels) +
                      " in all can be used");
  }
  const long bytes = length(file);
  if (bytes >= 0 && static_cast<double>(bytes) * kMostDeflateRatio <
                        static_cast<double>(row_bytes) * static_cast<double>(height)) {
    throw base::Error(path + " cannot be read: its " + std::to_string(bytes) + " bytes cannot hold " + size);
  }
}

// ITU-T H.273; a chunk that libpng 1.6 hands over as it stands.
std::optional<std::array<std::uint8_t, 4>> read_code_points(PngGuard& guard, png_structp png,
                                                            png_infop info) {
  std::optional<std::array<std::uint8_t, 4>> points;
#ifdef PNG_cICP_SUPPORTED
  png_byte primaries = 0, transfer = 0, matrix = 0, full_range = 0;
  bool has = false;
  guard.run(png, [&] { has = png_get_cICP(png, info, &primaries, &transfer, &matrix, &full_range) != 0; });
  if (has) points = {primaries, transfer, matrix, full_range};
#else
  png_unknown_chunkp chunks = nullptr;
  int count = 0;
  guard.run(png, [&] { count = png_get_unknown_chunks(png, info, &chunks); });
  for (int i = 0; i < count; ++i) {
    if (std::memcmp(chunks[i].name, "cICP", 4) != 0 || chunks[i].size != 4) continue;
    points.emplace();
    std::copy_n(chunks[i].data, 4, points->begin());
  }
#endif
  return points;
}

Description read_description(PngGuard& guard, png_structp png, png_infop info) {
  Description description;
  png_fixed_point gamma = 0;
  std::array<png_fixed_point, 8> c{};
  int intent = 0;
  png_charp profile_name = nullptr;
  png_bytep profile = nullptr;
  png_uint_32 profile_bytes = 0;
  png_uint_32 exif_bytes = 0;
  png_bytep exif = nullptr;
  Description::Resolution resolution;
  struct Has {
    bool gamma, chromaticities, srgb, profile, resolution, exif;
  } has{};
  guard.run(png, [&] {
    int compression = 0;
    has.gamma = png_get_gAMA_fixed(png, info, &gamma) != 0;
    has.chromaticities =
        png_get_cHRM_fixed(png, info, &c[0], &c[1], &c[2], &c[3], &c[4], &c[5], &c[6], &c[7]) != 0;
    has.srgb = png_get_sRGB(png, info, &intent) != 0;
    has.profile = png_get_iCCP(png, info, &profile_name, &compression, &profile, &profile_bytes) != 0;
    has.resolution = png_get_pHYs(png, info, &resolution.x, &resolution.y, &resolution.unit) != 0;
    has.exif = png_get_eXIf_1(png, info, &exif_bytes, &exif) != 0;
  });
  if (has.gamma) description.gamma = gamma;
  if (has.chromaticities) {
    description.chromaticities.emplace();
    std::copy(c.begin(), c.end(), description.chromaticities->begin());
  }
  if (has.srgb) description.srgb_intent = intent;
  if (has.profile) description.profile = {profile_name, {profile, profile + profile_bytes}};
  if (has.resolution) description.resolution = resolution;
  if (has.exif) description.exif.assign(exif, exif + exif_bytes);
  description.code_points = read_code_points(guard, png, info);
  return description;
}

void unpack_row(const png_byte* row, std::size_t y, int bit_depth, bool gray, core::Image& image) {
  const std::size_t width = static_cast<std::size_t>(image.width());
  const std::size_t colours = gray ? 1 : 3;
  const std::size_t samples = colours + (image.has_alpha() ? 1 : 0);
  const auto sample = [&](std::size_t index) {
    if (bit_depth == 8) return static_cast<float>(row[index]) / 255.0f;
    return static_cast<float>(row[2 * index] << 8 | row[2 * index + 1]) / 65535.0f;
  };
  for (std::size_t x = 0; x < width; ++x) {
    for (int channel = 0; channel < 3; ++channel) {
      image.plane(channel)[y * width + x] =
          sample(x * samples + (gray ? 0 : static_cast<std::size_t>(channel)));
    }
    if (image.has_alpha()) image.alpha()[y * width + x] = sample(x * samples + colours);
  }
}

Picture read_pixels(PngGuard& guard, png_structp png, png_infop info) {
  int passes = 1;
  guard.run(png, [&] {
    png_set_expand(png);  // palette to RGB, tRNS to alpha, fewer than 8 bits to 8
    passes = png_set_interlace_handling(png);
    png_read_update_info(png, info);
  });
  const int colour_type = png_get_color_type(png, info);
  const bool gray = (colour_type & PNG_COLOR_MASK_COLOR) == 0;
  const std::size_t height = png_get_image_height(png, info);
  Picture picture;
  picture.bit_depth = png_get_bit_depth(png, info);
  picture.image = core::Image(static_cast<int>(png_get_image_width(png, info)), static_cast<int>(height),
                              (colour_type & PNG_COLOR_MASK_ALPHA) != 0);

  // An interlaced picture is complete only after its last pass, so all rows are kept; otherwise one is
  // enough.
  const std::size_t row_bytes = png_get_rowbytes(png, info);
  std::vector<png_byte> rows(row_bytes * (passes == 1 ? 1 : height));
  guard.run(png, [&] {
    for (int pass = 0; pass < passes; ++pass) {
      for (std::size_t y = 0; y < height; ++y) {
        png_byte* row = rows.data() + (passes == 1 ? 0 : y * row_bytes);
        png_read_row(png, row, nullptr);
        if (pass == passes - 1) unpack_row(row, y, picture.bit_depth, gray, picture.image);
      }
    }
    png_read_end(png, nullptr);
  });
  return picture;
}

}  // namespace

Picture read_png(std::FILE* file, const std::string& path) {
  Bytes xmp = find_png_text(file, kXmpKey);
  check_signature(file, path);
  PngGuard guard(path + " cannot be read: ");
  const ReadStruct read(guard);
  guard.run(read.png(), [&] {
    png_set_benign_errors(read.png(), 1);
    png_set_user_limits(read.png(), PNG_UINT_31_MAX, PNG_UINT_31_MAX);  // check_size() is stricter
    png_set_chunk_malloc_max(read.png(), kMostProfileBytes);
    // Whatever else stands beside the pixels is passed over: libpng would take and clear as much memory as the
    // file claims it to have.
    png_set_keep_unknown_chunks(read.png(), PNG_HANDLE_CHUNK_NEVER, nullptr, -1);
    png_set_keep_unknown_chunks(read.png(), PNG_HANDLE_CHUNK_AS_DEFAULT, kWantedChunks, kWantedChunkCount);
    png_set_keep_unknown_chunks(read.png(), kHandleOfCodePoints, kCodePointsChunk, 1);
    png_set_read_fn(read.png(), file, read_bytes);
    png_set_sig_bytes(read.png(), kSignatureBytes);
    png_read_info(read.png(), read.info());
  });
  check_size(file, path, png_get_image_width(read.png(), read.info()),
             png_get_image_height(read.png(), read.info()), png_get_rowbytes(read.png(), read.info()));
  Description description = read_description(guard, read.png(), read.info());
  Picture picture = read_pixels(guard, read.png(), read.info());
  picture.description = std::move(description);
  picture.description.xmp = std::move(xmp);
  return picture;
}

}  // namespace pictures
