#include "gimp/host/run_in_gimp.h"

#include <memory>
#include <string>
#include <utility>

#include "base/translation.h"
#include "ui/progress_text.h"

namespace gimp {
namespace {

constexpr gulong kPollMicroseconds = 50000;

std::string text_of(const ui::RenderNews& news, const core::Progress& progress,
                    const ui::ProgressOverAll* all) {
  if (news.frame) return ui::progress_text(*news.frame, progress);
  return all ? all->text(progress) : ui::progress_text(progress);
}

void report(const ui::RenderNews& news, const ui::ProgressOverAll* all) {
  for (const std::string& note : news.notes) gimp_message(note.c_str());
  if (news.finished || !news.progress) return;
  const core::Progress progress = all ? all->of(*news.progress) : *news.progress;
  gimp_progress_set_text(base::format(_("Style Transfer: %s"), text_of(news, progress, all).c_str()).c_str());
  gimp_progress_update(progress.fraction);
}

}  // namespace

std::vector<core::Style> read_styles(const Values& values, ImageRef content_image) {
  std::vector<core::Style> styles;
  for (const StyleValue& value : values.styles) {
    core::Style& style = styles.emplace_back();
    style.picture = std::make_shared<const core::Image>(read_style(value.source, content_image));
    style.weight = value.weight;
    style.scale = value.scale;
  }
  core::check_styles(styles);
  return styles;
}

core::Result run_in_gimp(ui::RenderTask task, const ui::ProgressOverAll* all) {
  ui::RenderThread thread(std::move(task));
  while (true) {
    const ui::RenderNews news = thread.poll();
    report(news, all);
    if (news.finished) return thread.take_result();
    while (g_main_context_iteration(nullptr, FALSE)) {
    }
    g_usleep(kPollMicroseconds);
  }
}

}  // namespace gimp
