#include "choice_cache.h"

#include <unistd.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <system_error>

namespace dnn {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

// Changes when a method's code changes enough to be measured again.
constexpr int kFormat = 1;

// More is no file of ours.
constexpr std::uintmax_t kMostBytes = 1 << 20;
constexpr std::size_t kMostMachines = 32;

}  // namespace

ChoiceCache::ChoiceCache(fs::path folder, std::string machine)
    : file_(folder.empty() ? fs::path() : folder / "convolutions.json"), machine_(std::move(machine)) {
  if (file_.empty()) return;
  const Machines machines = load();
  const auto own = machines.find(machine_);
  if (own != machines.end()) choices_ = own->second;
}

bool ChoiceCache::lasting() {
  if (!lasting_) lasting_ = save();
  return *lasting_;
}

std::optional<std::string> ChoiceCache::find(const std::string& key) const {
  const auto found = choices_.find(key);
  if (found == choices_.end()) return std::nullopt;
  return found->second;
}

void ChoiceCache::remember(const std::string& key, const std::string& value) { choices_[key] = value; }

ChoiceCache::Machines ChoiceCache::load() const {
  std::error_code error;
  if (!fs::is_regular_file(file_, error) || fs::file_size(file_, error) > kMostBytes || error) return {};
  std::ifstream stream(file_);
  const Json json = Json::parse(stream, nullptr, false);
  if (!json.is_object() || json.value("format", Json()) != Json(kFormat)) return {};
  const auto machines = json.find("machines");
  if (machines == json.end() || !machines->is_object()) return {};
  Machines result;
  for (const auto& [machine, choices] : machines->items()) {
    if (!choices.is_object()) continue;
    for (const auto& [key, value] : choices.items()) {
      if (value.is_string()) result[machine][key] = value.get<std::string>();
    }
  }
  return result;
}

bool ChoiceCache::save() {
  if (file_.empty()) return false;
  std::error_code error;
  fs::create_directories(file_.parent_path(), error);
  Machines machines = load();
  if (machines.size() >= kMostMachines) machines.clear();
  for (const auto& [key, value] : choices_) machines[machine_][key] = value;
  const Json json = {{"format", kFormat}, {"machines", machines}};
  const fs::path beside = file_.string() + "." + std::to_string(getpid());
  {
    std::ofstream stream(beside);
    stream << json.dump(1, ' ', false, Json::error_handler_t::replace) << '\n';
    if (!stream.flush()) error = std::make_error_code(std::errc::io_error);
  }
  if (!error) fs::rename(beside, file_, error);
  if (!error) return true;
  std::error_code ignored;
  fs::remove(beside, ignored);
  return false;
}

}  // namespace dnn
