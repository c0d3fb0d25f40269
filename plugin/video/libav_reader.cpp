#include "video/libav_reader.h"

extern "C" {
#include <libavutil/mathematics.h>
}

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <optional>
#include <utility>

#include "base/error.h"
#include "base/translation.h"
#include "video/display_matrix.h"
#include "video/frame_pictures.h"
#include "video/libav.h"

namespace video {
namespace {

// A decoder that fails this often in a row will not find its way again.
constexpr int kMostFailures = 1000;

// Kinds that tell of each packet when it is shown and whether decoding can begin with it. In others times are
// counted on from packet to packet, and what counts as a key frame need not be whole.
constexpr std::array kLeadToKeyFrames = {"mov,mp4,m4a,3gp,3g2,mj2", "matroska,webm"};

std::int64_t ticks_of(const AVFrame& frame) {
#if LIBAVUTIL_VERSION_INT >= AV_VERSION_INT(57, 30, 100)
  return frame.duration;
#else
  return frame.pkt_duration;
#endif
}

class LibavReader : public FilmReader {
 public:
  explicit LibavReader(const std::string& path) : path_(path) {
    begin();
    describe();
  }

  const FilmInfo& info() const override { return info_; }

  void begin_near(std::int64_t ticks) override {
    const bool leads =
        std::any_of(kLeadToKeyFrames.begin(), kLeadToKeyFrames.end(),
                    [this](const char* name) { return std::strcmp(name, input_->iformat->name) == 0; });
    if (!leads || ticks <= info_.begin) return;
    if (!seek(ticks)) begin();
  }

  std::optional<FrameTime> advance() override {
    if (!waiting_ && !decode()) return std::nullopt;
    waiting_ = false;
    return time_of_frame();
  }

  core::Image picture() override {
    check_size();
    return upright(pictures_.picture(*frame_, info_.has_alpha), orientation_);
  }

  std::string damage() const override { return damage_; }

 private:
  AVStream& stream() const { return *input_->streams[index_]; }

  bool sought() const { return wanted_from_.has_value(); }

  // From the first frame on, which waits in frame_.
  void begin() {
    input_ = open_input(path_);
    open_decoder();
    ended_ = false;
    packets_ = 0;
    if (!decode()) {
      throw base::Error(path_ + (damage_.empty() ? " has no frames" : " has no frame that can be read"));
    }
    waiting_ = true;
  }

  // To a key frame that is shown at that time or before. False: there is none but perhaps the first; what
  // was read is then of no use. What is decoded first need not be shown first, so an earlier one may be needed.
  bool seek(std::int64_t ticks) {
    std::int64_t step = std::max<std::int64_t>(1, av_rescale_q(1, {1, 1}, stream().time_base));
    for (std::int64_t aim = ticks; aim > info_.begin; aim -= step, step *= 2) {
      if (av_seek_frame(input_.get(), index_, aim, AVSEEK_FLAG_BACKWARD) < 0 || !next_packet()) return false;
      const bool is_key = (packet_->flags & AV_PKT_FLAG_KEY) != 0;
      if (is_key && packet_->pts != AV_NOPTS_VALUE && packet_->pts <= ticks) {
        avcodec_flush_buffers(decoder_.get());
        // As many as lie before it, where they are counted.
        packets_ = std::max(0, av_index_search_timestamp(&stream(), packet_->dts, AVSEEK_FLAG_ANY));
        wanted_from_ = ticks;
        ended_ = false;
        int failures = 0;
        send_packet(failures);
        waiting_ = false;
        return true;
      }
      av_packet_unref(packet_.get());
    }
    return false;
  }

  // Of the film's stream, into packet_.
  bool next_packet() {
    while (av_read_frame(input_.get(), packet_.get()) >= 0) {
      if (packet_->stream_index == index_) return true;
      av_packet_unref(packet_.get());
    }
    return false;
  }

  void open_decoder() {
    index_ = film_stream(*input_);
    if (index_ < 0) throw base::Error(path_ + " has no pictures in it" + what_else());
    for (unsigned i = 0; i < input_->nb_streams; ++i) {
      if (static_cast<int>(i) != index_) input_->streams[i]->discard = AVDISCARD_ALL;
    }
    const AVCodecParameters& parameters = *stream().codecpar;
    check_pixels(parameters.width, parameters.height);
    const AVCodec* decoder = avcodec_find_decoder(parameters.codec_id);
    const char* name = avcodec_get_name(parameters.codec_id);
    if (decoder == nullptr) {
      throw base::Error(path_ + " needs a decoder for " + name + ", which this FFmpeg does not have");
    }
    decoder_ = allocated(Codec(avcodec_alloc_context3(decoder)));
    avcodec_parameters_to_context(decoder_.get(), &parameters);
    decoder_->pkt_timebase = stream().time_base;
    decoder_->max_pixels = static_cast<std::int64_t>(kMostFramePixels);
    // What a damaged frame becomes would depend on how threads follow each other.
    decoder_->thread_count = 1;
    const int result = avcodec_open2(decoder_.get(), decoder, nullptr);
    if (result < 0) throw base::Error(path_ + " cannot be decoded (" + name + "): " + error_text(result));
  }

  std::string what_else() const {
    for (unsigned i = 0; i < input_->nb_streams; ++i) {
      if (input_->streams[i]->codecpar->codec_type == AVMEDIA_TYPE_AUDIO) return ", only sound";
    }
    return input_->nb_streams == 0 ? ", nor anything else" : ", only other data";
  }

  void check_pixels(int width, int height) const {
    const double pixels = static_cast<double>(width) * height;
    if (pixels <= static_cast<double>(kMostFramePixels)) return;
    throw base::Error(base::format("%s has frames of %d×%d px; at most %zu px in all can be used",
                                   path_.c_str(), width, height, kMostFramePixels));
  }

  // The next frame into frame_.
  bool decode() {
    for (int failures = 0; failures < kMostFailures;) {
      const int result = avcodec_receive_frame(decoder_.get(), frame_.get());
      if (result == 0) {
        const bool is_broken =
            (frame_->flags & AV_FRAME_FLAG_CORRUPT) != 0 || frame_->decode_error_flags != 0;
        if (is_broken) tell_damage("is damaged");
        return true;
      }
      if (result == AVERROR_EOF) return false;
      if (result != AVERROR(EAGAIN)) {
        tell_damage("is damaged");
        ++failures;
      }
      if (!ended_) feed(failures);
    }
    return false;
  }

  void feed(int& failures) {
    const int result = av_read_frame(input_.get(), packet_.get());
    if (result < 0) {
      ended_ = true;
      if (result != AVERROR_EOF) {
        tell_damage("is damaged, and nothing can be read from there on,");
      } else if (packets_ < stream().nb_frames) {
        tell_damage("is cut off");
      }
      avcodec_send_packet(decoder_.get(), nullptr);
      return;
    }
    if (packet_->stream_index == index_) {
      send_packet(failures);
    } else {
      av_packet_unref(packet_.get());
    }
  }

  void send_packet(int& failures) {
    ++packets_;
    if (avcodec_send_packet(decoder_.get(), packet_.get()) < 0) {
      tell_damage("is damaged");
      ++failures;
    } else {
      failures = 0;
    }
    av_packet_unref(packet_.get());
  }

  // Beside a key frame that was sought lie pictures without what they are made from: they are shown before.
  void tell_damage(const char* what) {
    if (!damage_.empty() || (sought() && last_.start + last_.duration < *wanted_from_)) return;
    const double seconds = static_cast<double>(last_.start - info_.begin) * av_q2d(stream().time_base);
    damage_ = base::format("%s %s at %.2f s; what could be read of it is used", path_.c_str(), what,
                           count_ == 0 ? 0 : seconds);
  }

  void describe() {
    orientation_ = orientation(display_matrix(stream()));
    size_ = {frame_->width, frame_->height};
    check_pixels(size_.width, size_.height);
    info_.path = path_;
    info_.size = orientation_.swap_axes ? core::Size{size_.height, size_.width} : size_;
    AVRational aspect = av_guess_sample_aspect_ratio(input_.get(), &stream(), frame_.get());
    if (aspect.num <= 0 || aspect.den <= 0) aspect = {1, 1};
    info_.pixel_aspect = fraction(orientation_.swap_axes ? av_inv_q(aspect) : aspect);
    info_.time_base = fraction(stream().time_base);
    info_.rate = fraction(av_guess_frame_rate(input_.get(), &stream(), frame_.get()));
    if (stream().avg_frame_rate.num > 0) info_.rate = fraction(stream().avg_frame_rate);
    if (info_.rate.numerator <= 0) info_.rate = {25};
    info_.begin = frame_->best_effort_timestamp == AV_NOPTS_VALUE ? 0 : frame_->best_effort_timestamp;
    info_.begins_anywhere = (input_->iformat->flags & AVFMT_TS_DISCONT) != 0;
    measure_length();
    const auto format = static_cast<AVPixelFormat>(frame_->format);
    info_.bit_depth = is_deep(format) ? 16 : 8;
    info_.colours = {frame_->color_primaries, frame_->color_trc, frame_->colorspace};
    info_.can_be_copied_from = true;
    if (has_alpha(format)) {
      info_.has_alpha = true;
      const core::Image first = pictures_.picture(*frame_, true);
      info_.has_alpha = *std::min_element(first.alpha().begin(), first.alpha().end()) < 1;
    }
    if (frame_->color_trc == AVCOL_TRC_SMPTE2084 || frame_->color_trc == AVCOL_TRC_ARIB_STD_B67) {
      throw base::Error(path_ + " is an HDR film (" +
                        (frame_->color_trc == AVCOL_TRC_SMPTE2084 ? "PQ" : "HLG") +
                        "), which is not painted; a copy of it in SDR is needed");
    }
    if (is_deep(format)) info_.notes.push_back(path_ + " has more than 8 bits a sample");
  }

  void measure_length() {
    const AVRational base = stream().time_base;
    if (stream().duration > 0) {
      info_.seconds = static_cast<double>(stream().duration) * av_q2d(base);
    } else if (input_->duration > 0) {
      info_.seconds = static_cast<double>(input_->duration) / AV_TIME_BASE;
    }
    info_.frames_are_counted = stream().nb_frames > 0;
    info_.frames =
        info_.frames_are_counted ? stream().nb_frames : std::llround(info_.seconds * info_.rate.value());
  }

  void check_size() const {
    if (frame_->width == size_.width && frame_->height == size_.height) return;
    throw base::Error(base::format("the frames of %s change from %d×%d to %d×%d px; --to %s ends before",
                                   path_.c_str(), size_.width, size_.height, frame_->width, frame_->height,
                                   end_before_frame().c_str()));
  }

  // As --to takes it: the number of the frame before, or where frames were left out the time of this one,
  // rounded down.
  std::string end_before_frame() const {
    if (!sought()) return base::format("%lldf", static_cast<long long>(count_) - 1);
    const auto ticks = static_cast<double>(last_.start - info_.begin);
    return base::format("%.3f", std::floor(1000 * ticks * av_q2d(stream().time_base)) / 1000);
  }

  FrameTime time_of_frame() {
    const AVRational base = stream().time_base;
    const std::int64_t usual =
        std::max<std::int64_t>(1, std::llround(1 / (info_.rate.value() * av_q2d(base))));
    FrameTime time{frame_->best_effort_timestamp, ticks_of(*frame_)};
    if (time.duration <= 0) time.duration = usual;
    const bool is_first = count_++ == 0;
    if (time.start == AV_NOPTS_VALUE) time.start = is_first ? 0 : last_.start + last_.duration;
    if (!is_first && time.start <= last_.start) time.start = last_.start + 1;
    return last_ = time;
  }

  std::string path_;
  Input input_;
  Codec decoder_;
  Frame frame_ = allocated(Frame(av_frame_alloc()));
  Packet packet_ = allocated(Packet(av_packet_alloc()));
  int index_ = -1;
  FilmInfo info_;
  core::Size size_;  // as the frames lie
  pictures::Orientation orientation_;
  FramePictures pictures_;
  FrameTime last_;
  std::int64_t count_ = 0;    // frames given out
  std::int64_t packets_ = 0;  // read
  bool waiting_ = false;      // frame_ has not been given out yet
  bool ended_ = false;
  std::optional<std::int64_t> wanted_from_;  // in ticks, once sought(); damage before that is not told
  std::string damage_;
};

}  // namespace

std::unique_ptr<FilmReader> read_by_libav(const std::string& path) {
  return std::make_unique<LibavReader>(path);
}

}  // namespace video
