#include "controls/weights/weights_download.h"

#include <algorithm>
#include <utility>

#include "base/error.h"
#include "base/translation.h"
#include "presets/config_file.h"
#include "widgets/questions.h"

namespace ui {
namespace {

constexpr guint kPollMilliseconds = 100;
constexpr int kMargin = 12;
constexpr int kWidth = 420;

using Phase = weights::DownloadProgress::Phase;

// Of the built-in catalogue, whose texts are marked; others stay as they are.
std::string translated(const std::string& text) { return text.empty() ? text : _(text.c_str()); }

// What is to be agreed to.
std::string terms(const weights::CatalogueEntry& entry) {
  const std::string size = weights::megabytes(entry.size);
  return title_of(entry) + "\n\n" +
         base::format(_("Size: %s, of which the convolutions alone are kept"), size.c_str()) + "\n" +
         base::format(_("From: %s"), entry.url.c_str()) + "\n" +
         base::format(_("Licence: %s"), translated(entry.licence).c_str()) + "\n" +
         base::format(_("To be cited: %s"), entry.citation.c_str());
}

std::string text_of(const weights::DownloadProgress& progress) {
  if (progress.total == 0) return _("Connecting…");
  const std::string total = weights::megabytes(progress.total);
  const std::string bytes = weights::megabytes(progress.bytes);
  if (progress.phase == Phase::kChecking)
    return base::format(_("Checking %s of %s…"), bytes.c_str(), total.c_str());
  if (progress.bytes < progress.total) return base::format(_("%s of %s"), bytes.c_str(), total.c_str());
  return _("Taking out what is needed…");
}

double fraction_of(const weights::DownloadProgress& progress) {
  if (progress.total == 0) return 0;
  return std::clamp(static_cast<double>(progress.bytes) / static_cast<double>(progress.total), 0.0, 1.0);
}

}  // namespace

std::vector<weights::CatalogueEntry> weights_on_offer() {
  const std::string own = presets::config_path("catalogue.json");
  if (g_file_test(own.c_str(), G_FILE_TEST_EXISTS)) return weights::read_catalogue(own);
  return weights::catalogue();
}

std::string title_of(const weights::CatalogueEntry& entry) { return translated(entry.title); }

WeightsDownload::WeightsDownload(GtkWidget* widget, weights::CatalogueEntry entry,
                                 std::function<void()> on_end,
                                 std::function<void(const std::string&)> on_problem)
    : widget_(widget),
      entry_(std::move(entry)),
      on_end_(std::move(on_end)),
      on_problem_(std::move(on_problem)) {
  weights::Fetch wanted;
  wanted.entry = entry_;
  weights::check_fetch(wanted);
  const std::string question = base::format(_("Download the weights “%s”?"), entry_.name.c_str());
  ask_whether(widget_, question, terms(entry_), _("_Download"), [this] { begin(); });
}

WeightsDownload::~WeightsDownload() {
  if (window_) gtk_widget_destroy(window_);
}

void WeightsDownload::begin() {
  window_ = gtk_dialog_new_with_buttons(base::format(_("Downloading “%s”"), entry_.name.c_str()).c_str(),
                                        GTK_WINDOW(gtk_widget_get_toplevel(widget_)), GTK_DIALOG_MODAL,
                                        _("_Cancel"), GTK_RESPONSE_CANCEL, nullptr);
  bar_ = gtk_progress_bar_new();
  gtk_progress_bar_set_show_text(GTK_PROGRESS_BAR(bar_), TRUE);
  gtk_widget_set_size_request(bar_, kWidth, -1);
  g_object_set(bar_, "margin", kMargin, nullptr);
  set_accessible_name(bar_, _("Download"));
  gtk_container_add(GTK_CONTAINER(gtk_dialog_get_content_area(GTK_DIALOG(window_))), bar_);
  gtk_widget_show(bar_);
  g_signal_connect(window_, "response", G_CALLBACK(+[](GtkDialog*, gint, gpointer self) {
                     static_cast<WeightsDownload*>(self)->cancel();
                   }),
                   this);
  // Esc and the close button come as a response; the window stays until the download has ended.
  g_signal_connect(window_, "delete-event",
                   G_CALLBACK(+[](GtkWidget*, GdkEvent*, gpointer) -> gboolean { return TRUE; }), nullptr);
  fetching_ = std::make_unique<Fetching>(entry_);
  tick();
  gtk_window_present(GTK_WINDOW(window_));
  timer_.repeat(kPollMilliseconds, [this] { tick(); });
}

void WeightsDownload::cancel() {
  fetching_->cancel();
  gtk_dialog_set_response_sensitive(GTK_DIALOG(window_), GTK_RESPONSE_CANCEL, FALSE);
}

void WeightsDownload::tick() {
  const weights::DownloadProgress progress = fetching_->progress();
  gtk_progress_bar_set_text(GTK_PROGRESS_BAR(bar_), text_of(progress).c_str());
  gtk_progress_bar_set_fraction(GTK_PROGRESS_BAR(bar_), fraction_of(progress));
  if (fetching_->ended() && timer_.running()) end();
}

void WeightsDownload::end() {
  timer_.stop();
  gtk_widget_destroy(window_);
  window_ = nullptr;
  try {
    if (fetching_->take_result()) on_end_();
  } catch (const base::Error& error) {
    on_problem_(error.what());
  }
}

}  // namespace ui
