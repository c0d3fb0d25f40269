#include <png.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstring>

#include "pictures/png/png_files.h"
#include "pictures/png/png_guard.h"

namespace pictures {
namespace {

class WriteStruct {
 public:
  explicit WriteStruct(PngGuard& guard) {
    png_ = png_create_write_struct(PNG_LIBPNG_VER_STRING, &guard, PngGuard::on_error, PngGuard::on_warning);
    if (png_ != nullptr) info_ = png_create_info_struct(png_);
    if (info_ == nullptr) {
      png_destroy_write_struct(&png_, nullptr);
      throw base::Error("libpng cannot be set up for writing");
    }
  }
  ~WriteStruct() { png_destroy_write_struct(&png_, &info_); }
  WriteStruct(const WriteStruct&) = delete;
  WriteStruct& operator=(const WriteStruct&) = delete;

  png_structp png() const { return png_; }
  png_infop info() const { return info_; }

 private:
  png_structp png_ = nullptr;
  png_infop info_ = nullptr;
};

void write_bytes(png_structp png, png_bytep bytes, std::size_t count) {
  auto* file = static_cast<std::FILE*>(png_get_io_ptr(png));
  if (std::fwrite(bytes, 1, count, file) != count) png_error(png, std::strerror(errno));
}

void flush_bytes(png_structp png) {
  if (std::fflush(static_cast<std::FILE*>(png_get_io_ptr(png))) != 0) png_error(png, std::strerror(errno));
}

void set_code_points(png_structp png, png_infop info, const Description& description) {
  if (!description.code_points) return;
  const auto& points = *description.code_points;
#ifdef PNG_cICP_SUPPORTED
  png_set_cICP(png, info, points[0], points[1], points[2], points[3]);
#else
  png_unknown_chunk chunk{{'c', 'I', 'C', 'P', 0}, const_cast<png_bytep>(points.data()), 4, PNG_HAVE_IHDR};
  png_set_keep_unknown_chunks(png, PNG_HANDLE_CHUNK_ALWAYS, chunk.name, 1);
  png_set_unknown_chunks(png, info, &chunk, 1);
#endif
}

void set_description(png_structp png, png_infop info, const Description& description) {
  if (description.gamma) png_set_gAMA_fixed(png, info, *description.gamma);
  if (description.chromaticities) {
    const auto& c = *description.chromaticities;
    png_set_cHRM_fixed(png, info, c[0], c[1], c[2], c[3], c[4], c[5], c[6], c[7]);
  }
  if (description.srgb_intent) png_set_sRGB(png, info, *description.srgb_intent);
  if (description.profile) {
    png_set_iCCP(png, info, description.profile->name.c_str(), PNG_COMPRESSION_TYPE_BASE,
                 description.profile->bytes.data(),
                 static_cast<png_uint_32>(description.profile->bytes.size()));
  }
  if (description.resolution) {
    png_set_pHYs(png, info, description.resolution->x, description.resolution->y,
                 description.resolution->unit);
  }
  if (!description.exif.empty()) {
    png_set_eXIf_1(png, info, static_cast<png_uint_32>(description.exif.size()),
                   const_cast<png_bytep>(description.exif.data()));
  }
  set_code_points(png, info, description);
}

// `xmp` ends in a zero.
void set_xmp(png_structp png, png_infop info, Bytes& xmp) {
  char key[] = "XML:com.adobe.xmp", none[] = "";
  png_text text{};
  text.compression = PNG_ITXT_COMPRESSION_NONE;
  text.key = key;
  text.text = reinterpret_cast<png_charp>(xmp.data());
  text.itxt_length = xmp.size() - 1;
  text.lang = none;
  text.lang_key = none;
  png_set_text(png, info, &text, 1);
}

void pack_row(const Picture& picture, std::size_t y, png_byte* row) {
  const core::Image& image = picture.image;
  const std::size_t width = static_cast<std::size_t>(image.width());
  const auto put = [&](float value) {
    const bool deep = picture.bit_depth == 16;
    const double clamped = std::clamp(static_cast<double>(value), 0.0, 1.0);
    const auto sample = static_cast<unsigned>(std::lround(clamped * (deep ? 65535 : 255)));
    if (deep) *row++ = static_cast<png_byte>(sample >> 8);
    *row++ = static_cast<png_byte>(sample & 0xff);
  };
  for (std::size_t x = 0; x < width; ++x) {
    const std::size_t at = y * width + x;
    for (int channel = 0; channel < 3; ++channel) put(image.plane(channel)[at]);
    if (image.has_alpha()) put(image.alpha()[at]);
  }
}

}  // namespace

void write_png(const Picture& picture, std::FILE* file, const std::string& path) {
  PngGuard guard(path + " cannot be written: ");
  const WriteStruct write(guard);
  const png_structp png = write.png();
  const png_infop info = write.info();
  const auto width = static_cast<png_uint_32>(picture.image.width());
  const auto height = static_cast<png_uint_32>(picture.image.height());
  std::vector<png_byte> row(std::size_t{width} * 4 * 2);
  Bytes xmp = picture.description.xmp;
  if (!xmp.empty()) xmp.push_back(0);
  guard.run(png, [&] {
    png_set_benign_errors(png, 1);
    png_set_user_limits(png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
    png_set_write_fn(png, file, write_bytes, flush_bytes);
    png_set_IHDR(png, info, width, height, picture.bit_depth,
                 picture.image.has_alpha() ? PNG_COLOR_TYPE_RGB_ALPHA : PNG_COLOR_TYPE_RGB,
                 PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    set_description(png, info, picture.description);
    if (!xmp.empty()) set_xmp(png, info, xmp);
    png_write_info(png, info);
    for (std::size_t y = 0; y < height; ++y) {
      pack_row(picture, y, row.data());
      png_write_row(png, row.data());
    }
    png_write_end(png, nullptr);  // with info, EXIF would come a second time
  });
}

}  // namespace pictures
