#include "last_values.h"

#include <glib/gstdio.h>

#include <memory>
#include <string>

#include "base/error.h"
#include "gimp/host/animation/animation_texts.h"
#include "gimp/host/style_texts.h"
#include "gimp/procedure_text.h"

namespace gimp2 {
namespace {

using gimp::take_text;

constexpr char kStyle[] = "style";
constexpr char kParameters[] = "parameters";
constexpr char kAnimation[] = "animation";

struct KeyFileDeleter {
  void operator()(GKeyFile* file) const { g_key_file_free(file); }
};
using KeyFile = std::unique_ptr<GKeyFile, KeyFileDeleter>;

std::string folder() {
  return take_text(g_build_filename(g_get_user_config_dir(), "gimp-style-transfer", nullptr));
}

std::string file_name(const std::string& procedure) {
  const char* const name = procedure == gimp::kAnimationName ? "last-animation.ini" : "last-values.ini";
  return take_text(g_build_filename(folder().c_str(), name, nullptr));
}

std::string data_name(const char* procedure) { return std::string(procedure) + "-last-values"; }

// Only existing ones.
void set_item(GKeyFile* file, const char* key, gint32 id) {
  if (id != -1) g_key_file_set_integer(file, kStyle, key, id);
}

gint32 item(GKeyFile* file, const char* key) {
  return g_key_file_has_key(file, kStyle, key, nullptr) ? g_key_file_get_integer(file, kStyle, key, nullptr)
                                                        : -1;
}

std::string to_text(const gimp::Values& values, bool with_open_images) {
  const KeyFile file(g_key_file_new());
  const gimp::StyleSource style = values.has_style() ? values.styles.front().source : gimp::StyleSource();
  if (!style.file.empty()) {
    // A file name need not be UTF-8, which a key file must be.
    const gimp::Allocated<gchar> uri(g_filename_to_uri(style.file.c_str(), nullptr, nullptr));
    if (uri) g_key_file_set_string(file.get(), kStyle, "file", uri.get());
  }
  if (with_open_images) {
    set_item(file.get(), "image", style.image);
    set_item(file.get(), "drawable", style.drawable);
  }
  for (const gimp::StyleText& text : gimp::style_texts()) {
    const std::string value = text.text(values, with_open_images);
    if (!value.empty()) g_key_file_set_string(file.get(), kStyle, text.name, value.c_str());
  }
  for (const core::ParameterRow& row : core::parameter_table()) {
    g_key_file_set_string(file.get(), kParameters, row.name,
                          core::parameter_text(values.parameters, row).c_str());
  }
  g_key_file_set_double(file.get(), kAnimation, gimp::kTemporalWeight, values.temporal_weight);
  return take_text(g_key_file_to_data(file.get(), nullptr, nullptr));
}

gimp::Values from_key_file(GKeyFile* file) {
  gimp::Values values;
  const std::string uri = take_text(g_key_file_get_string(file, kStyle, "file", nullptr));
  gimp::StyleSource& style = values.first();
  if (!uri.empty()) style.file = take_text(g_filename_from_uri(uri.c_str(), nullptr, nullptr));
  style.image = item(file, "image");
  style.drawable = item(file, "drawable");
  for (const gimp::StyleText& text : gimp::style_texts()) {
    try {
      text.set(values, take_text(g_key_file_get_string(file, kStyle, text.name, nullptr)));
    } catch (const base::Error&) {
      // Of styles that are no longer there: the usual stays.
    }
  }
  for (const core::ParameterRow& row : core::parameter_table()) {
    if (!g_key_file_has_key(file, kParameters, row.name, nullptr)) continue;
    try {
      core::set_parameter(values.parameters, row.name,
                          take_text(g_key_file_get_string(file, kParameters, row.name, nullptr)));
    } catch (const base::Error&) {
      // Written by another version, whose range was another: the default stays.
    }
  }
  try {
    const std::string weight =
        take_text(g_key_file_get_string(file, kAnimation, gimp::kTemporalWeight, nullptr));
    if (!weight.empty()) gimp::set_temporal_weight(values, weight);
  } catch (const base::Error&) {
    // The usual stays.
  }
  return values;
}

std::string session_text(const std::string& name) {
  const gint size = gimp_get_data_size(name.c_str());
  if (size <= 0) return {};
  std::string text(static_cast<std::size_t>(size), '\0');
  return gimp_get_data(name.c_str(), text.data()) ? text : std::string();
}

}  // namespace

std::optional<gimp::Values> load_last_values(const char* procedure) {
  const KeyFile file(g_key_file_new());
  const std::string text = session_text(data_name(procedure));
  const bool loaded =
      text.empty()
          ? g_key_file_load_from_file(file.get(), file_name(procedure).c_str(), G_KEY_FILE_NONE, nullptr)
          : g_key_file_load_from_data(file.get(), text.data(), text.size(), G_KEY_FILE_NONE, nullptr);
  if (!loaded) return std::nullopt;
  return from_key_file(file.get());
}

void remember_for_session(const char* procedure, const gimp::Values& values) {
  const std::string text = to_text(values, true);
  gimp_set_data(data_name(procedure).c_str(), text.data(), static_cast<guint32>(text.size()));
}

void remember(const char* procedure, const gimp::Values& values) {
  remember_for_session(procedure, values);
  g_mkdir_with_parents(folder().c_str(), 0700);
  const std::string text = to_text(values, false);
  g_file_set_contents(file_name(procedure).c_str(), text.data(), static_cast<gssize>(text.size()), nullptr);
}

}  // namespace gimp2
