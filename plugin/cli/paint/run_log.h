// The log of a run: one JSON object a line, so that it can be followed while the run goes on.
//
//   {"parameters":{…},"styles":[{"file":PATH,"weight":…,"scale":…,"guide":PATH,"style_guide":PATH},…],
//    "keep":PATH,"freeze":PATH,"recipe":{…},"network":…,"version":…,"dnn":…,"predicted_seconds":…,"predicted_bytes":…}
//   {"scale":px,"iteration":i,"content_loss":…,"style_loss":…,"tv_loss":…,"total_loss":…,"seconds":…}
//   {"result":PATH,"peak_rss_bytes":…}
//
// Masks that were not given are left out. The second line for each iteration, with each loss that there is;
// the last with "cancelled":true if the run was.
//
// A log that can no longer be written does not end the run: the picture is worth more. finish() tells.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "cli/json_lines.h"
#include "cli/paint/style_request.h"
#include "core/parameters.h"
#include "core/prediction.h"
#include "core/style_job.h"

namespace cli {

// Of the content; empty: none.
struct LoggedMasks {
  std::string keep;
  std::string freeze;
};

class RunLog {
 public:
  // Throws base::Error where the file cannot be made; an existing one is replaced.
  explicit RunLog(const std::string& path);

  void start(const core::Parameters& parameters, const std::vector<LoggedStyle>& styles,
             const LoggedMasks& masks, const std::string& recipe, const core::Prediction& prediction,
             const std::string& network, const std::string& engine);
  void iteration(const core::Progress& progress);
  // `losses`: of the result. Throws base::Error where any line could not be written.
  void finish(const std::string& result, const core::Losses& losses, bool cancelled, std::size_t peak_bytes);

 private:
  JsonLines lines_;
};

}  // namespace cli
