#include "cli/video/film_output.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

#include "base/error.h"
#include "cli/paint/output_file.h"
#include "pictures/file_handle.h"
#include "pictures/picture_files.h"
#include "video/film_writer.h"
#include "video/numbered_pictures.h"

namespace cli {
namespace {

namespace fs = std::filesystem;

std::string without_slash(std::string path) {
  while (path.size() > 1 && path.back() == '/') path.pop_back();
  return path;
}

void make_folder(const fs::path& folder) {
  std::error_code error;
  if (!folder.empty()) fs::create_directories(folder, error);
  if (error) throw base::Error(folder.string() + " cannot be made: " + error.message());
}

// A second name for the file, or a copy where the disk has no such thing; appears at once.
void publish(const std::string& from, const std::string& to) {
  const std::string temporary = to + ".tmp";
  std::error_code error;
  fs::remove(temporary, error);
  fs::create_hard_link(from, temporary, error);
  if (error) {
    error.clear();
    fs::copy_file(from, temporary, error);
  }
  if (!error) fs::rename(temporary, to, error);
  if (!error) return;
  const std::string reason = error.message();
  fs::remove(temporary, error);
  throw base::Error(to + " cannot be written: " + reason);
}

video::FilmOutline outline_of(const VideoRequest& request, const video::FilmInfo& film, core::Size size) {
  video::FilmOutline outline;
  outline.source = film;
  outline.size = size;
  outline.codec = request.codec;
  outline.quality = request.quality;
  return outline;
}

}  // namespace

FilmOutput::FilmOutput(const VideoRequest& request, const video::FilmInfo& film, core::Size size)
    : request_(request), film_(film), size_(size), numbered_(video::means_numbered_pictures(request.output)) {
  std::error_code error;
  if (request.content == request.output || fs::equivalent(request.content, request.output, error)) {
    throw base::Error("--output names the film that is painted, " + request.content + "; another is needed");
  }
  if (!request.keep_frames.empty()) check_keep_frames();
  if (!numbered_) {
    // Before anything is made: an extension that is not known is told as such.
    const pictures::FileHandle trial(std::tmpfile());
    if (!trial) throw base::Error(std::string("no temporary file can be made: ") + std::strerror(errno));
    notes_ = video::FilmWriter(trial.get(), request.output, outline_of(request, film, size)).notes();
    folder_ = OutputFile(request.output).target() + ".frames";
    return;
  }
  const std::string name = fs::path(video::numbered_name(request.output, 1)).extension().string();
  if (name != ".png") throw base::Error("numbered pictures are written as .png, not as " + name);
  if (!request.codec.empty() || request.quality) {
    throw base::Error("--codec and --quality are for films; numbered pictures are PNG");
  }
  folder_ = without_slash(request.output) + ".frames";
  make_folder(fs::path(folder_).parent_path());
}

void FilmOutput::check_keep_frames() const {
  std::error_code error;
  if (!fs::exists(request_.keep_frames, error)) return;
  if (!fs::is_directory(request_.keep_frames, error)) {
    throw base::Error("--keep-frames names " + request_.keep_frames + ", which is no folder");
  }
  if (!fs::is_empty(request_.keep_frames, error)) {
    throw base::Error("--keep-frames names " + request_.keep_frames +
                      ", which has files in it; an empty or new folder is needed");
  }
}

bool FilmOutput::write(const PaintedFrames& frames, const Part& part,
                       const std::function<bool(std::int64_t)>& tell) const {
  const auto count = static_cast<std::int64_t>(part.times.size());
  const auto publish_all = [&](const std::string& to) {
    make_folder(fs::path(video::numbered_name(to, 1)).parent_path());
    for (std::int64_t number = 1; number <= count; ++number)
      publish(frames.file(number), video::numbered_name(to, number));
  };
  if (numbered_) {
    publish_all(request_.output);
  } else if (!write_film(frames, part, tell)) {
    return false;
  }
  if (!request_.keep_frames.empty()) publish_all(without_slash(request_.keep_frames) + "/");
  return true;
}

bool FilmOutput::write_film(const PaintedFrames& frames, const Part& part,
                            const std::function<bool(std::int64_t)>& tell) const {
  video::FilmOutline outline = outline_of(request_, film_, size_);
  if (!part.is_whole) outline.cut = {part.times.front().start, part.end};
  const auto count = static_cast<std::int64_t>(part.times.size());
  const auto picture = [&](std::int64_t number) { return pictures::read_picture(frames.file(number)).image; };
  struct Ended {};
  try {
    OutputFile(request_.output, frames.store.folder()).write([&](std::FILE* file) {
      video::FilmWriter writer(file, request_.output, outline);
      if (writer.wants_colours()) {
        for (std::int64_t number = 1; number <= count; ++number) writer.count_colours(picture(number));
      }
      for (std::int64_t number = 1; number <= count; ++number) {
        writer.add(picture(number), part.times[static_cast<std::size_t>(number - 1)]);
        if (!tell(number)) throw Ended();
      }
      writer.finish();
    });
  } catch (const Ended&) {
    return false;
  }
  return true;
}

}  // namespace cli
