// One thread that paints previews and predicts costs, with a mailbox in which only the latest wish counts.
//
// All members are for the thread that owns the object; none waits for a computation, except the destructor:
// within one iteration, or the half second of a measurement. A cost is measured while nothing else is
// computed: between previews, or in a pause of one that has shown something.
#pragma once

#include <condition_variable>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "core/painter.h"
#include "core/prediction.h"
#include "session/tasks/cost.h"
#include "session/tasks/preview_task.h"
#include "ui/pixels.h"

namespace ui {

// Of the latest task, since the last poll.
struct PreviewNews {
  std::optional<Pixels> picture;
  bool finished = false;
  std::optional<std::string> error;
  std::optional<CostAnswer> cost;
  bool idle = false;  // no more will come before the next paint() or ask()
};

class PreviewWorker {
 public:
  PreviewWorker();
  ~PreviewWorker();
  PreviewWorker(const PreviewWorker&) = delete;
  PreviewWorker& operator=(const PreviewWorker&) = delete;

  // What a task with these parameters will need; a task that comes meanwhile waits.
  void open(core::Parameters parameters);
  // Instead of what is computed now. Where the picture so far is near, a quick sketch goes on from it, and
  // then the preview itself is painted in the background until it is finer than that.
  void paint(PreviewTask task);
  void ask(CostQuestion question);
  // Gives up what is computed and what was asked, and the memory that goes with it.
  void stop();
  PreviewNews poll();
  // Until poll() has something new to tell, or the worker is idle; for those without a timer of their own.
  void wait();

 private:
  class Reporter;
  void work();
  bool has_work() const { return rest_ || to_open_ || task_ || question_; }
  void run(const PreviewTask& task);
  // `goes_on`: from a painted picture. False: it was cancelled.
  bool paint(const PreviewTask& task, Continuation run, bool in_background, bool goes_on);
  // `while_painting`: from within paint().
  void answer_cost(bool while_painting);
  // `share`: how far it is brought to the style's colours, 0…1.
  void show(const PreviewTask& task, core::Image picture, double share = 0);

  std::mutex mutex_;              // guards the members up to painted_
  std::condition_variable wake_;  // the worker
  std::condition_variable told_;  // wait()
  std::optional<core::Parameters> to_open_;
  std::optional<PreviewTask> task_;
  std::optional<CostQuestion> question_;
  bool cancelled_ = false;
  bool rest_ = false;
  bool works_ = false;
  bool quit_ = false;
  PreviewNews news_;

  // The worker's own.
  core::Image painted_;  // the whole layer, as far as it has come
  PreviewTask painted_task_;
  bool finished_ = false;  // painted_ is all that its task asked for
  core::Painter painter_;
  core::Predictor predictor_{painter_};

  std::thread thread_;
};

}  // namespace ui
