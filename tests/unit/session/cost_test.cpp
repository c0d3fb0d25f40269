#include "session/tasks/cost.h"

#include <gtest/gtest.h>

#include <limits>

#include "sample_pictures.h"
#include "session/words/cost_text.h"

namespace ui {
namespace {

constexpr std::size_t kPlenty = std::numeric_limits<std::size_t>::max();

CostQuestion question() {
  CostQuestion question;
  question.parameters = test::quick_parameters();
  question.parameters.size = 600;
  question.content = {900, 600};
  question.styles = {core::Size{400, 400}};
  return question;
}

TEST(Cost, IsThatOfTheWorkingSize) {
  core::Painter painter;
  core::Predictor predictor(painter);
  const CostAnswer answer = predict_cost(predictor, question(), kPlenty);
  EXPECT_FALSE(answer.error);
  EXPECT_EQ(answer.working.width, 600);
  EXPECT_EQ(answer.working.height, 400);
  EXPECT_GT(answer.prediction.seconds, 0);
  EXPECT_GT(answer.prediction.bytes, 0U);
  EXPECT_EQ(answer.better_size, 0);
  EXPECT_EQ(cost_warning(answer), "");
}

TEST(Cost, OfTheLayersOwnSizeIsThatOfSizeZero) {
  core::Painter painter;
  core::Predictor predictor(painter);
  CostQuestion own = question();
  own.parameters.size = 0;
  const CostAnswer answer = predict_cost(predictor, own, kPlenty);
  EXPECT_EQ(answer.working.width, 900);
  EXPECT_EQ(answer.working.height, 600);
}

TEST(Cost, OfSeveralLayersIsTheSumOfTheirTimes) {
  core::Painter painter;
  core::Predictor predictor(painter);
  const double one = predict_cost(predictor, question(), kPlenty).prediction.seconds;
  CostQuestion three = question();
  three.further = {{900, 600}, {900, 600}};
  const CostAnswer answer = predict_cost(predictor, three, kPlenty);
  EXPECT_NEAR(answer.prediction.seconds, 3 * one, 0.01 * one);
  EXPECT_GT(answer.offered.front().seconds, 0);
}

TEST(Cost, NamesTheTimeOfEachSizeThatIsOffered) {
  core::Painter painter;
  core::Predictor predictor(painter);
  const CostAnswer answer = predict_cost(predictor, question(), kPlenty);
  ASSERT_EQ(answer.offered.size(), 2U);
  double full = 0, quick = 0;
  for (const SizeTime& time : answer.offered) (time.size == 0 ? full : quick) = time.seconds;
  EXPECT_GT(quick, 0);
  EXPECT_GT(full, quick);
}

TEST(Cost, SuggestsASizeThatTakesLessMemory) {
  core::Painter painter;
  core::Predictor predictor(painter);
  CostQuestion large = question();
  const std::size_t bytes = predict_cost(predictor, large, kPlenty).prediction.bytes;
  const std::size_t free = bytes / 10 * 13;  // of which this is more than 70 %
  const CostAnswer answer = predict_cost(predictor, large, free);
  EXPECT_TRUE(answer.much_memory);
  ASSERT_GT(answer.better_size, 0);
  EXPECT_LT(answer.better_size, 600);
  EXPECT_NE(cost_warning(answer).find(std::to_string(answer.better_size)), std::string::npos);
  large.parameters.size = answer.better_size;
  EXPECT_FALSE(predict_cost(predictor, large, free).much_memory);
}

TEST(Cost, SuggestsASizeThatTakesLessTime) {
  core::Painter painter;
  core::Predictor predictor(painter);
  CostQuestion longer = question();
  const double seconds = predict_cost(predictor, longer, kPlenty).prediction.seconds;
  longer.parameters.iterations = static_cast<int>(longer.parameters.iterations * 8000 / seconds);
  const CostAnswer answer = predict_cost(predictor, longer, kPlenty);
  EXPECT_TRUE(answer.long_time);
  ASSERT_GT(answer.better_size, 0);
  longer.parameters.size = answer.better_size;
  EXPECT_FALSE(predict_cost(predictor, longer, kPlenty).long_time);
}

TEST(Cost, SaysWhyThereIsNone) {
  core::Painter painter;
  core::Predictor predictor(painter);
  CostQuestion wrong = question();
  wrong.parameters.weights = "/nonexistent/weights.safetensors";
  const CostAnswer answer = predict_cost(predictor, wrong, kPlenty);
  ASSERT_TRUE(answer.error);
  for (const SizeTime& time : answer.offered) EXPECT_LT(time.seconds, 0);
  EXPECT_NE(answer.error->find("/nonexistent/weights.safetensors"), std::string::npos);
  EXPECT_EQ(cost_text(answer), "");
  EXPECT_EQ(cost_warning(answer).substr(1), answer.error->substr(1) + ".");
}

TEST(CostText, NamesTimeMemoryAndSize) {
  CostAnswer answer;
  answer.working = {1024, 683};
  answer.prediction.seconds = 118;
  answer.prediction.bytes = 637'000'000;
  EXPECT_EQ(cost_text(answer), "About 2 min and 640 MB for 1024 × 683 px");
}

TEST(CostText, RoundsBytesAsOneWouldSayIt) {
  EXPECT_EQ(bytes_text(1), "10 MB");
  EXPECT_EQ(bytes_text(994'000'000), "990 MB");
  EXPECT_EQ(bytes_text(996'000'000), "1.0 GB");
  EXPECT_EQ(bytes_text(12'340'000'000), "12.3 GB");
}

TEST(CostWarning, TellsOfTiles) {
  CostAnswer answer;
  answer.much_memory = true;
  answer.prediction.tile_side = 1024;
  answer.better_size = 1408;
  EXPECT_EQ(
      cost_warning(answer),
      "The memory allows only tiles of 1024 px, which takes longer. A size of 1408 px would be easier.");
}

}  // namespace
}  // namespace ui
