#include "thumbnail_loader.h"

#include <utility>

#include "picture_pixbuf.h"

namespace ui {
namespace {

struct Request {
  std::string file;
  int longer_side;
  std::function<void(PixbufHandle)> ready;
};

void read(GTask* task, gpointer /*source*/, gpointer data, GCancellable* /*cancellable*/) {
  const auto& request = *static_cast<Request*>(data);
  g_task_return_pointer(task, load_preview(request.file, request.longer_side).release(), g_object_unref);
}

void deliver(GObject* /*source*/, GAsyncResult* result, gpointer /*data*/) {
  GTask* const task = G_TASK(result);
  GError* cancelled = nullptr;
  PixbufHandle picture(static_cast<GdkPixbuf*>(g_task_propagate_pointer(task, &cancelled)));
  if (cancelled) {
    g_error_free(cancelled);
  } else {
    static_cast<Request*>(g_task_get_task_data(task))->ready(std::move(picture));
  }
}

}  // namespace

ThumbnailLoader::ThumbnailLoader(int longer_side)
    : longer_side_(longer_side), cancellable_(g_cancellable_new()) {}

ThumbnailLoader::~ThumbnailLoader() {
  g_cancellable_cancel(cancellable_);
  g_object_unref(cancellable_);
}

void ThumbnailLoader::load(const std::string& file, std::function<void(PixbufHandle)> ready) {
  GTask* const task = g_task_new(nullptr, cancellable_, deliver, nullptr);
  g_task_set_task_data(task, new Request{file, longer_side_, std::move(ready)},
                       [](gpointer request) { delete static_cast<Request*>(request); });
  g_task_run_in_thread(task, read);
  g_object_unref(task);
}

}  // namespace ui
