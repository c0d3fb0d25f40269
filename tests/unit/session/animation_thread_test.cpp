// A RenderThread that paints an animation.
#include <gtest/gtest.h>

#include <cmath>

#include "base/error.h"
#include "sample_pictures.h"
#include "session/tasks/animation_run.h"
#include "ui/render_thread.h"

namespace ui {
namespace {

// Nothing moves.
class StillFlow : public core::OpticalFlow {
 public:
  core::Flow between(const core::Image& from, const core::Image&) override {
    return {core::size_of(from), std::vector<float>(from.pixels(), 0.0f),
            std::vector<float>(from.pixels(), 0.0f)};
  }
};

core::Image transparent() {
  core::Image picture(32, 24, true);
  std::fill(picture.alpha().begin(), picture.alpha().end(), 0.0f);
  return picture;
}

RenderTask task_of(const std::vector<core::Image>& frames, int iterations) {
  RenderTask task;
  task.styles = core::as_styles({test::waves(32, 32, 9)});
  task.parameters = test::quick_parameters();
  task.parameters.iterations = iterations;
  AnimationTask& animation = task.animation.emplace();
  animation.frames = std::make_shared<PictureStore>();
  animation.painted = std::make_shared<PictureStore>();
  animation.flow = std::make_shared<StillFlow>();
  for (const core::Image& frame : frames) animation.frames->add(frame);
  return task;
}

// What was told when `done` was first so.
template <typename Done>
RenderNews wait_until(RenderThread& thread, Done done) {
  while (true) {
    thread.wait();
    RenderNews news = thread.poll();
    if (news.finished || done(news)) return news;
  }
}

bool never(const RenderNews&) { return false; }

TEST(AnimationThread, PaintsEachFrameOnFromTheOneBefore) {
  const core::Image content = test::waves(32, 24, 20);
  RenderTask task = task_of({content, content, content}, 6);
  const std::shared_ptr<PictureStore> painted = task.animation->painted;
  RenderThread thread(std::move(task));
  wait_until(thread, never);
  EXPECT_FALSE(thread.take_result().cancelled);
  ASSERT_EQ(painted->count(), 3);
  double apart = 0;
  const core::Image first = painted->read(0), last = painted->read(2);
  for (std::size_t i = 0; i < first.rgb().size(); ++i) apart += std::abs(first.rgb()[i] - last.rgb()[i]);
  EXPECT_LT(apart / static_cast<double>(first.rgb().size()), 0.02);
  EXPECT_NE(first.rgb(), content.rgb());
}

TEST(AnimationThread, TellsTheFrameAndTheProgressOfAll) {
  const core::Image content = test::waves(32, 24, 20);
  RenderThread thread(task_of({content, content}, 20));
  double before = 0;
  int last = 0;
  wait_until(thread, [&](const RenderNews& news) {
    if (!news.progress) return false;
    EXPECT_TRUE(news.frame);
    EXPECT_EQ(news.frame->count, 2);
    EXPECT_GE(news.progress->fraction, before);
    EXPECT_LE(news.progress->fraction, 1);
    before = news.progress->fraction;
    last = news.frame->number;
    return false;
  });
  EXPECT_GE(last, 1);
}

TEST(AnimationThread, KeepsTheFramesThatAreWholeWhenCancelled) {
  const core::Image content = test::waves(32, 24, 20);
  RenderTask task = task_of({content, content, content}, 3000);
  const std::shared_ptr<PictureStore> painted = task.animation->painted;
  RenderThread thread(std::move(task));
  wait_until(thread, [](const RenderNews& news) { return news.progress && news.progress->iteration > 1; });
  thread.cancel();
  wait_until(thread, never);
  EXPECT_TRUE(thread.take_result().cancelled);
  EXPECT_LT(painted->count(), 3);
}

TEST(AnimationThread, LeavesTransparentFramesAsTheyAre) {
  const core::Image content = test::waves(32, 24, 20);
  RenderTask task = task_of({transparent(), content, transparent()}, 2);
  const std::shared_ptr<PictureStore> painted = task.animation->painted;
  RenderThread thread(std::move(task));
  wait_until(thread, never);
  thread.take_result();
  ASSERT_EQ(painted->count(), 3);
  EXPECT_EQ(painted->read(0).alpha(), transparent().alpha());
  EXPECT_FALSE(painted->read(1).has_alpha());
  EXPECT_EQ(painted->read(2).alpha(), transparent().alpha());
}

TEST(StillsOfAnimation, AreFewerWhereFramesGoOnFromEachOther) {
  EXPECT_EQ(stills_of(7, 0), 7);
  EXPECT_DOUBLE_EQ(stills_of(7, 1000), 2);
}

}  // namespace
}  // namespace ui
