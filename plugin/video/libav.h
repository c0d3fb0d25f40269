// FFmpeg's libraries with owners for what they hand out, and their errors as sentences.
#pragma once

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libswscale/swscale.h>
}

#include <memory>
#include <string>

#include "video/film.h"

namespace video {

struct FreeLibav {
  void operator()(AVCodecContext* codec) const { avcodec_free_context(&codec); }
  void operator()(AVFrame* frame) const { av_frame_free(&frame); }
  void operator()(AVPacket* packet) const { av_packet_free(&packet); }
  void operator()(SwsContext* scaler) const { sws_freeContext(scaler); }
};
struct CloseInput {
  void operator()(AVFormatContext* input) const { avformat_close_input(&input); }
};
using Input = std::unique_ptr<AVFormatContext, CloseInput>;
using Codec = std::unique_ptr<AVCodecContext, FreeLibav>;
using Frame = std::unique_ptr<AVFrame, FreeLibav>;
using Packet = std::unique_ptr<AVPacket, FreeLibav>;
using Scaler = std::unique_ptr<SwsContext, FreeLibav>;

// Names and values for a library's call, which takes out what it knows.
class Options {
 public:
  Options() = default;
  ~Options() { av_dict_free(&entries_); }
  Options(const Options&) = delete;
  Options& operator=(const Options&) = delete;

  void set(const char* name, const char* value) { av_dict_set(&entries_, name, value, 0); }
  AVDictionary** get() { return &entries_; }

 private:
  AVDictionary* entries_ = nullptr;
};

// What FFmpeg calls that error.
std::string error_text(int error);

// Of an allocation: throws std::bad_alloc where there is none.
template <class Handle>
Handle allocated(Handle handle) {
  if (!handle) throw std::bad_alloc();
  return handle;
}

inline AVRational rational(Fraction fraction) { return {fraction.numerator, fraction.denominator}; }
inline Fraction fraction(AVRational rational) { return {rational.num, rational.den}; }

// Opens a plain file of a known kind, with its streams found. Throws base::Error.
Input open_input(const std::string& path);
// Its film, and not a picture of an album's cover; negative: none.
int film_stream(const AVFormatContext& input);

// Matrix of the display (clockwise or not, mirrored), nine numbers of 16.16 and 2.30; null: none.
const std::int32_t* display_matrix(const AVStream& stream);

}  // namespace video
