#include "ui/dialog.h"

#include <functional>
#include <memory>
#include <optional>
#include <utility>

#include "base/error.h"
#include "base/translation.h"
#include "controls/animation_controls.h"
#include "controls/settings_form.h"
#include "dialog/buttons.h"
#include "dialog/cost_view.h"
#include "dialog/dialog_state.h"
#include "dialog/heading.h"
#include "dialog/parent_window.h"
#include "dialog/progress_view.h"
#include "dialog/rendering.h"
#include "dialog/tries.h"
#include "dialog/window_memory.h"
#include "preview/live_preview.h"
#include "session/tasks/animation_run.h"
#include "ui/error_sentence.h"
#include "widgets/message_bar.h"
#include "widgets/timer.h"

namespace ui {
namespace {

constexpr guint kPollMilliseconds = 100;
constexpr guint kDrawMilliseconds = 50;
constexpr guint kReadMilliseconds = 5;  // between two frames of an animation
constexpr int kMargin = 12;
constexpr int kSpacing = 18;
constexpr int kRowSpacing = 10;
constexpr int kWidth = 1140;
constexpr int kHeight = 720;
// A render's growing picture is drawn from this.
constexpr int kPictureSide = 1024;

struct WindowDeleter {
  void operator()(GtkWidget* window) const {
    gtk_widget_destroy(window);
    while (gtk_events_pending()) gtk_main_iteration();  // it is gone before the host goes on
  }
};

struct LoopDeleter {
  void operator()(GMainLoop* loop) const { g_main_loop_unref(loop); }
};

class Dialog {
 public:
  // `notes`: sentences to begin with.
  Dialog(Host& host, const Settings& settings, const std::vector<std::string>& notes);
  ~Dialog();
  Dialog(const Dialog&) = delete;
  Dialog& operator=(const Dialog&) = delete;

  bool run();
  // The user would rather edit the painting that the layer is.
  bool wants_edit() const { return wants_edit_; }

 private:
  using State = DialogState;

  void lay_out();
  GtkWidget* lay_out_controls();
  void restore_window();
  void show_cost();
  void connect();
  void respond(int response);
  void edit_painting();
  void begin(bool keeps_open);
  void start(const Settings& settings);
  void read_on();
  void toggle_pause();
  void keep();
  void cancel();
  void tick();
  void finish();
  void write();
  void return_to(const Settings& settings);
  void set_state(State state);
  void set_paused(bool paused);
  void back_to_settings();
  void later(std::function<void()> step, guint milliseconds = kDrawMilliseconds);
  Settings read_settings() const;
  template <typename Step>
  void guarded(Step step);

  Host& host_;
  std::unique_ptr<GMainLoop, LoopDeleter> loop_;
  std::unique_ptr<GtkWidget, WindowDeleter> window_;
  Heading heading_;
  MessageBar message_;
  CostView cost_;
  std::optional<CostAnswer> cost_of_one_;  // picture; none: not known yet
  ProgressView progress_;
  Tries tries_;
  LivePreview preview_;
  SettingsForm form_;
  std::unique_ptr<AnimationControls> animation_;  // null: one picture is painted
  Buttons buttons_;
  std::unique_ptr<Rendering> rendering_;  // null while settings are chosen
  bool keeps_open_ = false;               // when it is written
  State state_ = State::kSetting;
  bool paused_ = false;
  bool closing_ = false;
  bool written_ = false;
  bool wants_edit_ = false;
  Timer poll_timer_;
  Timer step_timer_;
};

Dialog::Dialog(Host& host, const Settings& settings, const std::vector<std::string>& notes)
    : host_(host),
      loop_(g_main_loop_new(nullptr, FALSE)),
      window_(gtk_dialog_new()),
      heading_(host, [this] { edit_painting(); }),
      tries_([this](const Settings& tried) { return_to(tried); }),
      preview_(
          host, settings.parameters,
          {[this] { return form_.read(); }, [this](const std::string& error) { message_.show_error(error); },
           [this](const CostAnswer* answer) {
             cost_of_one_ = answer ? std::optional(*answer) : std::nullopt;
             show_cost();
           }}),
      form_(
          host.open_pictures(StyleChooser::kThumbnailSize), host.places(), host.commands(),
          {host.content_width(), host.content_height()},
          [this] {
            message_.hide();
            preview_.change();
          },
          [this](const std::string& sentence) { message_.show_error(sentence); },
          [this](const std::string& sentence) { message_.show_note(sentence); }),
      buttons_(GTK_DIALOG(window_.get()), host) {
  if (Animation* const animation = host.animation()) {
    animation_ = std::make_unique<AnimationControls>(
        animation->frames(),
        [this, animation](int frame) {
          animation->choose(frame);
          preview_.read_anew();
        },
        [this] { show_cost(); });
    animation_->show(settings);
  }
  lay_out();
  restore_window();
  form_.show(settings);
  connect();
  for (const std::string& note : notes) message_.show_note(note);
}

Dialog::~Dialog() {
  WindowMemory memory;
  gtk_window_get_size(GTK_WINDOW(window_.get()), &memory.width, &memory.height);
  memory.preview_size = preview_.panel().size();
  save_window(memory);
  // Threads that compute end within an iteration; nobody need watch that.
  gtk_widget_hide(window_.get());
  while (gtk_events_pending()) gtk_main_iteration();
}

void Dialog::lay_out() {
  GtkDialog* const dialog = GTK_DIALOG(window_.get());
  gtk_window_set_title(GTK_WINDOW(dialog), _("Style Transfer"));
  gtk_window_set_role(GTK_WINDOW(dialog), "gimp-style-transfer");
  gtk_window_set_icon_name(GTK_WINDOW(dialog), "gimp");
  gtk_window_set_position(GTK_WINDOW(dialog), GTK_WIN_POS_CENTER);
  gtk_container_set_border_width(GTK_CONTAINER(dialog), kMargin);

  GtkWidget* columns = gtk_box_new(GTK_ORIENTATION_HORIZONTAL, kSpacing);
  gtk_container_add(GTK_CONTAINER(columns), preview_.widget());
  gtk_container_add(GTK_CONTAINER(columns), lay_out_controls());

  GtkWidget* area = gtk_dialog_get_content_area(dialog);
  gtk_box_set_spacing(GTK_BOX(area), kRowSpacing);
  for (GtkWidget* part :
       {heading_.widget(), columns, tries_.widget(), message_.widget(), progress_.widget()}) {
    gtk_container_add(GTK_CONTAINER(area), part);
    gtk_widget_show_all(part);
  }
  gtk_widget_set_vexpand(columns, TRUE);
  set_state(State::kSetting);
}

GtkWidget* Dialog::lay_out_controls() {
  GtkWidget* scrolled = gtk_scrolled_window_new(nullptr, nullptr);
  gtk_scrolled_window_set_policy(GTK_SCROLLED_WINDOW(scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_overlay_scrolling(GTK_SCROLLED_WINDOW(scrolled), FALSE);
  gtk_container_add(GTK_CONTAINER(scrolled), form_.widget());
  gtk_widget_set_vexpand(scrolled, TRUE);
  GtkWidget* column = gtk_box_new(GTK_ORIENTATION_VERTICAL, kSpacing);
  gtk_container_add(GTK_CONTAINER(column), scrolled);
  if (animation_) gtk_container_add(GTK_CONTAINER(column), animation_->widget());
  gtk_container_add(GTK_CONTAINER(column), cost_.widget());
  gtk_widget_set_hexpand(column, FALSE);  // a larger window is for the picture
  return column;
}

void Dialog::restore_window() {
  WindowMemory memory = load_window();
  if (memory.width == 0 || memory.height == 0) {
    memory.width = kWidth;
    memory.height = kHeight;
  }
  gtk_window_set_default_size(GTK_WINDOW(window_.get()), memory.width, memory.height);
  if (memory.preview_size > 0) preview_.panel().set_size(memory.preview_size);
}

void Dialog::show_cost() {
  std::optional<CostAnswer> answer = cost_of_one_;
  if (answer && animation_) {
    answer->take(stills_of(host_.animation()->frames(), read_settings().temporal_weight));
  }
  cost_.show(answer ? &*answer : nullptr);
  // Times that are about to change stay until then.
  if (answer) form_.show_times(answer->offered);
}

void Dialog::connect() {
  g_signal_connect(window_.get(), "response", G_CALLBACK(+[](GtkDialog*, gint response, gpointer self) {
                     static_cast<Dialog*>(self)->respond(response);
                   }),
                   this);
  // Esc and the close button come as a response; the window itself stays until run() ends.
  g_signal_connect(window_.get(), "delete-event",
                   G_CALLBACK(+[](GtkWidget*, GdkEvent*, gpointer) -> gboolean { return TRUE; }), nullptr);
}

bool Dialog::run() {
  set_transient_for(window_.get(), host_.parent_window());
  preview_.open();
  gtk_window_present(GTK_WINDOW(window_.get()));
  g_main_loop_run(loop_.get());
  return written_;
}

// No exception may pass through GTK.
template <typename Step>
void Dialog::guarded(Step step) {
  try {
    step();
    return;
  } catch (...) {
    message_.show_error(sentence_of_current_exception());
  }
  back_to_settings();
}

// When what is to be drawn has been drawn: the host may take long.
void Dialog::later(std::function<void()> step, guint milliseconds) {
  step_timer_.once(milliseconds, [this, step = std::move(step)] { guarded(step); });
}

void Dialog::respond(int response) {
  if (response == Buttons::kPause) {
    toggle_pause();
  } else if (response == Buttons::kKeep) {
    keep();
  } else if (response != GTK_RESPONSE_OK && response != Buttons::kTry) {
    cancel();
  } else if (state_ == State::kSetting) {
    guarded([this, response] { begin(response == Buttons::kTry); });
  }
}

void Dialog::edit_painting() {
  if (state_ != State::kSetting) return;
  wants_edit_ = true;
  g_main_loop_quit(loop_.get());
}

Settings Dialog::read_settings() const {
  Settings settings = form_.read();
  if (animation_) animation_->store(settings);
  return settings;
}

void Dialog::begin(bool keeps_open) {
  const Settings settings = read_settings();
  if (!settings.has_style()) {
    throw base::Error(_("choose a style first: a picture file, or an image that is open"));
  }
  message_.hide();
  core::check_parameters(settings.parameters);
  keeps_open_ = keeps_open;
  preview_.suspend();
  set_state(State::kPreparing);
  later([this, settings] { start(settings); });
}

void Dialog::start(const Settings& settings) {
  rendering_ = std::make_unique<Rendering>(host_, settings, kPictureSide);
  host_.save_settings(settings);
  read_on();
}

void Dialog::read_on() {
  if (!rendering_->is_read()) {
    progress_.show_text(rendering_->read_frame());
    later([this] { read_on(); }, kReadMilliseconds);
    return;
  }
  rendering_->paint();
  set_state(State::kRendering);
  poll_timer_.repeat(kPollMilliseconds, [this] { tick(); });
}

void Dialog::toggle_pause() {
  if (state_ != State::kRendering) return;
  set_paused(!paused_);
  if (paused_) {
    rendering_->thread().pause();
  } else {
    rendering_->thread().resume();
  }
}

void Dialog::keep() {
  if (state_ != State::kRendering) return;
  set_state(State::kKeeping);
  rendering_->thread().cancel();
}

void Dialog::cancel() {
  switch (state_) {
    case State::kSetting:
      g_main_loop_quit(loop_.get());
      break;
    case State::kPreparing:
      step_timer_.stop();
      back_to_settings();
      break;
    case State::kRendering:
    case State::kKeeping:
      set_state(State::kStopping);
      rendering_->thread().cancel();
      break;
    case State::kStopping:  // asked twice: need not be watched
      closing_ = true;
      gtk_widget_hide(window_.get());
      break;
    case State::kWriting:
      break;
  }
}

void Dialog::tick() {
  Rendering::News news = rendering_->poll();
  for (const std::string& note : news.notes) message_.show_note(note);
  if (news.picture) preview_.show_render(std::move(*news.picture));
  if (news.progress && state_ == State::kRendering) {
    progress_.show(*news.progress, news.text);
    buttons_.allow_keeping();
  }
  if (news.finished) guarded([this] { finish(); });
}

void Dialog::finish() {
  if (closing_) {
    poll_timer_.stop();
    g_main_loop_quit(loop_.get());
    return;
  }
  const core::Image& picture = rendering_->take_painted();
  if (state_ == State::kStopping) {
    back_to_settings();
    message_.show_note(animation_ ? _("stopped; no image was made") : _("stopped; the image is as it was"));
    return;
  }
  preview_.show_render(to_pixels(shrink_to(picture, kPictureSide)));
  if (state_ == State::kRendering && rendering_->paint_next()) {
    set_state(State::kRendering);
    return;
  }
  poll_timer_.stop();
  set_state(State::kWriting);
  later([this] { write(); });
}

void Dialog::write() {
  rendering_->write();
  written_ = true;
  if (!keeps_open_) {
    g_main_loop_quit(loop_.get());
    return;
  }
  tries_.add(rendering_->settings(), rendering_->first());
  back_to_settings();
  message_.show_note(
      _("the painting is in the image; set something else and render again, or close the window"));
}

void Dialog::return_to(const Settings& settings) {
  if (state_ == State::kSetting) form_.show(settings);
}

void Dialog::back_to_settings() {
  poll_timer_.stop();
  rendering_.reset();
  if (state_ == State::kSetting) return;
  set_state(State::kSetting);
  preview_.resume();
}

void Dialog::set_state(State state) {
  state_ = state;
  const bool setting = state == State::kSetting;
  set_paused(false);
  gtk_widget_set_sensitive(form_.widget(), setting);
  if (animation_) gtk_widget_set_sensitive(animation_->widget(), setting);
  buttons_.show(state);
  switch (state) {
    case State::kSetting:
      progress_.clear();
      break;
    case State::kPreparing:
    case State::kRendering:
      progress_.show_text(_("Preparing…"));
      break;
    case State::kStopping:
    case State::kKeeping:
      progress_.show_text(_("Stopping…"));
      break;
    case State::kWriting:
      progress_.show_text(animation_ ? _("Making the image…") : _("Adding the layer…"));
      break;
  }
}

void Dialog::set_paused(bool paused) {
  paused_ = paused;
  buttons_.show_paused(paused);
}

}  // namespace

bool run_dialog(Host& host) {
  open_display();
  std::vector<std::string> notes;
  while (true) {
    bool written = false, wants_edit = false;
    {
      Dialog dialog(host, host.load_settings(), notes);
      written = dialog.run();
      wants_edit = dialog.wants_edit();
    }
    if (!wants_edit) return written;
    notes = host.edit_painting();
  }
}

}  // namespace ui
