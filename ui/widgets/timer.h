// Calls a function on the main loop, once or again and again; not after its end.
#pragma once

#include <glib.h>

#include <functional>
#include <utility>

namespace ui {

class Timer {
 public:
  Timer() = default;
  ~Timer() { stop(); }
  Timer(const Timer&) = delete;  // GLib knows its address
  Timer& operator=(const Timer&) = delete;

  bool running() const { return source_ != 0; }

  void repeat(guint milliseconds, std::function<void()> function) {
    stop();
    function_ = std::move(function);
    source_ = g_timeout_add(
        milliseconds,
        +[](gpointer self) -> gboolean {
          static_cast<Timer*>(self)->function_();
          return G_SOURCE_CONTINUE;
        },
        this);
  }

  // After `milliseconds`, when what is to be drawn has been drawn.
  void once(guint milliseconds, std::function<void()> function) {
    stop();
    function_ = std::move(function);
    source_ = g_timeout_add_full(
        G_PRIORITY_LOW, milliseconds,
        +[](gpointer data) -> gboolean {
          auto* const self = static_cast<Timer*>(data);
          self->source_ = 0;
          const std::function<void()> call = std::move(self->function_);  // which may start the timer again
          call();
          return G_SOURCE_REMOVE;
        },
        this, nullptr);
  }

  void stop() {
    if (source_ != 0) g_source_remove(source_);
    source_ = 0;
  }

 private:
  guint source_ = 0;
  std::function<void()> function_;
};

}  // namespace ui
