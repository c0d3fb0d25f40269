#include "cli/paint/run_log.h"

#include <nlohmann/json.hpp>

namespace cli {

RunLog::RunLog(const std::string& path) : lines_(path, JsonLines::Mode::kReplace) {}

void RunLog::start(const core::Parameters& parameters, const std::vector<LoggedStyle>& styles,
                   const LoggedMasks& masks, const std::string& recipe, const core::Prediction& prediction,
                   const std::string& network, const std::string& engine) {
  Json first = {{"parameters", parameters_json(parameters)},
                {"styles", styles_json(styles)},
                {"recipe", Json::parse(recipe)},
                {"network", network},
                {"version", STYLE_TRANSFER_VERSION},
                {"dnn", engine},
                {"predicted_seconds", prediction.seconds},
                {"predicted_bytes", prediction.bytes}};
  if (!masks.keep.empty()) first["keep"] = masks.keep;
  if (!masks.freeze.empty()) first["freeze"] = masks.freeze;
  lines_.write(first);
}

void RunLog::iteration(const core::Progress& progress) {
  Json values = {{"scale", progress.longer_side}, {"iteration", progress.iteration}};
  for (const core::Losses::Loss& loss : progress.losses.parts) values[loss.name + "_loss"] = loss.value;
  values["total_loss"] = progress.losses.total;
  values["seconds"] = progress.seconds;
  lines_.write(values);
}

void RunLog::finish(const std::string& result, const core::Losses& losses, bool cancelled,
                    std::size_t peak_bytes) {
  Json last = {{"result", result}, {"total_loss", losses.total}, {"peak_rss_bytes", peak_bytes}};
  if (cancelled) last["cancelled"] = true;
  lines_.write(last);
  lines_.finish();
}

}  // namespace cli
