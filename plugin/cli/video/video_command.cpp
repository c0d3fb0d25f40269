// `style-transfer video`: its options.
#include <CLI/CLI.hpp>
#include <charconv>
#include <cmath>
#include <memory>

#include "base/error.h"
#include "cli/options.h"
#include "cli/paint/preset_option.h"
#include "cli/video/film_run.h"
#include "cli/video/video_request.h"

namespace cli {
namespace {

constexpr int kMostPartsOfRate = 1000000;

// "25", "23.976", "30000/1001".
video::Fraction parse_rate(const std::string& text) {
  const base::Error wrong("--rate must be pictures a second, as 25, 23.976 or 30000/1001, not \"" + text +
                          "\"");
  video::Fraction rate;
  const char* end = text.data() + text.size();
  const auto whole = std::from_chars(text.data(), end, rate.numerator);
  if (whole.ec != std::errc()) throw wrong;
  if (whole.ptr != end && *whole.ptr == '/') {
    const auto below = std::from_chars(whole.ptr + 1, end, rate.denominator);
    if (below.ec != std::errc() || below.ptr != end) throw wrong;
  } else if (whole.ptr != end && *whole.ptr == '.') {
    for (const char* digit = whole.ptr + 1; digit != end; ++digit) {
      if (*digit < '0' || *digit > '9' || rate.denominator >= kMostPartsOfRate / 10) throw wrong;
      rate.numerator = rate.numerator * 10 + (*digit - '0');
      rate.denominator *= 10;
      if (rate.numerator > kMostPartsOfRate) throw wrong;
    }
  } else if (whole.ptr != end) {
    throw wrong;
  }
  const bool fits = rate.numerator > 0 && rate.denominator > 0 && rate.numerator <= kMostPartsOfRate &&
                    rate.denominator <= kMostPartsOfRate && rate.value() <= 1000;
  if (!fits) throw wrong;
  return rate;
}

void add_file_options(CLI::App& app, VideoRequest& request) {
  const auto file = [&](const char* name, std::string& value, const char* text, const char* type = "FILE") {
    app.add_option(name, value, text)
        ->type_name(type)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast)
        ->group("Files");
  };
  file(
      "--content", request.content,
      "The film to be painted: a film file, an animated GIF or WebP, or\nnumbered pictures as a folder or as "
      "frames/%04d.png; needed");
  add_style_options(app, request.styles);
  file("--keep", request.keep,
       "What of every frame is kept more firmly than the rest: white four\ntimes, black as usual");
  file("--freeze", request.freeze, "Where every frame stays as it is: white to the last bit, gray partly");
  file("--output", request.output,
       "The film to write: .mp4, .m4v, .mov, .mkv, .webm, .gif, .webp, .apng,\na folder/ or a pattern for "
       "numbered "
       "PNG files; needed");
  file("--keep-frames", request.keep_frames, "A folder where the painted frames stay, as PNG files", "DIR");
  file("--log", request.log, "A record of every frame to write, as JSON lines");
}

void add_film_options(CLI::App& app, VideoRequest& request) {
  const auto option = [&](const char* name, auto set, const char* text, const char* type) {
    app.add_option_function<std::string>(name, set, text)
        ->type_name(type)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast)
        ->group("Film");
  };
  app.add_option("--temporal-weight", request.film.temporal_weight,
                 "How firmly a frame is held to the one before, moved as the film\nmoves; 0: each frame is "
                 "painted by "
                 "itself (default " +
                     std::to_string(std::lround(request.film.temporal_weight)) + ")")
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast)
      ->type_name("N")
      ->group("Film");
  app.add_option(
         "--passes", request.passes,
         "2: goes over the film once more, backwards, which makes it steadier and\ntakes twice as long "
         "(default 1)")
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast)
      ->type_name("N")
      ->group("Film");
  option(
      "--from", [&request](const std::string& text) { request.from = parse_moment("from", text); },
      "Where to begin: seconds as 12.5, a time as 1:02.5, or a frame as\n120f, counted from 1", "TIME");
  option(
      "--to", [&request](const std::string& text) { request.to = parse_moment("to", text); },
      "Where to end: before that time, or with that frame", "TIME");
  option(
      "--rate", [&request](const std::string& text) { request.rate = parse_rate(text); },
      "Pictures a second of numbered pictures (default 25)", "N");
  option(
      "--codec", [&request](const std::string& text) { request.codec = text; },
      "FFmpeg's name of the encoder: libx264 (default), libx265, mpeg4,\nlibvpx-vp9 (default of .webm), "
      "libsvtav1, "
      "ffv1",
      "NAME");
  app.add_option(
         "--quality", request.quality,
         "In the encoder's own measure: 0 … 51 with libx264 (default 18) and\nlibx265 (20), 0 … 63 with "
         "libvpx-vp9 and libsvtav1 (24), 1 … 31 with\nmpeg4 (2), less is better; 0 … 100 in .webp (90)")
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast)
      ->type_name("N")
      ->group("Film");
  app.add_flag("--draft", request.draft,
               "A quick look: the film at half the size, in half the steps; takes about\na fifth of the time")
      ->group("Film");
  app.add_flag("--restart", request.restart, "Paint all frames anew, also those that an earlier run has left")
      ->group("Film");
}

void check_passes(const VideoRequest& request) {
  if (request.passes != 1 && request.passes != 2) {
    throw base::Error("--passes must be 1 or 2, not " + std::to_string(request.passes));
  }
  if (request.passes == 1) return;
  if (request.film.temporal_weight == 0) {
    throw base::Error("--passes 2 goes on from frame to frame, which --temporal-weight 0 forbids");
  }
  if (request.parameters.colour == "photo") {
    throw base::Error("--passes 2 cannot be had with --colour photo; --colour matched can");
  }
}

void check_complete(const VideoRequest& request) {
  check_style_options(request.styles);
  if (request.content.empty()) throw base::Error("--content is missing: the film to be painted");
  if (request.styles.files.empty() || request.styles.files.front().empty()) {
    throw base::Error("--style is missing: a picture in whose style to paint");
  }
  if (request.output.empty() && !request.estimate)
    throw base::Error("--output is missing: the film to write");
  if (core::starts_from_file(request.parameters)) {
    throw base::Error("--init must be content, matched, noise or style for a film, not \"" +
                      request.parameters.init + "\": one picture cannot begin all of its shots");
  }
  check_passes(request);
  if (request.log.empty()) return;
  std::vector<std::string> others = sources_of(request);
  others.push_back(request.output);
  check_log(request.log, others);
}

}  // namespace

Command parse_video(const Arguments& arguments) {
  const auto request = std::make_shared<VideoRequest>();
  CLI::App app("Paints a film in the style of pictures, so that it holds still where the film does.",
               "style-transfer video");
  PresetOption preset(arguments, request->parameters);
  add_file_options(app, *request);
  preset.add_to(app);
  add_film_options(app, *request);
  add_parameter_options(app, request->parameters, [](const core::ParameterRow&) { return true; });
  app.add_flag(
      "--estimate", request->estimate,
      "Paint nothing: print how many frames there are, how long the run would\ntake and how much memory");
  app.add_flag("--quiet", request->quiet, "Print nothing but errors and warnings");
  app.footer(
      "\nExamples:\n"
      "  style-transfer video --content holiday.mp4 --style painting.png --output painted.mp4\n"
      "  style-transfer video --content holiday.mp4 --style painting.png --size 640 --estimate\n"
      "  style-transfer video --content long.mkv --from 1:20 --to 1:25 --style painting.png --output "
      "part.webp\n"
      "  style-transfer video --content frames/%04d.png --rate 24 --style painting.png --output painted/\n\n"
      "Painted frames are kept beside the output, in OUTPUT.frames, until the film is whole. Ctrl-C ends a "
      "run; the\n"
      "same call goes on where it ended, after a crash or a full disk, too.\n"
      "Exit codes: 0 done, 1 failed, 2 wrong usage, 130 cancelled.");
  if (const auto answer = parse_or_answer(app, arguments)) return print(*answer);
  preset.take_styles(request->styles);
  check_complete(*request);
  return [request](core::Team& team) { return paint_film(*request, team); };
}

}  // namespace cli
