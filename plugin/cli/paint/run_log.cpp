#include "cli/paint/run_log.h"

#include <cerrno>
#include <cstring>
#include <nlohmann/json.hpp>

#include "base/error.h"

namespace cli {
namespace {

using Json = nlohmann::ordered_json;

Json value(const core::Parameters& parameters, const core::ParameterRow& row) {
  return std::visit([&](const auto member) { return Json(parameters.*member); }, row.member);
}

// Texts come from the command line and need not be UTF-8.
std::string line(const Json& object) {
  return object.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace

RunLog::RunLog(const std::string& path) : path_(path), file_(std::fopen(path.c_str(), "wbe")) {
  if (!file_) throw base::Error("the log " + path + " cannot be written: " + std::strerror(errno));
}

void RunLog::start(const core::Parameters& parameters, const std::vector<LoggedStyle>& styles,
                   const LoggedMasks& masks, const std::string& recipe, const core::Prediction& prediction,
                   const std::string& network, const std::string& engine) {
  Json values = Json::object();
  for (const core::ParameterRow& row : core::parameter_table()) values[row.name] = value(parameters, row);
  Json pictures = Json::array();
  for (const LoggedStyle& style : styles) {
    Json& picture = pictures.emplace_back();
    picture = {{"file", style.file}, {"weight", style.weight}, {"scale", style.scale}};
    if (!style.guide.empty()) picture["guide"] = style.guide;
    if (!style.style_guide.empty()) picture["style_guide"] = style.style_guide;
  }
  Json first = {{"parameters", values},
                {"styles", pictures},
                {"recipe", Json::parse(recipe)},
                {"network", network},
                {"version", STYLE_TRANSFER_VERSION},
                {"dnn", engine},
                {"predicted_seconds", prediction.seconds},
                {"predicted_bytes", prediction.bytes}};
  if (!masks.keep.empty()) first["keep"] = masks.keep;
  if (!masks.freeze.empty()) first["freeze"] = masks.freeze;
  write_line(line(first));
}

void RunLog::iteration(const core::Progress& progress) {
  Json values = {{"scale", progress.longer_side}, {"iteration", progress.iteration}};
  for (const core::Losses::Loss& loss : progress.losses.parts) values[loss.name + "_loss"] = loss.value;
  values["total_loss"] = progress.losses.total;
  values["seconds"] = progress.seconds;
  write_line(line(values));
}

void RunLog::finish(const std::string& result, const core::Losses& losses, bool cancelled,
                    std::size_t peak_bytes) {
  Json last = {{"result", result}, {"total_loss", losses.total}, {"peak_rss_bytes", peak_bytes}};
  if (cancelled) last["cancelled"] = true;
  write_line(line(last));
  if (std::fclose(file_.release()) != 0 && error_number_ == 0) error_number_ = errno;
  if (error_number_ != 0) {
    throw base::Error("the log " + path_ + " is incomplete: " + std::strerror(error_number_));
  }
}

void RunLog::write_line(const std::string& line) {
  if (error_number_ != 0) return;
  const bool written = std::fwrite(line.data(), 1, line.size(), file_.get()) == line.size();
  if (!written || std::fflush(file_.get()) != 0) error_number_ = errno;
}

}  // namespace cli
