#include "video/copied_streams.h"

#include <strings.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "base/error.h"

namespace video {
namespace {

// What describes the container or the encoded stream, and no longer holds.
bool is_about_the_file(const char* key) {
  static constexpr std::array kKeys = {"major_brand", "minor_version",    "compatible_brands",
                                       "encoder",     "duration",         "rotate",
                                       "bps",         "number_of_frames", "number_of_bytes"};
  const auto starts_like = [key](const char* known) {
    return strncasecmp(key, known, std::strlen(known)) == 0;
  };
  return std::any_of(kKeys.begin(), kKeys.end(), starts_like) || strncasecmp(key, "_statistics_", 12) == 0;
}

void copy_metadata(const AVDictionary* from, AVDictionary** to) {
  const AVDictionaryEntry* entry = nullptr;
  while ((entry = av_dict_get(from, "", entry, AV_DICT_IGNORE_SUFFIX)) != nullptr) {
    if (!is_about_the_file(entry->key)) av_dict_set(to, entry->key, entry->value, 0);
  }
}

std::string kind_of(const AVStream& stream) {
  const char* kind = av_get_media_type_string(stream.codecpar->codec_type);
  return std::string(kind == nullptr ? "unknown" : kind) + " stream (" +
         avcodec_get_name(stream.codecpar->codec_id) + ")";
}

}  // namespace

CopiedStreams::CopiedStreams(const std::string& path, AVFormatContext& output, AVStream& film,
                             std::int64_t shift, AVRational time_base, std::optional<Cut> cut)
    : path_(path),
      input_(open_input(path)),
      output_(output),
      shift_(shift),
      time_base_(time_base),
      cut_(cut) {
  const int own = film_stream(*input_);
  for (int i = 0; i < static_cast<int>(input_->nb_streams); ++i) {
    AVStream& stream = *input_->streams[i];
    targets_.push_back(-1);
    if (i == own) {
      copy_metadata(stream.metadata, &film.metadata);
      film.disposition = stream.disposition;
    } else {
      add_stream(stream);
    }
    if (targets_.back() < 0) stream.discard = AVDISCARD_ALL;
  }
  copy_metadata(input_->metadata, &output_.metadata);
  copy_chapters(time_base);
}

void CopiedStreams::add_stream(const AVStream& from) {
  const AVCodecParameters& parameters = *from.codecpar;
  const AVMediaType type = parameters.codec_type;
  const bool is_sound = type == AVMEDIA_TYPE_AUDIO;
  const bool is_attachment =
      type == AVMEDIA_TYPE_ATTACHMENT && std::strcmp(output_.oformat->name, "matroska") == 0;
  const bool fits = is_attachment ||
                    ((is_sound || type == AVMEDIA_TYPE_SUBTITLE) &&
                     avformat_query_codec(output_.oformat, parameters.codec_id, FF_COMPLIANCE_NORMAL) != 0);
  if (!fits && is_sound) {
    throw base::Error("the sound of " + path_ + " (" + avcodec_get_name(parameters.codec_id) +
                      ") cannot be stored in a file of the kind " + output_.oformat->name +
                      " as it is; an output that ends with .mkv takes it");
  }
  if (!fits) {
    notes_.push_back("a " + kind_of(from) + " of " + path_ + " is left out");
    return;
  }
  AVStream* to = avformat_new_stream(&output_, nullptr);
  if (to == nullptr || avcodec_parameters_copy(to->codecpar, &parameters) < 0) throw std::bad_alloc();
  to->codecpar->codec_tag = 0;  // the other container's
  to->time_base = from.time_base;
  to->disposition = from.disposition;
  copy_metadata(from.metadata, &to->metadata);
  targets_.back() = to->index;
}

void CopiedStreams::copy_chapters(AVRational time_base) {
  if (input_->nb_chapters == 0) return;
  output_.chapters = static_cast<AVChapter**>(av_calloc(input_->nb_chapters, sizeof(AVChapter*)));
  if (output_.chapters == nullptr) throw std::bad_alloc();
  for (unsigned i = 0; i < input_->nb_chapters; ++i) {
    const AVChapter& from = *input_->chapters[i];
    const auto here = [&](std::int64_t ticks) { return av_rescale_q(ticks, time_base, from.time_base); };
    const std::int64_t begin = cut_ ? std::max(from.start, here(cut_->begin)) : from.start;
    const std::int64_t end = cut_ ? std::min(from.end, here(cut_->end)) : from.end;
    if (begin >= end) continue;
    auto* chapter = static_cast<AVChapter*>(av_mallocz(sizeof(AVChapter)));
    if (chapter == nullptr) throw std::bad_alloc();
    output_.chapters[output_.nb_chapters++] = chapter;
    chapter->id = from.id;
    chapter->time_base = from.time_base;
    chapter->start = begin - here(shift_);
    chapter->end = end - here(shift_);
    copy_metadata(from.metadata, &chapter->metadata);
  }
}

bool CopiedStreams::read() {
  while (!waiting_) {
    av_packet_unref(packet_.get());
    if (av_read_frame(input_.get(), packet_.get()) < 0) return false;
    // Further streams can appear while the file is read.
    const auto index = static_cast<std::size_t>(packet_->stream_index);
    if (index >= targets_.size() || targets_[index] < 0) continue;
    const AVRational base = input_->streams[index]->time_base;
    const std::int64_t start = packet_->pts == AV_NOPTS_VALUE ? packet_->dts : packet_->pts;
    waiting_ = !cut_ || (av_compare_ts(start, base, cut_->begin, cut_->time_base) >= 0 &&
                         av_compare_ts(start, base, cut_->end, cut_->time_base) < 0);
  }
  return true;
}

void CopiedStreams::write() {
  const AVRational from = input_->streams[packet_->stream_index]->time_base;
  AVStream& to = *output_.streams[targets_[static_cast<std::size_t>(packet_->stream_index)]];
  const std::int64_t shift = av_rescale_q(shift_, time_base_, from);
  if (packet_->pts != AV_NOPTS_VALUE) packet_->pts -= shift;
  if (packet_->dts != AV_NOPTS_VALUE) packet_->dts -= shift;
  av_packet_rescale_ts(packet_.get(), from, to.time_base);
  packet_->stream_index = to.index;
  packet_->pos = -1;
  waiting_ = false;
  const int result = av_interleaved_write_frame(&output_, packet_.get());
  if (result < 0)
    throw base::Error("the sound and subtitles of " + path_ + " cannot be written: " + error_text(result));
}

void CopiedStreams::copy_until(std::int64_t ticks, AVRational time_base) {
  while (read()) {
    const std::int64_t time = packet_->dts == AV_NOPTS_VALUE ? packet_->pts : packet_->dts;
    if (av_compare_ts(time, input_->streams[packet_->stream_index]->time_base, ticks, time_base) > 0) return;
    write();
  }
}

void CopiedStreams::copy_rest() {
  while (read()) write();
}

}  // namespace video
