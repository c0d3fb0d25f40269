#include "cli/json_lines.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "base/error.h"

namespace cli {

Json parameters_json(const core::Parameters& parameters) {
  Json values = Json::object();
  for (const core::ParameterRow& row : core::parameter_table()) {
    values[row.name] = std::visit([&](const auto member) { return Json(parameters.*member); }, row.member);
  }
  return values;
}

Json styles_json(const std::vector<LoggedStyle>& styles) {
  Json pictures = Json::array();
  for (const LoggedStyle& style : styles) {
    Json& picture = pictures.emplace_back();
    picture = {{"file", style.file}, {"weight", style.weight}, {"scale", style.scale}};
    if (!style.guide.empty()) picture["guide"] = style.guide;
    if (!style.style_guide.empty()) picture["style_guide"] = style.style_guide;
  }
  return pictures;
}

std::string line_of(const Json& object) {
  return object.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string indented(const std::string& json) { return Json::parse(json).dump(2) + "\n"; }

void check_log(const std::string& log, const std::vector<std::string>& others) {
  for (const std::string& other : others) {
    std::error_code error;
    if (log == other || std::filesystem::equivalent(log, other, error)) {
      throw base::Error("--log names " + other + ", which another option names too; another file is needed");
    }
  }
}

JsonLines::JsonLines(const std::string& path, Mode mode)
    : path_(path), file_(std::fopen(path.c_str(), mode == Mode::kReplace ? "wbe" : "abe")) {
  if (!file_) throw base::Error("the log " + path + " cannot be written: " + std::strerror(errno));
}

void JsonLines::write(const Json& object) {
  if (error_number_ != 0) return;
  const std::string line = line_of(object);
  const bool written = std::fwrite(line.data(), 1, line.size(), file_.get()) == line.size();
  if (!written || std::fflush(file_.get()) != 0) error_number_ = errno;
}

void JsonLines::finish() {
  if (std::fclose(file_.release()) != 0 && error_number_ == 0) error_number_ = errno;
  if (error_number_ != 0) {
    throw base::Error("the log " + path_ + " is incomplete: " + std::strerror(error_number_));
  }
}

}  // namespace cli
