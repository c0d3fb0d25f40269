#include "gimp/frame_names.h"

#include <algorithm>
#include <cctype>

#include "base/translation.h"

namespace gimp {
namespace {

constexpr int kGreatestMilliseconds = 1000 * 1000 * 1000;

bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }

// What stands in the parentheses: "40ms", "40 ms".
std::optional<int> milliseconds_of(const std::string& tag) {
  long number = 0;
  std::size_t at = 0;
  for (; at < tag.size() && is_digit(tag[at]); ++at) {
    number = std::min<long>(number * 10 + (tag[at] - '0'), kGreatestMilliseconds);
  }
  const bool has_number = at > 0;
  while (at < tag.size() && tag[at] == ' ') ++at;
  if (!has_number || tag.substr(at) != "ms") return std::nullopt;
  return static_cast<int>(number);
}

}  // namespace

FrameTags frame_tags(const std::string& layer_name) {
  std::string name = layer_name;
  for (char& letter : name) letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
  FrameTags tags;
  for (std::size_t begin = name.find('('); begin != std::string::npos; begin = name.find('(', begin + 1)) {
    const std::size_t end = name.find(')', begin);
    if (end == std::string::npos) break;
    const std::string tag = name.substr(begin + 1, end - begin - 1);
    if (tag == "replace" || tag == "combine") tags.replaces = tag == "replace";
    if (const auto milliseconds = milliseconds_of(tag)) tags.milliseconds = milliseconds;
  }
  return tags;
}

std::string frame_name(int number, std::optional<int> milliseconds) {
  // Translators: a layer of an animation.
  std::string name = base::format(_("Frame %d"), number);
  // GIMP knows the tags in English alone, and the way that the frames follow at the end.
  if (milliseconds) name += " (" + std::to_string(*milliseconds) + "ms)";
  return name + " (replace)";
}

}  // namespace gimp
