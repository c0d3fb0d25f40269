#include "cli/paint/batch.h"

#include <glob.h>

#include <algorithm>
#include <filesystem>

#include "base/error.h"
#include "pictures/picture_files.h"

namespace cli {
namespace {

namespace fs = std::filesystem;

bool is_picture_name(const std::string& file) {
  const std::string ending = pictures::ending_of(file);
  return pictures::is_written(ending) || ending == "exr";
}

std::vector<std::string> in_folder(const std::string& folder) {
  std::vector<std::string> files;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    if (entry.is_regular_file() && is_picture_name(entry.path().string())) {
      files.push_back(entry.path().string());
    }
  }
  std::sort(files.begin(), files.end());
  if (files.empty()) throw base::Error(folder + " has no pictures in it");
  return files;
}

std::vector<std::string> matching(const std::string& pattern) {
  std::vector<std::string> files;
  glob_t found{};
  if (glob(pattern.c_str(), 0, nullptr, &found) == 0) {
    for (std::size_t i = 0; i < found.gl_pathc; ++i) {
      if (fs::is_regular_file(found.gl_pathv[i])) files.emplace_back(found.gl_pathv[i]);
    }
  }
  globfree(&found);
  if (files.empty()) throw base::Error("there is no file that " + pattern + " matches");
  return files;
}

std::string name_alone(const std::string& file) {
  return file == pictures::kPipe ? "stdin" : fs::path(file).stem().string();
}

}  // namespace

std::vector<std::string> picture_files(const std::vector<std::string>& given) {
  std::vector<std::string> files;
  for (const std::string& one : given) {
    std::error_code error;
    std::vector<std::string> found = {one};
    if (fs::is_directory(one, error)) {
      found = in_folder(one);
    } else if (!fs::exists(one, error) && one.find_first_of("*?[") != std::string::npos) {
      found = matching(one);
    }
    files.insert(files.end(), found.begin(), found.end());
  }
  return files;
}

bool has_place(const std::string& pattern) { return pattern.find('{') != std::string::npos; }

std::string result_name(const std::string& pattern, const std::string& content, const std::string& style) {
  std::string name;
  for (std::size_t at = 0; at < pattern.size();) {
    const std::size_t close = pattern[at] == '{' ? pattern.find('}', at) : std::string::npos;
    if (close == std::string::npos) {
      name += pattern[at++];
      continue;
    }
    const std::string word = pattern.substr(at + 1, close - at - 1);
    if (word == "name") {
      name += name_alone(content);
    } else if (word == "style") {
      name += name_alone(style);
    } else if (word == "ext") {
      const std::string ending = pictures::ending_of(content);
      name += pictures::is_written(ending) ? ending : "png";
    } else {
      throw base::Error("{" + word + "} in " + pattern + " is not known; {name}, {style} and {ext} are");
    }
    at = close + 1;
  }
  return name;
}

}  // namespace cli
