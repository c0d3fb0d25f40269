#include "video/output_kinds.h"

#include <algorithm>
#include <cstring>

#include "base/error.h"
#include "base/translation.h"
#include "pictures/picture_files.h"
#include "video/frame_pictures.h"

namespace video {
namespace {

constexpr AVPixelFormat kNone = AV_PIX_FMT_NONE;

const std::vector<EncoderRow>& encoders() {
  static const std::vector<EncoderRow> rows = {
      {"libx264", "crf", 0, 51, 18, true, AV_PIX_FMT_YUV420P, kNone, kNone, kNone},
      {"libx265", "crf", 0, 51, 20, true, AV_PIX_FMT_YUV420P, kNone, AV_PIX_FMT_YUV420P10, kNone, false, 64},
      {"libvpx-vp9", "crf", 0, 63, 24, false, AV_PIX_FMT_YUV420P, kNone, kNone, kNone},
      {"libsvtav1", "crf", 0, 63, 24, true, AV_PIX_FMT_YUV420P, kNone, AV_PIX_FMT_YUV420P10, kNone, false,
       64},
      {"mpeg4", "q", 1, 31, 2, true, AV_PIX_FMT_YUV420P, kNone, kNone, kNone, true},
      {"ffv1", nullptr, 0, 0, 0, false, AV_PIX_FMT_BGR0, AV_PIX_FMT_RGB32, AV_PIX_FMT_RGB48,
       AV_PIX_FMT_RGBA64},
      {"gif", nullptr, 0, 0, 0, false, AV_PIX_FMT_PAL8, AV_PIX_FMT_PAL8, kNone, kNone},
      {"libwebp_anim", "quality", 0, 100, 90, false, AV_PIX_FMT_RGB32, AV_PIX_FMT_RGB32, kNone, kNone},
      {"apng", nullptr, 0, 0, 0, false, AV_PIX_FMT_RGB24, AV_PIX_FMT_RGBA, AV_PIX_FMT_RGB48BE,
       AV_PIX_FMT_RGBA64BE},
  };
  return rows;
}

const std::vector<OutputKind>& kinds() {
  static const std::vector<OutputKind> rows = {
      {"mp4", "mp4", {"libx264", "mpeg4", "libx265", "libsvtav1"}},
      {"m4v", "mp4", {"libx264", "mpeg4", "libx265", "libsvtav1"}},
      {"mov", "mov", {"libx264", "mpeg4", "libx265"}},
      {"mkv", "matroska", {"libx264", "mpeg4", "libx265", "libvpx-vp9", "libsvtav1", "ffv1"}},
      {"webm", "webm", {"libvpx-vp9", "libsvtav1"}},
      {"gif", "gif", {"gif"}, false},
      {"webp", "webp", {"libwebp_anim"}, false},
      {"apng", "apng", {"apng"}, false},
  };
  return rows;
}

std::string listed(const std::vector<const char*>& names) {
  std::string text;
  for (const char* name : names) text += (text.empty() ? "" : ", ") + std::string(name);
  return text;
}

const OutputKind& kind_of(const std::string& path) {
  const std::string extension = pictures::ending_of(path);
  std::vector<const char*> known;
  for (const OutputKind& kind : kinds()) {
    if (extension == kind.extension) return kind;
    known.push_back(kind.extension);
  }
  throw base::Error("the output " + path + " must end with the kind of film that is wanted: " +
                    listed(known) + "; or be a folder/ or a pattern for numbered pictures, as %04d.png");
}

const EncoderRow& row_of(const char* name) {
  const auto& rows = encoders();
  return *std::find_if(rows.begin(), rows.end(),
                       [&](const EncoderRow& row) { return std::strcmp(row.name, name) == 0; });
}

// Of the kind's encoders those that this FFmpeg has.
std::vector<const char*> offered(const OutputKind& kind) {
  std::vector<const char*> names;
  for (const char* name : kind.encoders) {
    if (avcodec_find_encoder_by_name(name) != nullptr) names.push_back(name);
  }
  return names;
}

const char* encoder_name(const std::string& path, const OutputKind& kind, const std::string& asked) {
  const std::vector<const char*> names = offered(kind);
  if (names.empty()) {
    throw base::Error(path + " cannot be written: this FFmpeg has no encoder for it (" +
                      listed(kind.encoders) + ")");
  }
  if (asked.empty()) return names.front();
  const auto same = [&](const char* name) { return asked == name; };
  const auto found = std::find_if(names.begin(), names.end(), same);
  if (found != names.end()) return *found;
  const bool known = std::any_of(kind.encoders.begin(), kind.encoders.end(), same);
  throw base::Error("--codec " + asked + (known ? " is not in this FFmpeg; ." : " is none for .") +
                    kind.extension + (known ? " can have " : "; that can have ") + listed(names));
}

int quality_of(const EncoderRow& encoder, const std::optional<int>& asked) {
  if (!asked) return encoder.usual;
  if (encoder.quality == nullptr) {
    throw base::Error(std::string("--quality cannot be chosen with ") + encoder.name + "; leave it out");
  }
  if (*asked < encoder.least || *asked > encoder.greatest) {
    throw base::Error(base::format("--quality must be %d … %d with %s, not %d", encoder.least,
                                   encoder.greatest, encoder.name, *asked));
  }
  return *asked;
}

AVPixelFormat format_of(const EncoderRow& encoder, bool alpha, bool deep) {
  const AVPixelFormat wanted[] = {deep && alpha ? encoder.deep_alpha : kNone, alpha ? encoder.alpha : kNone,
                                  deep ? encoder.deep : kNone, encoder.plain};
  return *std::find_if(std::begin(wanted), std::end(wanted),
                       [](AVPixelFormat format) { return format != kNone; });
}

}  // namespace

Output choose_output(const std::string& path, const WriteSettings& settings, const FilmInfo& film) {
  const OutputKind& kind = kind_of(path);
  const char* name = encoder_name(path, kind, settings.codec);
  const EncoderRow& encoder = row_of(name);
  Output output{
      &kind, &encoder, avcodec_find_encoder_by_name(name), {}, quality_of(encoder, settings.quality), {}};
  output.format = format_of(encoder, film.has_alpha, film.bit_depth > 8);
  if (settings.codec.empty() && std::strcmp(name, kind.encoders.front()) != 0) {
    output.notes.push_back(std::string("this FFmpeg has no ") + kind.encoders.front() + "; " + name +
                           " is used");
  }
  if (film.has_alpha && !has_alpha(output.format)) {
    output.notes.push_back(film.path + " is transparent in places, which " + path +
                           " cannot hold: they become black");
  }
  if (film.bit_depth > 8 && !is_deep(output.format)) {
    output.notes.push_back(std::string(name) + " writes 8 bits a sample");
  }
  return output;
}

}  // namespace video
