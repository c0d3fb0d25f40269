#include "cli/video/film_report.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <iostream>

#include "base/translation.h"

namespace cli {
namespace {

double since(std::chrono::steady_clock::time_point begin) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

// "40 s", "24 min", "3 h 5 min".
std::string in_words(double seconds) {
  const long whole = std::max(1L, std::lround(seconds));
  if (whole < 120) return base::format("%ld s", whole);
  const long minutes = (whole + 30) / 60;
  if (minutes < 120) return base::format("%ld min", minutes);
  return base::format("%ld h %ld min", minutes / 60, minutes % 60);
}

// "6.1 s", "340 s".
std::string seconds_text(double seconds) {
  return base::format(seconds < 9.95 ? "%.1f s" : "%.0f s", seconds);
}

}  // namespace

FilmReport::FilmReport(bool quiet) : quiet_(quiet) {}

void FilmReport::estimate(const FilmEstimate& estimate, const video::FilmInfo& film, std::int64_t frames) {
  if (quiet_) return;
  const std::string count = frames == 0 ? "an unknown number of"
                                        : base::format("%s%lld", film.frames_are_counted ? "" : "about ",
                                                       static_cast<long long>(frames));
  std::printf("%s: %s frames of %d×%d px, %.4g a second\n", film.path.c_str(), count.c_str(), film.size.width,
              film.size.height, film.rate.value());
  std::printf("Expected: %s (%s the first frame of a shot, %s each after it), %zu MiB\n",
              in_words(estimate.seconds).c_str(), seconds_text(estimate.first_seconds).c_str(),
              seconds_text(estimate.next_seconds).c_str(), estimate.bytes >> 20);
  std::fflush(stdout);
}

void FilmReport::note(const std::string& sentence) {
  if (quiet_) return;
  line_.end();
  std::printf("note: %s\n", sentence.c_str());
  std::fflush(stdout);
}

void FilmReport::warn(const std::string& sentence) {
  std::cerr << "style-transfer: warning: " << sentence << '\n';
}

void FilmReport::begin(std::int64_t frames, bool counted, std::int64_t painted) {
  frames_ = frames;
  counted_ = counted;
  painted_ = painted;
  frame_start_ = Clock::now();
  if (painted > 0) note(base::format("%lld frames are painted already", static_cast<long long>(painted)));
}

double FilmReport::seconds_a_frame() const {
  return painted_here_ > 1 ? other_seconds_ / static_cast<double>(painted_here_ - 1) : first_seconds_;
}

std::string FilmReport::line(std::int64_t number, int shot) const {
  std::string text = base::format("frame %lld/%s%lld  shot %d", static_cast<long long>(number),
                                  counted_ && frames_ > 0 ? "" : "~",
                                  static_cast<long long>(std::max(frames_, number)), shot + 1);
  if (painted_here_ == 0) return text;
  text += "  " + seconds_text(seconds_a_frame()) + " a frame";
  const std::int64_t left = frames_ - painted_;
  if (left > 0) text += "  " + in_words(static_cast<double>(left) * seconds_a_frame()) + " left";
  return text;
}

void FilmReport::show(const core::Progress& progress) {
  if (quiet_ || !line_.on_terminal()) return;
  line_.rewrite(line(painted_ + 1, shot_) + base::format("  (%d px, %d/%d)", progress.longer_side,
                                                         progress.iteration, progress.iterations),
                false);
}

double FilmReport::frame_done(std::int64_t number, const core::Painted& painted) {
  const double seconds = since(frame_start_);
  frame_start_ = Clock::now();
  (painted_here_ == 0 ? first_seconds_ : other_seconds_) += seconds;
  ++painted_here_;
  painted_ = number;
  shot_ = painted.shot;
  if (quiet_) return seconds;
  std::string text = line(number, painted.shot);
  if (painted.kept > 0) text += base::format("  %.0f %% kept", 100 * painted.kept);
  if (line_.on_terminal()) {
    line_.rewrite(text, true);
  } else {
    std::printf("%s\n", text.c_str());
    std::fflush(stdout);
  }
  return seconds;
}

void FilmReport::writing(std::int64_t number, std::int64_t frames) {
  if (!quiet_) {
    line_.rewrite(base::format("writing the film: %lld/%lld", static_cast<long long>(number),
                               static_cast<long long>(frames)),
                  number == frames);
  }
}

void FilmReport::end() { line_.end(); }

void FilmReport::summarise(const std::string& path, std::int64_t frames, core::Size size) {
  if (quiet_) return;
  line_.end();
  std::printf("%s: %lld frames of %d×%d px in %s\n", path.c_str(), static_cast<long long>(frames), size.width,
              size.height, in_words(since(start_)).c_str());
  std::fflush(stdout);
}

void FilmReport::interrupted(std::int64_t painted, const std::string& folder) {
  if (quiet_) return;
  line_.end();
  std::printf("cancelled: %lld painted frames are kept in %s; the same call goes on\n",
              static_cast<long long>(painted), folder.c_str());
  std::fflush(stdout);
}

}  // namespace cli
