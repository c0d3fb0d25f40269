#include "ui/render_thread.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "sample_pictures.h"

namespace ui {
namespace {

RenderTask task_of(int iterations) {
  RenderTask task;
  task.content = test::waves(32, 24, 20);
  task.styles = core::as_styles({test::waves(32, 32, 9)});
  task.parameters = test::quick_parameters();
  task.parameters.iterations = iterations;
  return task;
}

// All news until `done`, together.
template <typename Done>
RenderNews wait_until(RenderThread& thread, Done done) {
  RenderNews all;
  while (!done(all)) {
    thread.wait();
    RenderNews news = thread.poll();
    if (news.progress) all.progress = news.progress;
    if (news.picture) all.picture = std::move(news.picture);
    all.notes.insert(all.notes.end(), news.notes.begin(), news.notes.end());
    all.finished = news.finished;
  }
  return all;
}

bool finished(const RenderNews& news) { return news.finished; }
bool has_progress(const RenderNews& news) { return news.progress.has_value(); }

TEST(RenderThread, ReportsProgressAndReturnsAPaintedPicture) {
  const core::Image content = task_of(1).content;
  RenderThread thread(task_of(6));
  const RenderNews news = wait_until(thread, finished);
  ASSERT_TRUE(news.progress);
  EXPECT_EQ(news.progress->iterations, 6);
  const core::Result result = thread.take_result();
  EXPECT_FALSE(result.cancelled);
  EXPECT_EQ(result.picture.width(), 32);
  EXPECT_EQ(result.picture.height(), 24);
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
  task.picture_side = 16;
  RenderThread thread(std::move(task));
  const auto has_picture = [](const RenderNews& news) { return news.picture.has_value(); };
  const Pixels first = *wait_until(thread, has_picture).picture;
  EXPECT_EQ(first.width, 16);
  EXPECT_EQ(first.height, 12);
  EXPECT_NE(wait_until(thread, has_picture).picture->argb, first.argb);
}

// Until it stands still; what it told before that is polled.
void pause(RenderThread& thread) {
  thread.pause();
  do thread.wait();
  while (!thread.poll().stands_still);
}

TEST(RenderThread, StandsStillInAPauseAndGoesOnAfterIt) {
  RenderThread thread(task_of(100000));
  const int before = wait_until(thread, has_progress).progress->iteration;
  pause(thread);
  const RenderNews news = thread.poll();
  EXPECT_TRUE(news.stands_still);
  EXPECT_FALSE(news.progress);
  thread.resume();
  EXPECT_GT(wait_until(thread, has_progress).progress->iteration, before);
  EXPECT_FALSE(thread.poll().stands_still);
}

TEST(RenderThread, CanBeCancelledInAPause) {
  RenderThread thread(task_of(100000));
  wait_until(thread, has_progress);
  pause(thread);
  thread.cancel();
  wait_until(thread, finished);
  EXPECT_TRUE(thread.take_result().cancelled);
}

TEST(RenderThread, CanBeDestroyedInTheMiddleOfARun) {
  RenderThread thread(task_of(100000));
  wait_until(thread, has_progress);
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
