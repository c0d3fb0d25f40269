// Keeps the preview at what the controls say: reads the host's pictures, sends the worker what has changed,
// shows what it paints. For the main thread.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "preview/preview_panel.h"
#include "session/tasks/preview_worker.h"
#include "ui/host.h"
#include "widgets/timer.h"

namespace ui {

class LivePreview {
 public:
  struct Links {
    std::function<Settings()> read;                    // the controls; may throw base::Error
    std::function<void(const std::string&)> on_error;  // a sentence for people
    std::function<void(const CostAnswer*)> on_cost;    // null: not known yet
  };
  // `first`: what the form will begin with, so that its network is opened meanwhile.
  LivePreview(Host& host, const core::Parameters& first, Links links);
  LivePreview(const LivePreview&) = delete;  // GTK's callbacks know its address
  LivePreview& operator=(const LivePreview&) = delete;

  GtkWidget* widget() const { return panel_.widget(); }
  PreviewPanel& panel() { return panel_; }

  // Shows the layer; the preview follows when the window is there.
  void open();
  // A control may have another value. Changes that follow each other quickly are taken together.
  void change();
  // The host's content is another one of the same size.
  void read_anew();
  // While a render computes: nothing else does, and the view shows the render's pictures.
  void suspend();
  void show_render(Pixels picture);
  void resume();

 private:
  void update();
  void send(PreviewTask task);
  void show_first(const PreviewTask& task);
  void send_detail(const Settings& settings, PreviewTask task);
  CostQuestion cost_of(const Settings& settings, const PreviewTask& whole) const;
  void ask_cost(CostQuestion question);
  // Polls until the worker has nothing more to do.
  void await_news();
  void poll();
  void choose_detail(const PreviewView::Place& place);
  void toggle_detail();
  void show_whole();
  Part shown() const;
  PreviewTask whole_task(const Settings& settings);
  std::shared_ptr<const core::Image> content();
  std::shared_ptr<const core::Image> content_to_render(int longer_side);
  std::vector<PreviewStyle> styles(const Settings& settings);
  // Of each style that is kept smaller, the picture as given.
  void add_given_styles(std::vector<PreviewStyle>& styles);
  core::SharedPlane plane(const Place& place);
  std::shared_ptr<const core::Image> start_file(const std::string& init);
  core::Size layer() const { return layer_; }

  Host& host_;
  Links links_;
  core::Size layer_;
  PreviewPanel panel_;
  bool suspended_ = false;

  // Read from the host, and of what.
  std::shared_ptr<const core::Image> content_;
  std::shared_ptr<const core::Image> content_to_render_;
  struct ReadStyle {
    StyleChoice choice;
    std::shared_ptr<const StylePicture> picture;
    std::shared_ptr<const core::Image> given;  // null until a detail needs it
  };
  std::vector<ReadStyle> styles_;
  struct ReadPlace {
    Place place;
    core::SharedPlane plane;
  };
  std::vector<ReadPlace> places_;
  std::shared_ptr<const core::Image> start_;
  std::string start_name_;
  Part selected_;

  std::optional<PreviewTask> sent_;
  std::string error_;  // of what was sent
  std::optional<CostQuestion> asked_;
  std::optional<PreviewView::Place> detail_;  // in fractions of the layer
  Pixels whole_picture_;                      // the last of the whole layer
  // Whose first picture has been shown, and whether anything has been painted since.
  std::shared_ptr<const core::Image> coloured_content_;
  std::vector<std::shared_ptr<const StylePicture>> coloured_styles_;
  bool painted_ = false;

  Timer change_timer_;
  Timer poll_timer_;
  PreviewWorker worker_;  // ends first
};

}  // namespace ui
