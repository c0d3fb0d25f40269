#include "cli/paint/paint_all.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <new>

#include "base/error.h"
#include "cli/error_line.h"
#include "cli/paint/paint_run.h"
#include "cli/paint/progress_report.h"
#include "cli/paint/recipe_files.h"

namespace cli {
namespace {

bool is_painted(const PaintRequest& request, Studio& studio) {
  if (!request.skip_existing || !std::filesystem::is_regular_file(request.output)) return false;
  try {
    return recipe_text_of(request.output) == core::recipe_text(recipe_of(request, studio.files));
  } catch (const base::Error&) {
    return false;  // it holds no recipe, so it is painted anew
  }
}

// "[3/10] photo.jpg".
void tell_turn(const PaintRequest& request, std::size_t at, std::size_t all, const char* what = "") {
  if (request.quiet || all == 1) return;
  const std::string& file = is_texture(request) ? request.styles.files.front() : request.content;
  std::printf("[%zu/%zu] %s%s\n", at + 1, all, file.c_str(), what);
  std::fflush(stdout);
}

void tell_failures(const std::vector<std::string>& failed, std::size_t all) {
  if (failed.empty()) return;
  std::string list;
  for (const std::string& file : failed) list += (list.empty() ? "" : ", ") + file;
  print_error(std::to_string(failed.size()) + " of " + std::to_string(all) +
              " pictures were not painted: " + list);
}

}  // namespace

ExitCode paint_all(const std::vector<PaintRequest>& requests, core::Team& team) {
  Studio studio(team);
  core::Prediction whole;
  std::vector<std::string> failed;
  for (std::size_t i = 0; i < requests.size(); ++i) {
    const PaintRequest& request = requests[i];
    if (is_painted(request, studio)) {
      tell_turn(request, i, requests.size(), ": already painted");
      continue;
    }
    tell_turn(request, i, requests.size());
    if (requests.size() == 1) return paint(request, studio).code;
    try {
      const Painted painted = paint(request, studio);
      if (painted.code == kCancelled) return kCancelled;
      whole.seconds += painted.prediction.seconds;
      whole.bytes = std::max(whole.bytes, painted.prediction.bytes);
    } catch (const std::bad_alloc&) {
      print_error(request.content + " needs more memory than there is; a smaller --size needs less");
      failed.push_back(request.content);
    } catch (const std::exception& error) {
      print_error(error.what());
      failed.push_back(request.content);
    }
  }
  if (requests.size() > 1 && requests.front().estimate) {
    std::printf("All together: ");
    ProgressReport(false).predict(whole);
  }
  tell_failures(failed, requests.size());
  return failed.empty() ? kDone : kFailed;
}

}  // namespace cli
