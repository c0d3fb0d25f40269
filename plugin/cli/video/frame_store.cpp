#include "cli/video/frame_store.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "base/error.h"
#include "base/translation.h"
#include "cli/paint/output_file.h"
#include "pictures/png/png_files.h"

namespace cli {
namespace {

namespace fs = std::filesystem;

constexpr char kStateBegin[] = "state-";
constexpr mode_t kFileMode = 0666;  // less the umask

void write_text(const std::string& path, const std::string& text) {
  OutputFile(path).write([&](std::FILE* file) {
    if (std::fwrite(text.data(), 1, text.size(), file) != text.size()) {
      throw base::Error(path + " cannot be written: " + std::strerror(errno));
    }
  });
}

// What differs, for people: "size is 64 there and 128 here"; empty: nothing.
std::string difference(const Json& there, const Json& here) {
  const Json old_values = there.flatten(), new_values = here.flatten();
  const auto text = [](const Json& values, const std::string& name) {
    return values.contains(name) ? values[name].dump(-1, ' ', false, Json::error_handler_t::replace)
                                 : "missing";
  };
  const auto compared = [&](const std::string& name) {
    return name.substr(name.rfind('/') + 1) + " is " + text(old_values, name) + " there and " +
           text(new_values, name) + " here";
  };
  for (const auto& [name, value] : new_values.items()) {
    if (!old_values.contains(name) || old_values[name] != value) return compared(name);
  }
  for (const auto& [name, value] : old_values.items()) {
    if (!new_values.contains(name)) return compared(name);
  }
  return {};
}

std::vector<fs::path> files_in(const std::string& folder) {
  std::vector<fs::path> files;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    files.push_back(entry->path());
  }
  if (error) throw base::Error(folder + " cannot be read: " + error.message());
  return files;
}

// Whether the store has made it.
bool is_own(const fs::path& file) {
  const std::string name = file.filename().string();
  return name.rfind(kStateBegin, 0) == 0 || name.rfind(".style-transfer-", 0) == 0 || name == "recipe.json" ||
         name == "lock" || file.extension() == ".png";
}

}  // namespace

FrameStore::FrameStore(const std::string& folder, const Json& recipe, bool restart) : folder_(folder) {
  std::error_code error;
  fs::create_directory(folder, error);
  if (error) throw base::Error(folder + " for the painted frames cannot be made: " + error.message());
  lock();
  try {
    const std::string path = folder + "/recipe.json";
    std::ifstream file(path);
    const Json there = file ? Json::parse(file, nullptr, false) : Json();
    const bool is_new = !there.is_object();
    const std::string what = is_new ? "" : difference(there, recipe);
    if (!what.empty() && !restart) {
      throw base::Error(
          folder + " has frames that were painted otherwise: " + what +
          "; the same call goes on with them, --restart paints all anew, and another --output leaves "
          "them alone");
    }
    if (is_new || restart) {
      clear();
      write_text(path, recipe.dump(1, ' ', false, Json::error_handler_t::replace) + "\n");
    }
    take_stock();
  } catch (...) {
    close(lock_);
    throw;
  }
}

FrameStore::~FrameStore() {
  if (lock_ >= 0) close(lock_);
}

void FrameStore::lock() {
  const std::string path = folder_ + "/lock";
  for (;;) {
    lock_ = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, kFileMode);
    if (lock_ < 0) throw base::Error(folder_ + " cannot be used: " + std::strerror(errno));
    if (flock(lock_, LOCK_EX | LOCK_NB) != 0) {
      const int error_number = errno;
      close(lock_);
      if (error_number != EWOULDBLOCK)
        throw base::Error(folder_ + " cannot be locked: " + std::strerror(error_number));
      throw base::Error(folder_ + " is in use: another run is painting this film");
    }
    // The run before may just have removed it.
    struct stat held {
    }, named{};
    if (fstat(lock_, &held) == 0 && stat(path.c_str(), &named) == 0 && held.st_ino == named.st_ino) return;
    close(lock_);
  }
}

// States first, as frames without them count for nothing, and the recipe last.
void FrameStore::clear() {
  const std::vector<fs::path> files = files_in(folder_);
  const auto is_state = [](const fs::path& file) {
    return file.filename().string().rfind(kStateBegin, 0) == 0;
  };
  for (const fs::path& file : files) {
    if (is_state(file)) fs::remove(file);
  }
  for (const fs::path& file : files) {
    const std::string name = file.filename().string();
    if (is_own(file) && name != "lock" && name != "recipe.json") fs::remove(file);
  }
  fs::remove(folder_ + "/recipe.json");
  painted_ = 0;
}

void FrameStore::take_stock() {
  const std::string begin = kStateBegin;
  for (const fs::path& file : files_in(folder_)) {
    const std::string name = file.filename().string();
    if (name.rfind(begin, 0) == 0) {
      painted_ = std::max<std::int64_t>(painted_, std::atoll(name.c_str() + begin.size()));
    } else if (name.rfind(".style-transfer-", 0) == 0) {
      fs::remove(file);  // of a run that was killed
    }
  }
  for (std::int64_t number = 1; number <= painted_; ++number) {
    if (!fs::exists(file(number))) {
      throw base::Error(file(number) +
                        " is missing, so that the film cannot go on; --restart paints all frames anew");
    }
  }
}

std::string PaintedFrames::file(std::int64_t number) const {
  return store.file(backwards ? store.painted() + 1 - number : number);
}

void FrameStore::add_content(const pictures::Picture& picture) const {
  const std::string path = content_file(painted_ + 1);
  OutputFile(path).write([&](std::FILE* out) { pictures::write_png(picture, out, path); });
}

std::string FrameStore::content_file(std::int64_t number) const {
  return folder_ + base::format("/content-%06lld.png", static_cast<long long>(number));
}

std::string FrameStore::file(std::int64_t number) const {
  return folder_ + base::format("/%06lld.png", static_cast<long long>(number));
}

std::string FrameStore::state_file(std::int64_t number) const {
  return folder_ + base::format("/%s%06lld", kStateBegin, static_cast<long long>(number));
}

core::FilmState FrameStore::state() const {
  if (painted_ == 0) return {};
  const std::string path = state_file(painted_);
  std::ifstream file(path, std::ios::binary);
  try {
    return core::load_film_state(file);
  } catch (const base::Error& error) {
    throw base::Error(path + " cannot be used: " + error.what() + "; --restart paints all frames anew");
  }
}

void FrameStore::add(const pictures::Picture& picture, const core::FilmState& state) {
  const std::int64_t number = painted_ + 1;
  OutputFile(file(number)).write([&](std::FILE* out) { pictures::write_png(picture, out, file(number)); });
  std::ostringstream bytes;
  core::save(state, bytes);
  write_text(state_file(number), bytes.str());
  if (painted_ > 0) fs::remove(state_file(painted_));
  painted_ = number;
}

void FrameStore::remove() {
  clear();
  fs::remove(folder_ + "/lock");
  std::error_code error;
  fs::remove(folder_, error);  // stays if anything else was put there
  close(lock_);
  lock_ = -1;
}

}  // namespace cli
