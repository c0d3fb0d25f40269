#include "ui/render_thread.h"

#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include "base/error.h"
#include "sample_pictures.h"

namespace ui {
namespace {

RenderTask task_of(int iterations) {
  RenderTask task;
  task.content = test::waves(64, 48, 40);
  task.styles = core::as_styles({test::waves(64, 64, 9)});
  task.parameters = test::quick_parameters();
  task.parameters.iterations = iterations;
  return task;
}

// Polls until `done`; all news together.
template <typename Done>
RenderNews wait_until(RenderThread& thread, Done done) {
  RenderNews all;
  while (!done(all)) {
    std::this_thread::sleep_for(std::chrono::milliseconds(5));  // as a dialog's timer does
    RenderNews news = thread.poll();
    if (news.progress) all.progress = news.progress;
    if (news.picture) all.picture = std::move(news.picture);
    all.notes.insert(all.notes.end(), news.notes.begin(), news.notes.end());
    all.finished = news.finished;
  }
  return all;
}

bool finished(const RenderNews& news) { return news.finished; }

TEST(RenderThread, ReportsProgressAndReturnsAPaintedPicture) {
  const core::Image content = task_of(1).content;
  RenderThread thread(task_of(6));
  const RenderNews news = wait_until(thread, finished);
  ASSERT_TRUE(news.progress);
  EXPECT_EQ(news.progress->iterations, 6);
  const core::Result result = thread.take_result();
  EXPECT_FALSE(result.cancelled);
  EXPECT_EQ(result.picture.width(), 64);
  EXPECT_EQ(result.picture.height(), 48);
  EXPECT_NE(result.picture.rgb(), content.rgb());
}

TEST(RenderThread, StopsSoonAfterCancel) {
  RenderThread thread(task_of(100000));
  wait_until(thread, [](const RenderNews& news) { return news.progress && news.progress->iteration >= 2; });
  thread.cancel();
  const RenderNews news = wait_until(thread, finished);
  EXPECT_TRUE(thread.take_result().cancelled);
  if (news.progress) {
    EXPECT_LT(news.progress->iteration, 1000);
  }
}

TEST(RenderThread, KeepsTheBestSoFarWhenCancelled) {
  const core::Image content = task_of(1).content;
  RenderThread thread(task_of(100000));
  wait_until(thread, [](const RenderNews& news) { return news.progress && news.progress->iteration >= 20; });
  thread.cancel();
  wait_until(thread, finished);
  const core::Result result = thread.take_result();
  EXPECT_EQ(result.picture.width(), content.width());
  EXPECT_NE(result.picture.rgb(), content.rgb());
}

TEST(RenderThread, ShowsTheGrowingPicture) {
  RenderTask task = task_of(100000);
  task.picture_side = 32;
  RenderThread thread(std::move(task));
  const auto has_picture = [](const RenderNews& news) { return news.picture.has_value(); };
  const Pixels first = *wait_until(thread, has_picture).picture;
  EXPECT_EQ(first.width, 32);
  EXPECT_EQ(first.height, 24);
  EXPECT_NE(wait_until(thread, has_picture).picture->argb, first.argb);
}

TEST(RenderThread, StandsStillInAPauseAndGoesOnAfterIt) {
  RenderThread thread(task_of(100000));
  const auto has_progress = [](const RenderNews& news) { return news.progress.has_value(); };
  wait_until(thread, has_progress);
  thread.pause();
  std::this_thread::sleep_for(std::chrono::milliseconds(100));  // the iteration that runs
  const RenderNews last = thread.poll();
  std::this_thread::sleep_for(std::chrono::milliseconds(100));
  EXPECT_FALSE(thread.poll().progress);
  thread.resume();
  const RenderNews next = wait_until(thread, has_progress);
  if (last.progress) {
    EXPECT_GT(next.progress->iteration, last.progress->iteration);
  }
}

TEST(RenderThread, DoesNotCountAPauseInTheTimeLeft) {
  RenderThread thread(task_of(100000));
  const auto well_on = [](const RenderNews& news) { return news.progress && news.progress->iteration > 50; };
  const core::Progress before = *wait_until(thread, well_on).progress;
  thread.pause();
  std::this_thread::sleep_for(std::chrono::milliseconds(1000));
  thread.poll();
  thread.resume();
  const core::Progress after =
      *wait_until(thread, [](const RenderNews& news) { return news.progress.has_value(); }).progress;
  // As if nothing had happened: the pause is longer than all that was computed.
  EXPECT_LT(after.seconds_left, before.seconds_left * 2);
  EXPECT_LT(after.seconds, before.seconds + 0.9);
}

TEST(RenderThread, CanBeCancelledInAPause) {
  RenderThread thread(task_of(100000));
  wait_until(thread, [](const RenderNews& news) { return news.progress.has_value(); });
  thread.pause();
  std::this_thread::sleep_for(std::chrono::milliseconds(50));
  thread.cancel();
  wait_until(thread, finished);
  EXPECT_TRUE(thread.take_result().cancelled);
}

TEST(RenderThread, CanBeDestroyedInTheMiddleOfARun) {
  RenderThread thread(task_of(100000));
  wait_until(thread, [](const RenderNews& news) { return news.progress.has_value(); });
}

TEST(RenderThread, PassesTheErrorOn) {
  RenderTask task = task_of(1);
  task.parameters.weights = "/nonexistent/weights.safetensors";
  RenderThread thread(std::move(task));
  wait_until(thread, finished);
  try {
    thread.take_result();
    FAIL() << "no error";
  } catch (const base::Error& error) {
    EXPECT_NE(std::string(error.what()).find("/nonexistent/weights.safetensors"), std::string::npos)
        << error.what();
  }
}

TEST(RenderThread, TellsEachThingOnce) {
  RenderThread thread(task_of(1));
  wait_until(thread, finished);
  const RenderNews again = thread.poll();
  EXPECT_TRUE(again.finished);
  EXPECT_FALSE(again.progress);
  EXPECT_TRUE(again.notes.empty());
}

}  // namespace
}  // namespace ui
