// Where a painted film goes: a film file, or numbered pictures; and the painted frames, where these are
// kept.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "cli/video/frame_store.h"
#include "cli/video/video_request.h"

namespace cli {

class FilmOutput {
 public:
  // Finds out all that can go wrong before anything is painted. `size`: of the painted frames.
  FilmOutput(const VideoRequest& request, const video::FilmInfo& film, core::Size size);

  // What cannot be kept in it, and what is chosen otherwise.
  const std::vector<std::string>& notes() const { return notes_; }
  // For the frames until the film is whole: beside it.
  const std::string& folder() const { return folder_; }

  // Of the film's part that was painted.
  struct Part {
    std::vector<video::FrameTime> times;
    bool is_whole = true;
    std::int64_t end = 0;  // in ticks; of a part
  };
  // `tell`: called after each frame; false ends it, and nothing is written. Gives whether all is.
  bool write(const PaintedFrames& frames, const Part& part,
             const std::function<bool(std::int64_t)>& tell) const;

 private:
  void check_keep_frames() const;
  bool write_film(const PaintedFrames& frames, const Part& part,
                  const std::function<bool(std::int64_t)>& tell) const;

  const VideoRequest& request_;
  const video::FilmInfo& film_;
  core::Size size_;
  bool numbered_;
  std::string folder_;
  std::vector<std::string> notes_;
};

}  // namespace cli
