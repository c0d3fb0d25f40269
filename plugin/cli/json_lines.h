// A log of JSON objects, one a line, that can be followed while it is written.
//
// One that can no longer be written does not end the run: the picture is worth more. finish() tells.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "cli/paint/style_request.h"
#include "core/parameters.h"
#include "pictures/file_handle.h"

namespace cli {

using Json = nlohmann::ordered_json;

Json parameters_json(const core::Parameters& parameters);
Json styles_json(const std::vector<LoggedStyle>& styles);
// Texts come from the command line and need not be UTF-8.
std::string line_of(const Json& object);
// The same for people: each value on a line of its own.
std::string indented(const std::string& json);

// Throws base::Error where one of the other files is the log, which is written while they are in use.
void check_log(const std::string& log, const std::vector<std::string>& others);

class JsonLines {
 public:
  enum class Mode { kReplace, kAppend };
  // Throws base::Error where the file cannot be made.
  JsonLines(const std::string& path, Mode mode);

  void write(const Json& object);
  // Throws base::Error where any line could not be written.
  void finish();

 private:
  std::string path_;
  pictures::FileHandle file_;
  int error_number_ = 0;
};

}  // namespace cli
