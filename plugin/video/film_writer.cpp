#include "video/film_writer.h"

extern "C" {
#include <libavutil/pixdesc.h>
}

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <map>

#include "base/error.h"
#include "base/translation.h"
#include "video/copied_streams.h"
#include "video/frame_pictures.h"
#include "video/libav.h"
#include "video/output_kinds.h"
#include "video/palette.h"

namespace video {
namespace {

constexpr int kBufferBytes = 1 << 16;
constexpr int kMostMpeg4Ticks = 65535;
constexpr double kMostGifRate = 50;

// A C stream as FFmpeg writes to it.
class Sink {
 public:
  explicit Sink(std::FILE* file) : file_(file) {
    auto* buffer = static_cast<unsigned char*>(av_malloc(kBufferBytes));
    io_ =
        buffer == nullptr ? nullptr : avio_alloc_context(buffer, kBufferBytes, 1, this, nullptr, write, seek);
    if (io_ == nullptr) {
      av_free(buffer);
      throw std::bad_alloc();
    }
  }
  ~Sink() {
    av_freep(&io_->buffer);
    avio_context_free(&io_);
  }
  Sink(const Sink&) = delete;
  Sink& operator=(const Sink&) = delete;

  AVIOContext* io() const { return io_; }
  int error_number() const { return error_number_; }

 private:
#if LIBAVFORMAT_VERSION_MAJOR >= 61
  static int write(void* self, const std::uint8_t* bytes, int count) {
#else
  static int write(void* self, std::uint8_t* bytes, int count) {
#endif
    auto& sink = *static_cast<Sink*>(self);
    if (std::fwrite(bytes, 1, static_cast<std::size_t>(count), sink.file_) == static_cast<std::size_t>(count))
      return count;
    return sink.failed();
  }
  static std::int64_t seek(void* self, std::int64_t offset, int whence) {
    auto& sink = *static_cast<Sink*>(self);
    if ((whence & AVSEEK_SIZE) != 0) return AVERROR(ENOSYS);
    if (fseeko(sink.file_, offset, whence & ~AVSEEK_FORCE) != 0) return sink.failed();
    return ftello(sink.file_);
  }
  int failed() {
    error_number_ = errno;
    return AVERROR(errno);
  }

  std::FILE* file_;
  AVIOContext* io_;
  int error_number_ = 0;
};

struct FreeOutput {
  void operator()(AVFormatContext* output) const { avformat_free_context(output); }
};

int even(int length) { return length + length % 2; }

}  // namespace

struct FilmWriter::Impl {
  Impl(std::FILE* file, const std::string& output_path, const FilmOutline& film_outline);

  void open_encoder();
  void open_file();
  void check(int result) const;
  Frame frame_of(const core::Image& picture);
  void encode(const AVFrame* frame);

  std::string path;
  FilmOutline outline;
  Output output;
  AVRational time_base;    // the source's
  std::int64_t shift = 0;  // ticks that times become less by
  Sink sink;
  std::unique_ptr<AVFormatContext, FreeOutput> muxer;
  Codec encoder;
  AVStream* stream = nullptr;
  core::Size coded;  // with what is added to make it even
  int matrix = 0;
  FramePictures pictures;
  ColourCount colours;
  std::optional<Palette> palette;
  std::optional<CopiedStreams> copied;
  Packet packet = allocated(Packet(av_packet_alloc()));
  std::int64_t count = 0;
  std::map<std::int64_t, FrameTime> times;  // by what the encoder was told
  std::vector<std::string> notes;
};

FilmWriter::Impl::Impl(std::FILE* file, const std::string& output_path, const FilmOutline& film_outline)
    : path(output_path),
      outline(film_outline),
      output(choose_output(path, {outline.codec, outline.quality}, outline.source)),
      time_base(rational(outline.source.time_base)),
      sink(file),
      coded(outline.size),
      notes(output.notes) {
  av_log_set_level(AV_LOG_QUIET);
  if (outline.cut) {
    shift = outline.cut->first;
  } else if (outline.source.begins_anywhere) {
    shift = outline.source.begin;
  }
  if (output.encoder->even_sizes) coded = {even(coded.width), even(coded.height)};
  if (std::min(coded.width, coded.height) < output.encoder->least_side) {
    throw base::Error(base::format("%s takes no pictures of less than %d px a side, and %s would have %d×%d",
                                   output.encoder->name, output.encoder->least_side, path.c_str(),
                                   coded.width, coded.height));
  }
  if (coded.width != outline.size.width || coded.height != outline.size.height) {
    notes.push_back(
        base::format("%s gets %d×%d px instead of %d×%d, which its codec cannot have: the last column "
                     "or row is repeated",
                     path.c_str(), coded.width, coded.height, outline.size.width, outline.size.height));
  }
  if (std::strcmp(output.encoder->name, "gif") == 0 && outline.source.rate.value() > kMostGifRate) {
    notes.push_back("a GIF shows at most 50 pictures a second; most programs show this one more slowly");
  }
  open_encoder();
  open_file();
}

void FilmWriter::Impl::open_encoder() {
  const FilmInfo& source = outline.source;
  encoder = allocated(Codec(avcodec_alloc_context3(output.codec)));
  encoder->width = coded.width;
  encoder->height = coded.height;
  encoder->pix_fmt = output.format;
  encoder->sample_aspect_ratio = rational(source.pixel_aspect);
  encoder->framerate = rational(source.rate);
  encoder->time_base = time_base;
  if (output.encoder->counts_frames) {
    av_reduce(&encoder->time_base.num, &encoder->time_base.den, source.rate.denominator,
              source.rate.numerator, kMostMpeg4Ticks);
    encoder->framerate = av_inv_q(encoder->time_base);
  }
  const bool is_rgb = (av_pix_fmt_desc_get(output.format)->flags & AV_PIX_FMT_FLAG_RGB) != 0 ||
                      output.format == AV_PIX_FMT_PAL8;
  matrix = matrix_of(source.colours.matrix, outline.size);
  if (!is_rgb) {
    const bool told = source.colours.matrix != AVCOL_SPC_RGB;
    encoder->color_primaries = static_cast<AVColorPrimaries>(source.colours.primaries);
    encoder->color_trc =
        told ? static_cast<AVColorTransferCharacteristic>(source.colours.transfer) : AVCOL_TRC_BT709;
    encoder->colorspace = static_cast<AVColorSpace>(matrix);
    encoder->color_range = AVCOL_RANGE_MPEG;
  }
  Options options;
  const std::string quality = std::to_string(output.quality);
  if (output.encoder->quality != nullptr && std::strcmp(output.encoder->quality, "q") == 0) {
    encoder->flags |= AV_CODEC_FLAG_QSCALE;
    encoder->global_quality = FF_QP2LAMBDA * output.quality;
  } else if (output.encoder->quality != nullptr) {
    options.set(output.encoder->quality, quality.c_str());
    encoder->bit_rate = 0;
  }
  options.set("x265-params", "log-level=none");
  const AVOutputFormat* format = av_guess_format(output.kind->muxer, nullptr, nullptr);
  if (format == nullptr)
    throw base::Error(path + " cannot be written: this FFmpeg cannot write " + output.kind->muxer);
  if ((format->flags & AVFMT_GLOBALHEADER) != 0) encoder->flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
  const int result = avcodec_open2(encoder.get(), output.codec, options.get());
  if (result < 0) {
    throw base::Error(base::format("%s cannot be written: %s does not take pictures of %d×%d px: %s",
                                   path.c_str(), output.encoder->name, coded.width, coded.height,
                                   error_text(result).c_str()));
  }
}

void FilmWriter::Impl::open_file() {
  AVFormatContext* context = nullptr;
  check(avformat_alloc_output_context2(&context, nullptr, output.kind->muxer, nullptr));
  muxer.reset(context);
  muxer->pb = sink.io();
  stream = avformat_new_stream(muxer.get(), nullptr);
  if (stream == nullptr) throw std::bad_alloc();
  check(avcodec_parameters_from_context(stream->codecpar, encoder.get()));
  stream->time_base = time_base;
  stream->avg_frame_rate = rational(outline.source.rate);
  stream->sample_aspect_ratio = encoder->sample_aspect_ratio;
  if (outline.source.can_be_copied_from && output.kind->takes_sound) {
    std::optional<Cut> cut;
    if (outline.cut) cut = Cut{time_base, outline.cut->first, outline.cut->second};
    copied.emplace(outline.source.path, *muxer, *stream, shift, time_base, cut);
    notes.insert(notes.end(), copied->notes().begin(), copied->notes().end());
  }
  Options options;
  options.set("loop", "0");   // GIF, WebP: for ever
  options.set("plays", "0");  // APNG
  check(avformat_write_header(muxer.get(), options.get()));
}

void FilmWriter::Impl::check(int result) const {
  if (result >= 0) return;
  throw base::Error(path + " cannot be written: " +
                    (sink.error_number() != 0 ? std::strerror(sink.error_number()) : error_text(result)));
}

Frame FilmWriter::Impl::frame_of(const core::Image& picture) {
  if (output.format != AV_PIX_FMT_PAL8) return pictures.frame(picture, output.format, coded, matrix);
  if (!palette) palette.emplace(colours, outline.source.has_alpha);
  Frame frame = allocated(Frame(av_frame_alloc()));
  frame->format = AV_PIX_FMT_PAL8;
  frame->width = coded.width;
  frame->height = coded.height;
  if (av_frame_get_buffer(frame.get(), 0) < 0) throw std::bad_alloc();
  const std::vector<std::uint8_t> indices = palette->indices(picture);
  for (int y = 0; y < coded.height; ++y) {
    std::copy_n(indices.begin() + static_cast<std::ptrdiff_t>(y) * coded.width, coded.width,
                frame->data[0] + static_cast<std::ptrdiff_t>(y) * frame->linesize[0]);
  }
  std::memcpy(frame->data[1], palette->entries().data(), palette->entries().size() * sizeof(std::uint32_t));
  return frame;
}

void FilmWriter::Impl::encode(const AVFrame* frame) {
  check(avcodec_send_frame(encoder.get(), frame));
  for (;;) {
    const int result = avcodec_receive_packet(encoder.get(), packet.get());
    if (result == AVERROR(EAGAIN) || result == AVERROR_EOF) return;
    check(result);
    const auto time = times.find(packet->pts);
    if (time != times.end()) {
      if (output.encoder->counts_frames) packet->pts = packet->dts = time->second.start;
      packet->duration = time->second.duration;
      times.erase(time);
    }
    const AVRational from = output.encoder->counts_frames ? time_base : encoder->time_base;
    av_packet_rescale_ts(packet.get(), from, stream->time_base);
    packet->stream_index = stream->index;
    check(av_interleaved_write_frame(muxer.get(), packet.get()));
  }
}

FilmWriter::FilmWriter(std::FILE* file, const std::string& path, const FilmOutline& outline)
    : impl_(std::make_unique<Impl>(file, path, outline)) {}
FilmWriter::~FilmWriter() = default;

const std::vector<std::string>& FilmWriter::notes() const { return impl_->notes; }

bool FilmWriter::wants_colours() const { return impl_->output.format == AV_PIX_FMT_PAL8; }

void FilmWriter::count_colours(const core::Image& picture) { impl_->colours.add(picture); }

void FilmWriter::add(const core::Image& picture, FrameTime time) {
  Impl& impl = *impl_;
  if (impl.copied) impl.copied->copy_until(time.start, impl.time_base);
  time.start -= impl.shift;
  const Frame frame = impl.frame_of(picture);
  frame->pts = impl.output.encoder->counts_frames ? impl.count : time.start;
  frame->sample_aspect_ratio = impl.encoder->sample_aspect_ratio;
  frame->quality = impl.encoder->global_quality;
#if LIBAVUTIL_VERSION_INT >= AV_VERSION_INT(57, 30, 100)
  frame->duration = impl.output.encoder->counts_frames ? 1 : time.duration;
#else
  frame->pkt_duration = impl.output.encoder->counts_frames ? 1 : time.duration;
#endif
  impl.times[frame->pts] = time;
  ++impl.count;
  impl.encode(frame.get());
}

void FilmWriter::finish() {
  Impl& impl = *impl_;
  impl.encode(nullptr);
  if (impl.copied) impl.copied->copy_rest();
  impl.check(av_write_trailer(impl.muxer.get()));
  avio_flush(impl.sink.io());
  impl.check(impl.sink.error_number() != 0 ? AVERROR(impl.sink.error_number()) : 0);
}

}  // namespace video
