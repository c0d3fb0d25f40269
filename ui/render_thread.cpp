#include "ui/render_thread.h"

#include <exception>
#include <new>
#include <utility>

#include "base/error.h"

namespace ui {

class RenderThread::Reporter : public core::Observer {
 public:
  explicit Reporter(RenderThread& owner) : owner_(owner) {}

  bool cancelled() override { return owner_.cancelled_; }

  void on_progress(const core::Progress& progress) override {
    const std::lock_guard lock(owner_.mutex_);
    owner_.news_.progress = progress;
  }

  void on_note(const std::string& note) override {
    const std::lock_guard lock(owner_.mutex_);
    owner_.news_.notes.push_back(note);
  }

 private:
  RenderThread& owner_;
};

RenderThread::RenderThread(RenderTask task) {
  thread_ = std::thread([this, task = std::move(task)]() mutable { compute(std::move(task)); });
}

RenderThread::~RenderThread() {
  cancel();
  if (thread_.joinable()) thread_.join();
}

void RenderThread::compute(RenderTask task) {
  core::Result result;
  std::optional<std::string> error;
  try {
    Reporter reporter(*this);
    core::StyleJob job(std::move(task.content), std::move(task.styles), task.parameters,
                       std::move(task.start));
    result = job.run(reporter);
  } catch (const std::bad_alloc&) {
    error = "there is not enough memory for this size; choose a smaller one";
  } catch (const std::exception& exception) {
    error = exception.what();
  }
  const std::lock_guard lock(mutex_);
  result_ = std::move(result);
  error_ = std::move(error);
  news_.finished = true;
}

RenderNews RenderThread::poll() {
  const std::lock_guard lock(mutex_);
  RenderNews news = std::move(news_);
  news_ = {};
  news_.finished = news.finished;
  return news;
}

core::Result RenderThread::take_result() {
  if (thread_.joinable()) thread_.join();
  if (error_) throw base::Error(*error_);
  return std::move(result_);
}

}  // namespace ui
