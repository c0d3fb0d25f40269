#include "cli/bench/bench_figures.h"

#include <algorithm>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "cli/peak_memory.h"
#include "core/iteration_parts.h"
#include "core/style_job.h"

namespace cli {
namespace {

// What is measured: the time between one iteration's end and the next one's.
class IterationTimes : public core::Observer {
 public:
  void on_start(const std::string& network, const std::string& engine) override {
    network_ = network;
    engine_ = engine;
  }
  void on_progress(const core::Progress& progress) override {
    if (progress.iteration > 1) milliseconds_.push_back(1000 * (progress.seconds - last_));
    if (progress.iteration == 1) first_ = progress.seconds;
    last_ = progress.seconds;
  }

  const std::string& network() const { return network_; }
  const std::string& engine() const { return engine_; }
  double seconds_to_first() const { return first_; }
  std::vector<double> sorted_milliseconds() const {
    std::vector<double> sorted = milliseconds_;
    std::sort(sorted.begin(), sorted.end());
    return sorted;
  }

 private:
  std::string network_;
  std::string engine_;
  double first_ = 0;
  double last_ = 0;
  std::vector<double> milliseconds_;
};

double median(const std::vector<double>& sorted) {
  const std::size_t middle = sorted.size() / 2;
  return sorted.size() % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

const char* kind_name(core::PartTime::Kind kind) {
  switch (kind) {
    case core::PartTime::Kind::kLayer:
      return "layer";
    case core::PartTime::Kind::kProduct:
      return "product";
    case core::PartTime::Kind::kOther:
      break;
  }
  return "other";
}

// "forward_ms" and, where operations are counted, "forward_gflop", "forward_gflops" and "forward_of_peak".
void add_effort(Json& row, const std::string& way, const core::Effort& effort, double peak_gflops) {
  row[way + "_ms"] = 1000 * effort.seconds;
  if (effort.operations == 0 || effort.seconds == 0) return;
  const double gflops = effort.operations * 1e-9 / effort.seconds;
  row[way + "_gflop"] = effort.operations * 1e-9;
  row[way + "_gflops"] = gflops;
  row[way + "_of_peak"] = gflops / peak_gflops;
}

Json part_rows(const core::IterationParts& iteration) {
  Json rows = Json::array();
  for (const core::PartTime& part : iteration.parts) {
    Json row = {{"kind", kind_name(part.kind)}, {"part", part.part}, {"method", part.method}};
    add_effort(row, "forward", part.forward, iteration.peak_gflops);
    if (part.kind != core::PartTime::Kind::kOther) {
      add_effort(row, "backward", part.backward, iteration.peak_gflops);
    }
    rows.push_back(row);
  }
  return rows;
}

// The columns of one way: milliseconds, GFLOP/s, share of the peak.
std::string figures_of(const Json& row, const std::string& way) {
  if (!row.contains(way + "_ms")) return "";
  char text[64];
  const double milliseconds = row[way + "_ms"];
  if (!row.contains(way + "_gflops")) {
    std::snprintf(text, sizeof text, "%12.2f %17s", milliseconds, "");
  } else {
    const double gflops = row[way + "_gflops"], share = row[way + "_of_peak"];
    std::snprintf(text, sizeof text, "%12.2f %9.0f %6.0f%%", milliseconds, gflops, 100 * share);
  }
  return text;
}

std::string size_text(const Json& figures) {
  return std::to_string(figures["width"].get<int>()) + "×" + std::to_string(figures["height"].get<int>());
}

double mebibytes(const Json& figures) { return figures["peak_rss_bytes"].get<double>() / (1 << 20); }

}  // namespace

Json bench_figures(const core::Image& content, const core::Image& style, core::Parameters parameters) {
  parameters.iterations += 1;  // the first one also prepares, and is not counted
  core::StyleJob job(content, {style}, parameters);
  IterationTimes iterations;
  job.run(iterations);
  const std::vector<double> times = iterations.sorted_milliseconds();
  if (times.empty()) {
    throw base::Error("the optimiser was done after one iteration; nothing is left to measure");
  }
  // Before the parts are measured, which takes memory of its own.
  const std::size_t peak = peak_memory_bytes();
  const core::IterationParts parts = core::measure_iteration(parameters, {job.width(), job.height()});
  return {{"width", job.width()},
          {"height", job.height()},
          {"iterations", times.size()},
          {"ms_per_iteration", median(times)},
          {"ms_least", times.front()},
          {"ms_greatest", times.back()},
          {"us_per_pixel", 1000 * median(times) / (static_cast<double>(job.width()) * job.height())},
          {"seconds_to_first_iteration", iterations.seconds_to_first()},
          {"peak_rss_bytes", peak},
          {"peak_gflops", parts.peak_gflops},
          {"parts", part_rows(parts)},
          {"resampling_ms", 1000 * parts.resampling_seconds},
          {"network", iterations.network()},
          {"dnn", iterations.engine()}};
}

void print_figures(const Json& figures) {
  std::printf("%s px, %s, %s\n", size_text(figures).c_str(), figures["network"].get<std::string>().c_str(),
              figures["dnn"].get<std::string>().c_str());
  std::printf("%.1f ms per iteration (median of %d; %.1f … %.1f), %.2f µs per pixel\n",
              figures["ms_per_iteration"].get<double>(), figures["iterations"].get<int>(),
              figures["ms_least"].get<double>(), figures["ms_greatest"].get<double>(),
              figures["us_per_pixel"].get<double>());
  std::printf("%.2f s to the end of the first iteration\n",
              figures["seconds_to_first_iteration"].get<double>());
  std::printf("%.0f MiB peak memory\n", mebibytes(figures));
  std::printf(
      "%.0f GFLOP/s are the processor's peak in float32. Operations of the plain way are counted: "
      "Winograd's\nalgorithm, half Gram matrices and bfloat16 may be beyond it.\n\n",
      figures["peak_gflops"].get<double>());
  std::printf("%-24s %12s %9s %7s %12s %9s %7s\n", "", "forward ms", "GFLOP/s", "of peak", "backward ms",
              "GFLOP/s", "of peak");
  double forward = 0, backward = 0;
  for (const Json& row : figures["parts"]) {
    std::printf("%-14s %-9s %s %s\n", row["part"].get<std::string>().c_str(),
                row["method"].get<std::string>().c_str(), figures_of(row, "forward").c_str(),
                figures_of(row, "backward").c_str());
    forward += row["forward_ms"].get<double>();
    backward += row.value("backward_ms", 0.0);
  }
  std::printf("%-24s %12.2f %30.2f\n", "all", forward, backward);
  std::printf("%-24s %12.2f\n\n", "resampling, once a scale", figures["resampling_ms"].get<double>());
}

void print_summary(const Json& sizes) {
  std::printf("%-12s %16s %13s %9s\n", "px", "ms per iteration", "µs per pixel", "peak MiB");
  for (const Json& figures : sizes) {
    std::printf("%-12s %16.1f %12.2f %9.0f\n", size_text(figures).c_str(),
                figures["ms_per_iteration"].get<double>(), figures["us_per_pixel"].get<double>(),
                mebibytes(figures));
  }
}

}  // namespace cli
