#include "session/tasks/preview_worker.h"

#include <gtest/gtest.h>

#include <chrono>

#include "sample_pictures.h"

namespace ui {
namespace {

constexpr int kThreads = 2;
constexpr int kLittleMemory = 95;  // MiB, with these
using Clock = std::chrono::steady_clock;

// Small, as the thread sanitizer makes all that computes twenty times as slow.
PreviewTask task(int iterations = 4) {
  static const auto content = std::make_shared<const core::Image>(test::waves(32, 24, 20));
  static const auto style =
      std::make_shared<const StylePicture>(make_style_picture(test::waves(32, 32, 9), 32));
  PreviewTask task;
  task.content = content;
  task.styles.emplace_back().picture = style;
  task.parameters = test::quick_parameters();
  task.parameters.iterations = iterations;
  task.parameters.threads = kThreads;
  return task;
}

// The limit lets the predictor measure the smallest pictures alone.
CostQuestion question() {
  CostQuestion question{test::quick_parameters(), {64, 48}, {core::Size{64, 64}}};
  question.parameters.threads = kThreads;
  question.parameters.memory_limit = kLittleMemory;
  return question;
}

constexpr int kForEver = 100000;

// All news until `done`, together.
template <typename Done>
PreviewNews wait_until(PreviewWorker& worker, Done done) {
  PreviewNews all;
  while (!done(all)) {
    worker.wait();
    PreviewNews news = worker.poll();
    if (news.picture) all.picture = std::move(news.picture);
    if (news.cost) all.cost = std::move(news.cost);
    if (news.error) all.error = std::move(news.error);
    all.finished |= news.finished;
    all.idle = news.idle;
  }
  return all;
}

bool finished(const PreviewNews& news) { return news.finished; }
bool idle(const PreviewNews& news) { return news.idle; }
bool painted(const PreviewNews& news) { return news.picture.has_value(); }

TEST(PreviewWorker, PaintsAPicture) {
  PreviewWorker worker;
  worker.paint(task());
  const PreviewNews news = wait_until(worker, finished);
  EXPECT_FALSE(news.error);
  ASSERT_TRUE(news.picture);
  EXPECT_EQ(news.picture->width, 32);
  EXPECT_EQ(news.picture->height, 24);
  EXPECT_NE(news.picture->argb, to_pixels(*task().content).argb);
}

TEST(PreviewWorker, ShowsPicturesOnTheWay) {
  PreviewWorker worker;
  worker.paint(task(kForEver));
  const PreviewNews first = wait_until(worker, painted);
  const PreviewNews second = wait_until(worker, painted);
  EXPECT_NE(first.picture->argb, second.picture->argb);
}

TEST(PreviewWorker, GivesUpWhatIsNoLongerWanted) {
  PreviewWorker worker;
  worker.paint(task(kForEver));
  wait_until(worker, painted);
  PreviewTask other = task(2);
  other.parameters.style_layers = "relu1_1";
  worker.paint(std::move(other));
  EXPECT_FALSE(wait_until(worker, finished).error);
}

TEST(PreviewWorker, PaintsTheSameWhateverCameBefore) {
  PreviewWorker fresh;
  fresh.paint(task());
  const Pixels expected = *wait_until(fresh, finished).picture;
  PreviewWorker worker;
  PreviewTask other = task(kForEver);
  other.parameters.style_layers = "relu1_1";
  worker.paint(std::move(other));
  wait_until(worker, painted);
  worker.paint(task());
  EXPECT_EQ(wait_until(worker, finished).picture->argb, expected.argb);
}

TEST(PreviewWorker, GoesOnFromItsPictureWhereOnlyWeightsChange) {
  PreviewWorker worker;
  worker.paint(task(40));
  const Pixels before = *wait_until(worker, finished).picture;
  PreviewTask other = task(1);
  other.parameters.iterations = 40;
  other.parameters.style_weight *= 1.01;
  worker.paint(std::move(other));
  const Pixels first = *wait_until(worker, painted).picture;
  // A first step from the content would be near the content.
  const Pixels content = to_pixels(*task().content);
  const auto distance = [&](const Pixels& other) {
    double sum = 0;
    for (std::size_t i = 0; i < first.argb.size(); ++i) {
      sum += std::abs(static_cast<int>(first.argb[i] & 255U) - static_cast<int>(other.argb[i] & 255U));
    }
    return sum;
  };
  EXPECT_LT(distance(before), distance(content) / 2);
}

TEST(PreviewWorker, EndsWithTheSameWhetherItGoesOnOrNot) {
  PreviewTask wanted = task();
  wanted.parameters.style_weight *= 5;
  PreviewWorker fresh;
  fresh.paint(wanted);
  const Pixels expected = *wait_until(fresh, finished).picture;
  PreviewWorker worker;
  worker.paint(task());
  wait_until(worker, finished);
  worker.paint(wanted);
  EXPECT_EQ(wait_until(worker, finished).picture->argb, expected.argb);
}

TEST(PreviewWorker, PutsThePhotographsColoursOnAtOnceAndTakesThemOffAgain) {
  PreviewWorker worker;
  worker.paint(task(20));
  const PreviewNews painted = wait_until(worker, finished);
  PreviewTask coloured = task(20);
  coloured.parameters.colour = "photo";
  worker.paint(coloured);
  const PreviewNews photo = wait_until(worker, finished);
  ASSERT_TRUE(painted.picture && photo.picture);
  EXPECT_NE(photo.picture->argb, painted.picture->argb);
  worker.paint(task(20));
  EXPECT_EQ(wait_until(worker, finished).picture->argb, painted.picture->argb);

  PreviewWorker other;
  other.paint(coloured);
  EXPECT_EQ(wait_until(other, finished).picture->argb, photo.picture->argb);
}

TEST(PreviewWorker, TellsWhatIsWrong) {
  PreviewWorker worker;
  PreviewTask wrong = task();
  wrong.parameters.weights = "/nonexistent/weights.safetensors";
  worker.paint(std::move(wrong));
  const PreviewNews news = wait_until(worker, finished);
  ASSERT_TRUE(news.error);
  EXPECT_NE(news.error->find("/nonexistent/weights.safetensors"), std::string::npos);
  worker.paint(task());
  EXPECT_FALSE(wait_until(worker, finished).error);
}

TEST(PreviewWorker, AnswersWhatARenderCosts) {
  PreviewWorker worker;
  worker.ask(question());
  const PreviewNews news = wait_until(worker, [](const PreviewNews& all) { return all.cost.has_value(); });
  EXPECT_GT(news.cost->prediction.seconds, 0);
}

TEST(PreviewWorker, AnswersInAPauseOfALongPreview) {
  PreviewWorker worker;
  worker.paint(task(kForEver));
  worker.ask(question());
  wait_until(worker, [](const PreviewNews& all) { return all.cost && all.picture; });
  wait_until(worker, painted);  // and goes on
}

TEST(PreviewWorker, IsSilentAfterStop) {
  PreviewWorker worker;
  worker.paint(task(kForEver));
  wait_until(worker, painted);
  worker.stop();
  const PreviewNews news = wait_until(worker, idle);
  EXPECT_FALSE(news.picture || news.finished || news.error);
  worker.paint(task());
  wait_until(worker, finished);
}

TEST(PreviewWorker, IsIdleWhenAllNewsHaveBeenTold) {
  PreviewWorker worker;
  worker.paint(task(kForEver));
  wait_until(worker, painted);
  EXPECT_FALSE(worker.poll().idle);
  worker.paint(task());
  worker.ask(question());
  const PreviewNews news = wait_until(worker, idle);
  EXPECT_TRUE(news.finished && news.picture && news.cost);
  EXPECT_TRUE(worker.poll().idle);
}

TEST(PreviewWorker, NeverMakesItsOwnerWait) {
  PreviewWorker worker;
  double longest = 0;
  for (int i = 0; i < 21; ++i) {
    PreviewTask next = task(kForEver);
    next.parameters.style_scale = 1 + i / 100.0;
    const Clock::time_point begin = Clock::now();
    worker.paint(std::move(next));
    worker.ask(question());
    worker.poll();
    if (i % 7 == 0) worker.stop();
    longest = std::max(longest, std::chrono::duration<double>(Clock::now() - begin).count());
    if (i % 3 == 0) worker.wait();
  }
  EXPECT_LT(longest, 0.05);
}

}  // namespace
}  // namespace ui
