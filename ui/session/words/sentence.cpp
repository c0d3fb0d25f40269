#include "session/words/sentence.h"

#include <glib.h>

namespace ui {
namespace {

constexpr std::size_t kLongestCharacter = 6;  // bytes, as GLib asks for

}  // namespace

std::string capitalised(const std::string& text) {
  const gunichar first = g_utf8_get_char_validated(text.c_str(), -1);
  if (text.empty() || !g_unichar_islower(first)) return text;
  gchar upper[kLongestCharacter];
  const auto length = static_cast<std::size_t>(g_unichar_to_utf8(g_unichar_toupper(first), upper));
  return std::string(upper, length) + g_utf8_next_char(text.c_str());
}

std::string as_sentence(const std::string& text) {
  std::string sentence = capitalised(text);
  if (!sentence.empty() && sentence.back() != '.') sentence += '.';
  return sentence;
}

}  // namespace ui
