// Sound, subtitles, attachments, chapters and what is told of a film, taken from one file to another as
// they are.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "video/libav.h"

namespace video {

// A part of a film, in ticks of `time_base`: what begins in begin … end−1 is taken.
struct Cut {
  AVRational time_base;
  std::int64_t begin;
  std::int64_t end;
};

class CopiedStreams {
 public:
  // Adds streams to `output`, which must outlive it, and gives its film's stream what is told of the
  // other's. Throws base::Error where sound cannot be stored there; what else cannot be is told by notes.
  // All times become less by `shift` ticks of the time base.
  CopiedStreams(const std::string& path, AVFormatContext& output, AVStream& film, std::int64_t shift,
                AVRational time_base, std::optional<Cut> cut);

  // All packets up to that time; those before it must have been written.
  void copy_until(std::int64_t ticks, AVRational time_base);
  void copy_rest();

  const std::vector<std::string>& notes() const { return notes_; }

 private:
  void add_stream(const AVStream& from);
  void copy_chapters(AVRational time_base);
  // The next packet that is wanted, into packet_.
  bool read();
  void write();

  std::string path_;
  Input input_;
  AVFormatContext& output_;
  std::int64_t shift_;
  AVRational time_base_;
  std::optional<Cut> cut_;
  std::vector<int> targets_;  // by the input's streams: the output's, or −1
  Packet packet_ = allocated(Packet(av_packet_alloc()));
  bool waiting_ = false;  // packet_ has been read and not written
  std::vector<std::string> notes_;
};

}  // namespace video
