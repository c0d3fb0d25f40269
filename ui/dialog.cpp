#include "ui/dialog.h"

#include <exception>
#include <memory>
#include <new>

#include "base/error.h"
#include "message_bar.h"
#include "parent_window.h"
#include "progress_view.h"
#include "settings_form.h"
#include "translation.h"
#include "ui/render_thread.h"

namespace ui {
namespace {

constexpr guint kPollMilliseconds = 100;
constexpr int kMargin = 16;
constexpr int kSpacing = 18;

struct WindowDeleter {
  void operator()(GtkWidget* window) const {
    gtk_widget_destroy(window);
    while (gtk_events_pending()) gtk_main_iteration();  // it is gone before the host goes on
  }
};

struct LoopDeleter {
  void operator()(GMainLoop* loop) const { g_main_loop_unref(loop); }
};

std::string size_text(Host& host) {
  return std::to_string(host.content_width()) + " × " + std::to_string(host.content_height()) + " px";
}

class Dialog {
 public:
  explicit Dialog(Host& host);
  ~Dialog() { g_source_remove(timer_); }
  Dialog(const Dialog&) = delete;
  Dialog& operator=(const Dialog&) = delete;

  bool run();

 private:
  void lay_out();
  void connect();
  void respond(int response);
  void start();
  void stop();
  void tick();
  void finish();
  void set_rendering(bool rendering);
  template <typename Step>
  void guarded(Step step);

  Host& host_;
  std::unique_ptr<GMainLoop, LoopDeleter> loop_;
  std::unique_ptr<GtkWidget, WindowDeleter> window_;
  SettingsForm form_;
  MessageBar message_;
  ProgressView progress_;
  std::unique_ptr<RenderThread> thread_;
  guint timer_ = 0;
  bool stopping_ = false;
  bool written_ = false;
};

Dialog::Dialog(Host& host)
    : host_(host),
      loop_(g_main_loop_new(nullptr, FALSE)),
      window_(gtk_dialog_new()),
      form_(
          host.open_pictures(StyleChooser::kThumbnailSize), size_text(host), [this] { message_.hide(); },
          [this](const std::string& sentence) { message_.show_note(sentence); }) {
  lay_out();
  form_.show(host_.load_settings());
  connect();
}

void Dialog::lay_out() {
  GtkDialog* const dialog = GTK_DIALOG(window_.get());
  gtk_window_set_title(GTK_WINDOW(dialog), "Style Transfer");
  gtk_window_set_role(GTK_WINDOW(dialog), "gimp-style-transfer");
  gtk_window_set_icon_name(GTK_WINDOW(dialog), "gimp");
  gtk_window_set_position(GTK_WINDOW(dialog), GTK_WIN_POS_CENTER);
  gtk_window_set_resizable(GTK_WINDOW(dialog), FALSE);  // it grows and shrinks with what it shows

  gtk_container_set_border_width(GTK_CONTAINER(dialog), kMargin);
  GtkWidget* box = gtk_box_new(GTK_ORIENTATION_VERTICAL, kSpacing);
  GtkWidget* intro = gtk_label_new(("Paints " + host_.content_name() + " onto a new layer.").c_str());
  gtk_label_set_xalign(GTK_LABEL(intro), 0);
  gtk_label_set_ellipsize(GTK_LABEL(intro), PANGO_ELLIPSIZE_MIDDLE);
  for (GtkWidget* part : {intro, form_.widget(), message_.widget(), progress_.widget()}) {
    gtk_container_add(GTK_CONTAINER(box), part);
  }
  GtkWidget* area = gtk_dialog_get_content_area(dialog);
  gtk_box_set_spacing(GTK_BOX(area), kSpacing);
  gtk_container_add(GTK_CONTAINER(area), box);

  gtk_dialog_add_button(dialog, "_Cancel", GTK_RESPONSE_CANCEL);
  GtkWidget* render = gtk_dialog_add_button(dialog, "_Render", GTK_RESPONSE_OK);
  gtk_style_context_add_class(gtk_widget_get_style_context(render), GTK_STYLE_CLASS_SUGGESTED_ACTION);
  gtk_dialog_set_default_response(dialog, GTK_RESPONSE_OK);
  gtk_widget_show_all(box);
}

void Dialog::connect() {
  g_signal_connect(window_.get(), "response", G_CALLBACK(+[](GtkDialog*, gint response, gpointer self) {
                     static_cast<Dialog*>(self)->respond(response);
                   }),
                   this);
  // Esc and the close button come as a response; the window itself stays until run() ends.
  g_signal_connect(window_.get(), "delete-event",
                   G_CALLBACK(+[](GtkWidget*, GdkEvent*, gpointer) -> gboolean { return TRUE; }), nullptr);
  timer_ = g_timeout_add(
      kPollMilliseconds,
      +[](gpointer self) -> gboolean {
        static_cast<Dialog*>(self)->tick();
        return G_SOURCE_CONTINUE;
      },
      this);
}

bool Dialog::run() {
  set_transient_for(window_.get(), host_.parent_window());
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
  } catch (const std::bad_alloc&) {
    message_.show_error("there is not enough memory for this size; choose a smaller one");
  } catch (const std::exception& exception) {
    message_.show_error(exception.what());
  }
  thread_.reset();
  set_rendering(false);
}

void Dialog::respond(int response) {
  if (response == GTK_RESPONSE_OK) {
    if (!thread_) guarded([this] { start(); });
  } else if (thread_) {
    stop();
  } else {
    g_main_loop_quit(loop_.get());
  }
}

void Dialog::start() {
  const Settings settings = form_.read();
  if (settings.style.kind == StyleChoice::Kind::kNone) {
    throw base::Error("choose a style first: a picture file, or an image that is open");
  }
  message_.hide();
  core::check_parameters(settings.parameters);
  RenderTask task;
  task.styles.push_back(host_.read_style(settings.style));
  const std::string& init = settings.parameters.init;
  if (init != "content" && init != "noise" && init != "style") task.start = host_.read_file(init);
  task.content = host_.read_content();
  task.parameters = settings.parameters;
  host_.save_settings(settings);
  thread_ = std::make_unique<RenderThread>(std::move(task));
  set_rendering(true);
}

void Dialog::stop() {
  stopping_ = true;
  thread_->cancel();
  progress_.show_text("Stopping…");
}

void Dialog::tick() {
  if (!thread_) return;
  const RenderNews news = thread_->poll();
  for (const std::string& note : news.notes) message_.show_note(note);
  if (news.progress && !stopping_) progress_.show(*news.progress);
  if (news.finished) guarded([this] { finish(); });
}

void Dialog::finish() {
  const core::Result result = thread_->take_result();
  thread_.reset();
  if (stopping_ || result.cancelled) {
    set_rendering(false);
    message_.show_note("stopped; the image is as it was");
    return;
  }
  progress_.show_text("Adding the layer…");
  host_.write_result(result.picture);
  written_ = true;
  g_main_loop_quit(loop_.get());
}

void Dialog::set_rendering(bool rendering) {
  stopping_ = false;
  gtk_widget_set_sensitive(form_.widget(), !rendering);
  gtk_dialog_set_response_sensitive(GTK_DIALOG(window_.get()), GTK_RESPONSE_OK, !rendering);
  progress_.clear();
  if (rendering) progress_.show_text("Preparing…");
}

}  // namespace

bool run_dialog(Host& host) {
  load_translations();
  open_display();
  return Dialog(host).run();
}

}  // namespace ui
