#include "video/webp_reader.h"

#include <webp/demux.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <vector>

#include "base/error.h"
#include "base/translation.h"

namespace video {
namespace {

struct FreeWebp {
  void operator()(WebPAnimDecoder* decoder) const { WebPAnimDecoderDelete(decoder); }
  void operator()(WebPDemuxer* demuxer) const { WebPDemuxDelete(demuxer); }
};

std::vector<std::uint8_t> bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::vector<std::uint8_t> bytes((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  if (file.bad() || bytes.empty()) throw base::Error(path + " cannot be read: " + std::strerror(errno));
  return bytes;
}

class WebpReader : public FilmReader {
 public:
  explicit WebpReader(const std::string& path) : bytes_(bytes_of(path)), data_{bytes_.data(), bytes_.size()} {
    info_.path = path;
    describe();
    WebPAnimDecoderOptions options;
    WebPAnimDecoderOptionsInit(&options);
    options.color_mode = MODE_RGBA;
    decoder_.reset(WebPAnimDecoderNew(&data_, &options));
    if (!decoder_ || !decode()) throw base::Error(path + " has no frame that can be read");
    info_.has_alpha = is_transparent();
    waiting_ = true;
  }

  const FilmInfo& info() const override { return info_; }

  std::optional<FrameTime> advance() override {
    if (!waiting_ && !decode()) return std::nullopt;
    waiting_ = false;
    return time_;
  }

  core::Image picture() override {
    core::Image picture(info_.size.width, info_.size.height, info_.has_alpha);
    for (std::size_t i = 0; i < pixels(); ++i) {
      const std::uint8_t* pixel = pixels_ + 4 * i;
      const float alpha = static_cast<float>(pixel[3]) / 255;
      for (int channel = 0; channel < 3; ++channel) {
        const float value = static_cast<float>(pixel[channel]) / 255;
        picture.plane(channel)[i] = info_.has_alpha ? value : value * alpha;
      }
      if (info_.has_alpha) picture.alpha()[i] = alpha;
    }
    return picture;
  }

  std::string damage() const override { return damage_; }

 private:
  void describe() {
    const std::unique_ptr<WebPDemuxer, FreeWebp> demuxer(WebPDemux(&data_));
    if (!demuxer) throw base::Error(info_.path + " cannot be read: it is no whole WebP file");
    const auto get = [&](WebPFormatFeature feature) { return WebPDemuxGetI(demuxer.get(), feature); };
    const std::uint32_t width = get(WEBP_FF_CANVAS_WIDTH), height = get(WEBP_FF_CANVAS_HEIGHT);
    if (std::size_t{width} * height > kMostFramePixels) {
      throw base::Error(base::format("%s has frames of %u×%u px; at most %zu px in all can be used",
                                     info_.path.c_str(), width, height, kMostFramePixels));
    }
    info_.size = {static_cast<int>(width), static_cast<int>(height)};
    info_.time_base = {1, 1000};
    info_.frames = get(WEBP_FF_FRAME_COUNT);
    info_.frames_are_counted = true;
    measure_length(*demuxer);
  }

  void measure_length(WebPDemuxer& demuxer) {
    int milliseconds = 0;
    WebPIterator frame;
    if (WebPDemuxGetFrame(&demuxer, 1, &frame) != 0) {
      do {
        milliseconds += std::max(1, frame.duration);
      } while (WebPDemuxNextFrame(&frame) != 0);
      WebPDemuxReleaseIterator(&frame);
    }
    info_.seconds = milliseconds / 1000.0;
    if (milliseconds > 0 && info_.frames < 1000000) {
      info_.rate = {static_cast<int>(info_.frames) * 1000, milliseconds};
    }
  }

  bool decode() {
    if (WebPAnimDecoderHasMoreFrames(decoder_.get()) == 0) return false;
    int end = 0;
    if (WebPAnimDecoderGetNext(decoder_.get(), &pixels_, &end) == 0) {
      damage_ = base::format("%s is damaged at %.2f s; what could be read of it is used", info_.path.c_str(),
                             static_cast<double>(end_) / 1000);
      return false;
    }
    const std::int64_t start = time_.start + time_.duration;
    time_ = {start, std::max<std::int64_t>(1, end - end_)};
    end_ = end;
    return true;
  }

  std::size_t pixels() const { return static_cast<std::size_t>(info_.size.width) * info_.size.height; }

  bool is_transparent() const {
    for (std::size_t i = 0; i < pixels(); ++i) {
      if (pixels_[4 * i + 3] != 255) return true;
    }
    return false;
  }

  std::vector<std::uint8_t> bytes_;
  WebPData data_;
  FilmInfo info_;
  std::unique_ptr<WebPAnimDecoder, FreeWebp> decoder_;
  std::uint8_t* pixels_ = nullptr;  // the decoder's, until its next frame
  FrameTime time_;
  int end_ = 0;  // of the frame before, as the file tells it
  bool waiting_ = false;
  std::string damage_;
};

}  // namespace

std::unique_ptr<FilmReader> read_webp(const std::string& path) { return std::make_unique<WebpReader>(path); }

}  // namespace video
