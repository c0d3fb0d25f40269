// Takes over a string that GLib allocated; null becomes "".
#pragma once

#include <glib.h>

#include <memory>
#include <string>

namespace presets {

inline std::string take_text(gchar* text) {
  const std::unique_ptr<gchar, decltype(&g_free)> owner(text, g_free);
  return text ? text : "";
}

}  // namespace presets
