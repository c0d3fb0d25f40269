#include "pictures/vips/vips_library.h"

#include <fcntl.h>
#include <unistd.h>
#include <vips/vips.h>

#include <mutex>
#include <utility>

namespace pictures {
namespace {

// Warnings are about what does not matter for the pixels, or come again as errors.
void ignore(const gchar*, GLogLevelFlags, const gchar*, gpointer) {}

}  // namespace

void start_vips() {
  static std::once_flag once;
  static bool started = false;
  std::call_once(once, [] {
    started = VIPS_INIT("style-transfer") == 0;
    if (!started) return;
    vips_block_untrusted_set(TRUE);
    vips_concurrency_set(1);
    vips_cache_set_max(0);
    for (const char* domain : {"VIPS", "GLib-GObject"}) {
      g_log_set_handler(domain, static_cast<GLogLevelFlags>(G_LOG_LEVEL_WARNING | G_LOG_LEVEL_INFO), ignore,
                        nullptr);
    }
  });
  if (!started) throw base::Error("libvips, which reads pictures, cannot be set up");
  vips_error_clear();  // of what went before
}

Opened::Opened(std::vector<const char*> operations) : operations_(std::move(operations)) {
  for (const char* name : operations_) vips_operation_block_set(name, FALSE);
}

Opened::~Opened() {
  for (const char* name : operations_) vips_operation_block_set(name, TRUE);
}

SilentErrors::SilentErrors() : standard_error_(dup(STDERR_FILENO)) {
  const int nothing = open("/dev/null", O_WRONLY | O_CLOEXEC);
  if (standard_error_ >= 0 && nothing >= 0) dup2(nothing, STDERR_FILENO);
  if (nothing >= 0) close(nothing);
}

SilentErrors::~SilentErrors() {
  if (standard_error_ < 0) return;
  dup2(standard_error_, STDERR_FILENO);
  close(standard_error_);
}

base::Error vips_failure(const std::string& prefix) {
  std::string said = vips_error_buffer();
  vips_error_clear();
  said = said.substr(0, said.find('\n'));
  return base::Error(prefix + (said.empty() ? "it is damaged" : said));
}

}  // namespace pictures
