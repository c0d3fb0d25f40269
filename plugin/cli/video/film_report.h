// What the painting of a film tells people, on the standard output: a line that is rewritten on a terminal,
// one for each frame elsewhere, as
//
//   frame 12/250  shot 1  6.1 s a frame  24 min left  87 % kept
//
// Quiet: nothing but warnings, which go to the standard error.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "cli/status_line.h"
#include "core/film_painter.h"
#include "video/film.h"

namespace cli {

struct FilmEstimate {
  double first_seconds = 0;  // of a shot's first frame
  double next_seconds = 0;   // of each after it
  double seconds = 0;        // of all
  std::size_t bytes = 0;
};

class FilmReport {
 public:
  explicit FilmReport(bool quiet);

  void estimate(const FilmEstimate& estimate, const video::FilmInfo& film, std::int64_t frames);
  void note(const std::string& sentence);
  static void warn(const std::string& sentence);
  // `frames`: all that there are to be, and whether that is sure.
  void begin(std::int64_t frames, bool counted, std::int64_t painted);
  void show(const core::Progress& progress);  // of the frame that is being painted
  // Gives the seconds that it took.
  double frame_done(std::int64_t number, const core::Painted& painted);
  void writing(std::int64_t number, std::int64_t frames);
  void end();
  void summarise(const std::string& path, std::int64_t frames, core::Size size);
  void interrupted(std::int64_t painted, const std::string& folder);

 private:
  using Clock = std::chrono::steady_clock;
  std::string line(std::int64_t number, int shot) const;
  double seconds_a_frame() const;

  bool quiet_;
  StatusLine line_;
  Clock::time_point start_ = Clock::now();
  Clock::time_point frame_start_ = Clock::now();
  std::int64_t frames_ = 0;
  bool counted_ = true;
  std::int64_t painted_ = 0;       // all
  std::int64_t painted_here_ = 0;  // by this run
  double first_seconds_ = 0;       // the first of this run, which takes longer
  double other_seconds_ = 0;       // all others
  int shot_ = 0;
};

}  // namespace cli
