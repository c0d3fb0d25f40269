#include "dialog/tries.h"

#include <filesystem>
#include <string>
#include <utility>

#include "base/translation.h"
#include "core/resample.h"
#include "widgets/picture_pixbuf.h"

namespace ui {
namespace {

constexpr int kPictureSize = 72;
constexpr int kStripSpacing = 6;
constexpr std::size_t kMostTries = 12;
constexpr int kScrollBar = 16;

// "waves.png, Style weight 30, Size 512": the style's file, and what is not as usual.
std::string summary(const Settings& settings) {
  std::string text;
  const auto add = [&](const std::string& part) { text += (text.empty() ? "" : ", ") + part; };
  for (const StyleUse& style : settings.styles) {
    if (style.picture.kind == StyleChoice::Kind::kFile) {
      add(std::filesystem::path(style.picture.file).filename().string());
    }
  }
  for (const core::ParameterRow& row : core::parameter_table()) {
    const std::string value = core::parameter_text(settings.parameters, row);
    if (value != core::parameter_text({}, row)) add(std::string(_(row.title)) + " " + value);
  }
  return text;
}

core::Image small(const core::Image& picture) {
  // Enough for a screen of twice the density.
  const core::Size size = core::size_of(picture);
  const int side = 2 * kPictureSize;
  if (size.longer_side() <= side) return picture;
  const core::Size fit = core::fit_longer_side(size.width, size.height, side);
  return core::resize(picture, fit.width, fit.height);
}

}  // namespace

Tries::Tries(std::function<void(const Settings&)> on_return)
    : on_return_(std::move(on_return)),
      scroller_(gtk_scrolled_window_new(nullptr, nullptr)),
      row_(gtk_box_new(GTK_ORIENTATION_HORIZONTAL, kStripSpacing)) {
  GtkScrolledWindow* const scroller = GTK_SCROLLED_WINDOW(scroller_);
  gtk_scrolled_window_set_policy(scroller, GTK_POLICY_AUTOMATIC, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_min_content_height(scroller, kPictureSize + kScrollBar);
  set_accessible_name(row_, _("Last tries"));
  gtk_container_add(GTK_CONTAINER(scroller_), row_);
  gtk_container_set_focus_hadjustment(GTK_CONTAINER(row_), gtk_scrolled_window_get_hadjustment(scroller));
  gtk_widget_show_all(row_);
  gtk_widget_set_no_show_all(scroller_, TRUE);
}

void Tries::add(const Settings& settings, const core::Image& picture) {
  auto made = std::make_unique<Try>(Try{this, settings, gtk_button_new()});
  // Translators: the number of an earlier painting, and what it was made with.
  const std::string name = base::format(_("Back to try %d: %s"), ++count_, summary(settings).c_str());
  GtkWidget* image = gtk_image_new();
  show_picture(image, to_pixbuf(small(picture)), kPictureSize);
  gtk_container_add(GTK_CONTAINER(made->button), image);
  gtk_widget_set_tooltip_text(made->button, name.c_str());
  set_accessible_name(made->button, name.c_str());
  g_signal_connect(made->button, "clicked", G_CALLBACK(+[](GtkButton*, gpointer data) {
                     const auto* chosen = static_cast<Try*>(data);
                     chosen->tries->on_return_(chosen->settings);
                   }),
                   made.get());
  gtk_box_pack_start(GTK_BOX(row_), made->button, FALSE, FALSE, 0);
  gtk_box_reorder_child(GTK_BOX(row_), made->button, 0);  // the newest first
  gtk_widget_show_all(made->button);
  gtk_widget_show(scroller_);
  tries_.push_back(std::move(made));
  if (tries_.size() <= kMostTries) return;
  gtk_widget_destroy(tries_.front()->button);
  tries_.pop_front();
}

}  // namespace ui
