#include "video/libav.h"

#include <sys/stat.h>

#include <cerrno>
#include <cstring>

#include "base/error.h"

namespace video {
namespace {

// No play lists and nothing else that names further files or addresses; neither subtitles nor raw samples,
// which almost any bytes can be taken for.
constexpr char kKinds[] =
    "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpeg,mpegts,mpegvideo,m4v,h264,hevc,obu,ivf,ogg,flv,asf,rm,"
    "mxf,dv,nut,"
    "yuv4mpegpipe,gif,apng,png_pipe,jpeg_pipe,bmp_pipe,tiff_pipe,pam_pipe,ppm_pipe,wav,mp3,flac";

void check_plain_file(const std::string& path) {
  struct stat status {};
  if (stat(path.c_str(), &status) != 0)
    throw base::Error(path + " cannot be opened: " + std::strerror(errno));
  if (!S_ISREG(status.st_mode)) throw base::Error(path + " is not a plain file; a film is needed");
  if (status.st_size == 0) throw base::Error(path + " is empty; a film is needed");
}

}  // namespace

std::string error_text(int error) {
  char text[AV_ERROR_MAX_STRING_SIZE] = "";
  av_strerror(error, text, sizeof text);
  return text;
}

Input open_input(const std::string& path) {
  check_plain_file(path);
  av_log_set_level(AV_LOG_QUIET);  // errors are told by exceptions
  Options options;
  options.set("protocol_whitelist", "file");
  options.set("format_whitelist", kKinds);
  AVFormatContext* opened = nullptr;
  int result = avformat_open_input(&opened, ("file:" + path).c_str(), nullptr, options.get());
  Input input(opened);
  if (result == AVERROR(EINVAL)) {
    throw base::Error(path +
                      " is of a kind that is not read; films are, such as MP4, Matroska or WebM, and GIF");
  }
  if (result >= 0) result = avformat_find_stream_info(input.get(), nullptr);
  if (result < 0) throw base::Error(path + " cannot be read as a film: " + error_text(result));
  return input;
}

int film_stream(const AVFormatContext& input) {
  int best = -1;
  for (unsigned i = 0; i < input.nb_streams; ++i) {
    const AVStream& stream = *input.streams[i];
    if (stream.codecpar->codec_type != AVMEDIA_TYPE_VIDEO) continue;
    if ((stream.disposition & (AV_DISPOSITION_ATTACHED_PIC | AV_DISPOSITION_TIMED_THUMBNAILS)) != 0) continue;
    const bool is_default = (stream.disposition & AV_DISPOSITION_DEFAULT) != 0;
    if (best < 0 || (is_default && (input.streams[best]->disposition & AV_DISPOSITION_DEFAULT) == 0)) {
      best = static_cast<int>(i);
    }
  }
  return best;
}

const std::int32_t* display_matrix(const AVStream& stream) {
  const std::uint8_t* bytes = nullptr;
#if LIBAVFORMAT_VERSION_INT >= AV_VERSION_INT(60, 15, 100)
  const AVPacketSideData* data = av_packet_side_data_get(
      stream.codecpar->coded_side_data, stream.codecpar->nb_coded_side_data, AV_PKT_DATA_DISPLAYMATRIX);
  if (data != nullptr && data->size >= 9 * sizeof(std::int32_t)) bytes = data->data;
#else
  std::size_t size = 0;
  bytes = av_stream_get_side_data(&stream, AV_PKT_DATA_DISPLAYMATRIX, &size);
  if (size < 9 * sizeof(std::int32_t)) bytes = nullptr;
#endif
  return reinterpret_cast<const std::int32_t*>(bytes);
}

}  // namespace video
