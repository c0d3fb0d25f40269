#include "video/frame_pictures.h"

extern "C" {
#include <libavutil/pixdesc.h>
}

#include <algorithm>
#include <cmath>
#include <cstring>
#include <utility>

#include "base/error.h"

namespace video {
namespace {

constexpr int kHighDefinitionHeight = 720;
constexpr int kFilter =
    SWS_BICUBIC | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INT | SWS_FULL_CHR_H_INP | SWS_BITEXACT;

Frame new_frame(AVPixelFormat format, core::Size size) {
  Frame frame = allocated(Frame(av_frame_alloc()));
  frame->format = format;
  frame->width = size.width;
  frame->height = size.height;
  if (av_frame_get_buffer(frame.get(), 0) < 0) throw std::bad_alloc();
  return frame;
}

AVPixelFormat rgb_format(bool deep, bool alpha) {
  if (deep) return alpha ? AV_PIX_FMT_RGBA64 : AV_PIX_FMT_RGB48;
  return alpha ? AV_PIX_FMT_RGBA : AV_PIX_FMT_RGB24;
}

bool is_full_range(const AVFrame& frame) {
  switch (frame.format) {
    case AV_PIX_FMT_YUVJ420P:
    case AV_PIX_FMT_YUVJ422P:
    case AV_PIX_FMT_YUVJ444P:
    case AV_PIX_FMT_YUVJ440P:
      return true;
    default:
      return frame.color_range == AVCOL_RANGE_JPEG;
  }
}

template <class Sample>
void unpack(const AVFrame& rgb, int samples, core::Image& picture) {
  constexpr float kWhite = static_cast<Sample>(-1);
  std::size_t at = 0;
  for (int y = 0; y < picture.height(); ++y) {
    const auto* row =
        reinterpret_cast<const Sample*>(rgb.data[0] + static_cast<std::ptrdiff_t>(y) * rgb.linesize[0]);
    for (int x = 0; x < picture.width(); ++x, ++at, row += samples) {
      for (int channel = 0; channel < 3; ++channel) {
        picture.plane(channel)[at] = static_cast<float>(row[channel]) / kWhite;
      }
      if (picture.has_alpha()) picture.alpha()[at] = static_cast<float>(row[3]) / kWhite;
    }
  }
}

void put_on_black(core::Image& picture) {
  for (int channel = 0; channel < 3; ++channel) {
    float* plane = picture.plane(channel);
    for (std::size_t i = 0; i < picture.pixels(); ++i) plane[i] *= picture.alpha()[i];
  }
  picture.alpha().clear();
}

template <class Sample>
void pack(const core::Image& picture, int samples, AVFrame& rgb) {
  constexpr double kWhite = static_cast<Sample>(-1);
  const auto sample = [](float value) {
    return static_cast<Sample>(std::lround(std::clamp(static_cast<double>(value), 0.0, 1.0) * kWhite));
  };
  for (int y = 0; y < rgb.height; ++y) {
    auto* row = reinterpret_cast<Sample*>(rgb.data[0] + static_cast<std::ptrdiff_t>(y) * rgb.linesize[0]);
    const std::size_t begin = static_cast<std::size_t>(std::min(y, picture.height() - 1)) *
                              static_cast<std::size_t>(picture.width());
    for (int x = 0; x < rgb.width; ++x, row += samples) {
      const std::size_t at = begin + static_cast<std::size_t>(std::min(x, picture.width() - 1));
      const float alpha = picture.has_alpha() ? picture.alpha()[at] : 1;
      for (int channel = 0; channel < 3; ++channel) {
        const float value = picture.plane(channel)[at];
        row[channel] = sample(samples == 4 ? value : value * alpha);
      }
      if (samples == 4) row[3] = sample(alpha);
    }
  }
}

}  // namespace

bool has_alpha(AVPixelFormat format) {
  const AVPixFmtDescriptor* description = av_pix_fmt_desc_get(format);
  return description != nullptr && (description->flags & AV_PIX_FMT_FLAG_ALPHA) != 0;
}

bool is_deep(AVPixelFormat format) {
  const AVPixFmtDescriptor* description = av_pix_fmt_desc_get(format);
  return description != nullptr && description->comp[0].depth > 8;
}

int matrix_of(int told, core::Size size) {
  if (told != AVCOL_SPC_UNSPECIFIED && told != AVCOL_SPC_RGB) return told;
  return std::min(size.width, size.height) >= kHighDefinitionHeight ? AVCOL_SPC_BT709 : AVCOL_SPC_SMPTE170M;
}

void FramePictures::convert(const AVFrame& from, AVFrame& to, int from_matrix, bool from_full, int to_matrix,
                            bool to_full) {
  scaler_.reset(sws_getCachedContext(
      scaler_.release(), from.width, from.height, static_cast<AVPixelFormat>(from.format), to.width,
      to.height, static_cast<AVPixelFormat>(to.format), kFilter, nullptr, nullptr, nullptr));
  if (!scaler_) throw base::Error("FFmpeg's libswscale cannot convert these pictures");
  // Fails where neither side has a matrix, and then none is needed.
  constexpr int kOne = 1 << 16;
  (void)sws_setColorspaceDetails(scaler_.get(), sws_getCoefficients(from_matrix), from_full,
                                 sws_getCoefficients(to_matrix), to_full, 0, kOne, kOne);
  sws_scale(scaler_.get(), from.data, from.linesize, 0, from.height, to.data, to.linesize);
}

core::Image FramePictures::picture(const AVFrame& frame, bool with_alpha) {
  const auto format = static_cast<AVPixelFormat>(frame.format);
  const bool deep = is_deep(format), alpha = has_alpha(format);
  const core::Size size{frame.width, frame.height};
  const Frame rgb = new_frame(rgb_format(deep, alpha), size);
  convert(frame, *rgb, matrix_of(frame.colorspace, size), is_full_range(frame), SWS_CS_DEFAULT, true);
  core::Image picture(size.width, size.height, alpha);
  const int samples = alpha ? 4 : 3;
  deep ? unpack<std::uint16_t>(*rgb, samples, picture) : unpack<std::uint8_t>(*rgb, samples, picture);
  if (alpha && !with_alpha) put_on_black(picture);
  return picture;
}

Frame FramePictures::frame(const core::Image& picture, AVPixelFormat format, core::Size size, int matrix) {
  const bool deep = is_deep(format), alpha = has_alpha(format);
  Frame rgb = new_frame(rgb_format(deep, alpha), size);
  const int samples = alpha ? 4 : 3;
  deep ? pack<std::uint16_t>(picture, samples, *rgb) : pack<std::uint8_t>(picture, samples, *rgb);
  if (rgb->format == format) return rgb;
  Frame frame = new_frame(format, size);
  convert(*rgb, *frame, SWS_CS_DEFAULT, true, matrix, false);
  return frame;
}

}  // namespace video
