#include "cli/video/film_run.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "base/error.h"
#include "base/translation.h"
#include "cli/interruption.h"
#include "cli/peak_memory.h"
#include "cli/video/film_output.h"
#include "cli/video/film_report.h"
#include "cli/video/frame_store.h"
#include "core/prediction.h"
#include "core/resample.h"
#include "core/working_side.h"
#include "pictures/picture_files.h"
#include "video/film_reader.h"
#ifdef STYLE_TRANSFER_WITH_FLOW
#include "flow/dis_flow.h"
#endif

namespace cli {
namespace {

std::unique_ptr<core::OpticalFlow> make_flow(const VideoRequest& request) {
  if (request.film.temporal_weight == 0) return nullptr;
#ifdef STYLE_TRANSFER_WITH_FLOW
  return flow::make_dis_flow();
#else
  throw base::Error(
      "this program was built without optical flow (OpenCV), so that films would flicker; "
      "--temporal-weight 0 paints each frame by itself");
#endif
}

// Where a frame is in the film.
struct Place {
  std::int64_t number = 0;  // from 1; of what the reader tells of
  video::FrameTime time;
};

bool is_before(const Place& place, const Moment& moment, const video::FilmInfo& film) {
  if (const auto* frame = std::get_if<std::int64_t>(&moment)) return place.number < *frame;
  // Half a tick is nothing: times as people write them need not fall on one.
  const double ticks = std::get<double>(moment) / film.time_base.value();
  return static_cast<double>(place.time.start - film.begin) < ticks - 0.5;
}

// A frame's number is still painted, a time not.
bool is_past(const Place& place, const Moment& moment, const video::FilmInfo& film) {
  if (const auto* frame = std::get_if<std::int64_t>(&moment)) return place.number > *frame;
  return !is_before(place, moment, film);
}

// In ticks: frames that begin before that are not wanted. Nothing where frames must be counted from the first
// on.
std::optional<std::int64_t> wanted_from(const VideoRequest& request, const video::FilmInfo& film) {
  if (!request.from || std::holds_alternative<std::int64_t>(*request.from)) return std::nullopt;
  if (request.to && std::holds_alternative<std::int64_t>(*request.to)) return std::nullopt;
  return film.begin +
         static_cast<std::int64_t>(std::ceil(std::get<double>(*request.from) / film.time_base.value() - 0.5));
}

// How many frames there will be, as far as that is known before.
std::int64_t expected_frames(const VideoRequest& request, const video::FilmInfo& film) {
  const auto number_at = [&](const Moment& moment, bool is_end) {
    if (const auto* frame = std::get_if<std::int64_t>(&moment)) return *frame - (is_end ? 0 : 1);
    return static_cast<std::int64_t>(std::ceil(std::get<double>(moment) * film.rate.value() - 1e-6));
  };
  const std::int64_t all = film.frames > 0 ? film.frames : std::numeric_limits<std::int64_t>::max();
  const std::int64_t begin = request.from ? number_at(*request.from, false) : 0;
  const std::int64_t end = request.to ? std::min(all, number_at(*request.to, true)) : all;
  return end == std::numeric_limits<std::int64_t>::max() ? 0 : std::max<std::int64_t>(0, end - begin);
}

FilmEstimate estimate_of(core::Painter& painter, const VideoRequest& request, const video::FilmInfo& film,
                         const std::vector<core::Style>& styles, const core::Frame& frame,
                         std::int64_t frames, bool has_flow) {
  const core::Prediction still =
      core::Predictor(painter).predict(request.parameters, film.size, core::sizes_of(styles), film.has_alpha,
                                       core::need_of_masks(styles, frame));
  FilmEstimate estimate;
  estimate.first_seconds = still.seconds;
  estimate.next_seconds = still.seconds * (has_flow ? core::kShareOfStill : 1);
  estimate.seconds = estimate.first_seconds + request.passes * estimate.next_seconds *
                                                  static_cast<double>(std::max<std::int64_t>(0, frames - 1));
  estimate.bytes = still.bytes;
  return estimate;
}

// The request as it is painted.
VideoRequest as_painted(VideoRequest request, const video::FilmInfo& film) {
  if (!request.draft) return request;
  core::Parameters& parameters = request.parameters;
  parameters.size = std::max(1, core::working_side(parameters.size, film.size) / 2);
  parameters.iterations = (parameters.iterations + 1) / 2;
  return request;
}

class FrameObserver : public core::Observer {
 public:
  FrameObserver(const Interruption& interruption, FilmReport& report)
      : interruption_(interruption), report_(report) {}

  bool cancelled() override { return interruption_.requested(); }
  void on_progress(const core::Progress& progress) override {
    total_loss = progress.losses.total;
    report_.show(progress);
  }
  // Each frame says the same.
  void on_note(const std::string& sentence) override {
    if (std::find(told_.begin(), told_.end(), sentence) != told_.end()) return;
    told_.push_back(sentence);
    report_.note(sentence);
  }

  double total_loss = 0;

 private:
  const Interruption& interruption_;
  FilmReport& report_;
  std::vector<std::string> told_;
};

class FilmRun {
 public:
  FilmRun(const VideoRequest& request, core::Team& team)
      : report_(request.quiet && !request.estimate),
        reader_(video::open_film(request.content, request.rate)),
        film_(reader_->info()),
        request_(as_painted(request, film_)),
        observer_(interruption_, report_),
        painter_(team) {}

  ExitCode run();

 private:
  core::Size painted_size() const {
    const int side = core::working_side(request_.parameters.size, film_.size);
    return core::fit_longer_side(film_.size.width, film_.size.height, side);
  }
  void prepare(const core::OpticalFlow* flow);
  void begin_log(const FrameStore& store);
  // False where it was interrupted.
  bool paint_frames(core::FilmPainter& painter, FrameStore& store);
  void paint_frame(core::FilmPainter& painter, const Place& place, FrameStore& store);
  // The second pass over what is in `first`. Likewise false.
  bool paint_backwards(core::FilmPainter& painter, const FrameStore& first, FrameStore& store);
  pictures::Picture picture_of(core::Image image) const;
  core::Frame frame_of(core::Image content) const;
  bool is_wanted(const Place& place) const {
    return !request_.from || !is_before(place, *request_.from, film_);
  }

  const Interruption interruption_;
  FilmReport report_;
  std::unique_ptr<video::FilmReader> reader_;
  const video::FilmInfo& film_;
  const VideoRequest request_;
  FrameObserver observer_;
  std::vector<core::Style> styles_;
  core::SharedPlane keep_;
  core::SharedPlane freeze_;
  core::Painter painter_;
  FilmEstimate estimate_;
  std::int64_t expected_ = 0;
  FilmOutput::Part part_;
  std::unique_ptr<JsonLines> log_;
};

void FilmRun::prepare(const core::OpticalFlow* flow) {
  styles_ = read_styles(request_.styles, {});
  keep_ = read_plane(request_.keep);
  freeze_ = read_plane(request_.freeze);
  painter_.update(request_.parameters, styles_);
  expected_ = expected_frames(request_, film_);
  if (request_.quiet && request_.log.empty() && !request_.estimate) return;
  estimate_ = estimate_of(painter_, request_, film_, styles_, frame_of({}), expected_, flow != nullptr);
  report_.estimate(estimate_, film_, expected_);
}

void FilmRun::begin_log(const FrameStore& store) {
  if (request_.log.empty()) return;
  const bool goes_on = store.painted() > 0;
  log_ = std::make_unique<JsonLines>(request_.log,
                                     goes_on ? JsonLines::Mode::kAppend : JsonLines::Mode::kReplace);
  log_->write({{"parameters", parameters_json(request_.parameters)},
               {"styles", styles_json(logged_styles(request_.styles))},
               {"content", request_.content},
               {"width", film_.size.width},
               {"height", film_.size.height},
               {"rate", film_.rate.value()},
               {"frames", expected_},
               {"temporal_weight", request_.film.temporal_weight},
               {"version", STYLE_TRANSFER_VERSION},
               {"predicted_seconds", estimate_.seconds},
               {"predicted_bytes", estimate_.bytes},
               {"painted_before", store.painted()}});
}

void FilmRun::paint_frame(core::FilmPainter& painter, const Place& place, FrameStore& store) {
  core::Frame frame = frame_of(reader_->picture());
  if (request_.passes > 1) store.add_content(picture_of(frame.content));
  core::Painted painted = painter.next(std::move(frame), observer_);
  if (painted.cancelled || interruption_.requested()) return;
  store.add(picture_of(std::move(painted.picture)), painter.state());
  const double seconds = report_.frame_done(store.painted(), painted);
  if (!log_) return;
  log_->write({{"frame", store.painted()},
               {"time", static_cast<double>(place.time.start - film_.begin) * film_.time_base.value()},
               {"shot", painted.shot + 1},
               {"kept", painted.kept},
               {"total_loss", observer_.total_loss},
               {"seconds", seconds}});
}

pictures::Picture FilmRun::picture_of(core::Image image) const {
  pictures::Picture picture;
  picture.image = std::move(image);
  picture.bit_depth = film_.bit_depth;
  return picture;
}

core::Frame FilmRun::frame_of(core::Image content) const {
  core::Frame frame;
  frame.content = std::move(content);
  frame.keep = keep_;
  frame.freeze = freeze_;
  return frame;
}

bool FilmRun::paint_backwards(core::FilmPainter& painter, const FrameStore& first, FrameStore& store) {
  if (store.painted() > 0) painter.restore(store.state());
  report_.note("the second pass goes backwards");
  report_.begin(first.painted(), true, store.painted());
  while (store.painted() < first.painted()) {
    if (interruption_.requested()) return false;
    const std::int64_t number = first.painted() - store.painted();
    core::Frame frame = frame_of(pictures::read_picture(first.content_file(number)).image);
    core::Painted painted =
        painter.again(std::move(frame), pictures::read_picture(first.file(number)).image, observer_);
    if (painted.cancelled || interruption_.requested()) return false;
    const double kept = painted.kept;
    store.add(picture_of(std::move(painted.picture)), painter.state());
    const double seconds = report_.frame_done(store.painted(), painted);
    if (log_) log_->write({{"pass", 2}, {"frame", number}, {"kept", kept}, {"seconds", seconds}});
  }
  return true;
}

bool FilmRun::paint_frames(core::FilmPainter& painter, FrameStore& store) {
  if (store.painted() > 0) painter.restore(store.state());
  report_.begin(expected_, film_.frames_are_counted, store.painted());
  if (const auto ticks = wanted_from(request_, film_)) reader_->begin_near(*ticks);
  Place place;
  while (!interruption_.requested()) {
    const std::optional<video::FrameTime> time = reader_->advance();
    if (!time) {
      if (!part_.times.empty()) part_.end = part_.times.back().start + part_.times.back().duration;
      return true;
    }
    ++place.number;
    place.time = *time;
    if (!is_wanted(place)) continue;
    if (request_.to && is_past(place, *request_.to, film_)) {
      part_.end = time->start;
      return true;
    }
    part_.times.push_back(*time);
    if (static_cast<std::int64_t>(part_.times.size()) > store.painted()) paint_frame(painter, place, store);
  }
  return false;
}

ExitCode FilmRun::run() {
  const std::unique_ptr<core::OpticalFlow> flow = make_flow(request_);
  core::FilmPainter painter(painter_, flow.get(), request_.film);
  if (request_.estimate) {
    prepare(flow.get());
    return kDone;
  }
  const FilmOutput output(request_, film_, painted_size());
  prepare(flow.get());
  for (const std::string& note : film_.notes) report_.note(note);
  for (const std::string& note : output.notes()) report_.note(note);
  FrameStore store(output.folder(), recipe_of(request_), request_.restart);
  begin_log(store);
  part_.is_whole = !request_.from && !request_.to;
  const auto stopped = [&] {
    report_.interrupted(store.painted(), store.folder());
    return kCancelled;
  };
  if (!paint_frames(painter, store)) return stopped();
  if (!reader_->damage().empty()) FilmReport::warn(reader_->damage());
  const auto frames = static_cast<std::int64_t>(part_.times.size());
  if (frames == 0) {
    store.remove();
    throw base::Error("no frame of " + request_.content + " is between --from and --to");
  }
  std::optional<FrameStore> back;
  if (request_.passes > 1) {
    back.emplace(store.folder() + ".back", recipe_of(request_), request_.restart);
    core::FilmPainter again(painter_, flow.get(), request_.film);
    if (!paint_backwards(again, store, *back)) return stopped();
  }
  const PaintedFrames painted{back ? *back : store, back.has_value()};
  const bool written = output.write(painted, part_, [&](std::int64_t number) {
    report_.writing(number, frames);
    return !interruption_.requested();
  });
  if (!written) return stopped();
  if (back) back->remove();
  store.remove();
  if (log_) {
    log_->write({{"result", request_.output}, {"frames", frames}, {"peak_rss_bytes", peak_memory_bytes()}});
    log_->finish();
  }
  report_.summarise(request_.output, frames, painted_size());
  return kDone;
}

}  // namespace

ExitCode paint_film(const VideoRequest& request, core::Team& team) { return FilmRun(request, team).run(); }

}  // namespace cli
