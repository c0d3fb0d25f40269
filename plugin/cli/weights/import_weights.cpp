#include "weights/import_weights.h"

#include <cstdio>
#include <filesystem>

#include "base/error.h"
#include "cli/weights/new_weights.h"
#include "weights/weights_folder.h"

namespace cli {
namespace {

namespace fs = std::filesystem;

fs::path target_of(const ImportRequest& request) {
  if (!request.name.empty()) return weights::new_weights_file(request.name, request.replace);
  const std::string own = fs::path(request.file).stem().string();
  try {
    weights::check_weights_name(own);
  } catch (const base::Error& error) {
    throw base::Error(std::string(error.what()) + "; --name gives another");
  }
  return weights::new_weights_file(own, request.replace);
}

}  // namespace

ExitCode import_weights(const ImportRequest& request) {
  weights::Import wanted;
  wanted.source = request.file;
  wanted.target = target_of(request).string();
  wanted.preprocessing = request.preprocessing;
  const weights::WeightSet set = weights::import_weights(wanted);
  std::printf("%s: %s\n", wanted.target.c_str(), one_line(set).c_str());
  print_notes(set);
  return kDone;
}

void print_notes(const weights::WeightSet& set) {
  for (const std::string& note : set.notes) std::printf("%-14s %s\n", "note", note.c_str());
  if (!set.preprocessing_guess.empty()) std::printf("%-14s %s\n", "note", set.preprocessing_guess.c_str());
}

std::string one_line(const weights::WeightSet& set) {
  return std::string(weights::network_name(set.network)) + " to conv" + set.convolutions.back().name + ", " +
         std::to_string(set.convolutions.front().out_channels) + " … " +
         std::to_string(set.convolutions.back().out_channels) + " channels";
}

}  // namespace cli
