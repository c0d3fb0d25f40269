#include "session/tasks/cost.h"

#include <algorithm>
#include <cmath>
#include <exception>

#include "base/error.h"
#include "core/working_side.h"
#include "session/words/offered_sizes.h"
#include "ui/error_sentence.h"

namespace ui {
namespace {

constexpr double kLongSeconds = 30 * 60;
constexpr double kMuchOfFree = 0.7;
constexpr int kLeastSuggested = 128;

bool is_long(const core::Prediction& prediction) { return prediction.seconds > kLongSeconds; }

// Tiles are how a run keeps within the memory, at twice the time.
bool is_much(const core::Prediction& prediction, std::size_t free_bytes) {
  return prediction.tile_side > 0 || static_cast<double>(prediction.bytes) > kMuchOfFree * free_bytes;
}

// Of all contents, one after the other.
core::Prediction predict_all(core::Predictor& predictor, const CostQuestion& question) {
  const auto predict = [&](core::Size content) {
    return predictor.predict(question.parameters, content, question.styles, question.content_alpha,
                             question.masks);
  };
  core::Prediction all = predict(question.content);
  for (const core::Size& content : question.further) {
    const core::Prediction one = predict(content);
    all.seconds += one.seconds;
    all.bytes = std::max(all.bytes, one.bytes);
    if (one.tile_side > 0) all.tile_side = one.tile_side;
  }
  return all;
}

int find_better_size(core::Predictor& predictor, const CostQuestion& question, int side,
                     std::size_t free_bytes) {
  CostQuestion smaller = question;
  for (int size = side; size >= kLeastSuggested; size = static_cast<int>(size * std::sqrt(0.5))) {
    smaller.parameters.size = size;
    try {
      const core::Prediction prediction = predict_all(predictor, smaller);
      if (!is_long(prediction) && !is_much(prediction, free_bytes)) return size;
    } catch (const base::Error&) {  // still too large for the memory, or too small for the network
    }
  }
  return 0;
}

// A negative time where it fails: the size that is chosen tells why.
double seconds_of(core::Predictor& predictor, CostQuestion question, int size) {
  question.parameters.size = size;
  try {
    return predict_all(predictor, question).seconds;
  } catch (const std::exception&) {
    return -1;
  }
}

}  // namespace

void CostAnswer::take(double pictures) {
  prediction.seconds *= pictures;
  for (SizeTime& size : offered) size.seconds *= pictures;
  long_time = is_long(prediction);
}

CostAnswer predict_cost(core::Predictor& predictor, const CostQuestion& question, std::size_t free_bytes) {
  CostAnswer answer;
  const int side = core::working_side(question.parameters.size, question.content);
  answer.working = core::fit_longer_side(question.content.width, question.content.height, side);
  // The largest first: the predictor measures for it, and answers the others from that.
  const std::vector<int> sizes = offered_sizes(question.content);
  for (auto size = sizes.rbegin(); size != sizes.rend(); ++size) {
    answer.offered.push_back({*size, seconds_of(predictor, question, *size)});
  }
  try {
    answer.prediction = predict_all(predictor, question);
    answer.long_time = is_long(answer.prediction);
    answer.much_memory = is_much(answer.prediction, free_bytes);
    if (answer.long_time || answer.much_memory) {
      const int next = static_cast<int>(side * std::sqrt(0.5)) / 32 * 32;
      answer.better_size = find_better_size(predictor, question, next, free_bytes);
    }
  } catch (...) {
    answer.error = sentence_of_current_exception();
  }
  return answer;
}

}  // namespace ui
