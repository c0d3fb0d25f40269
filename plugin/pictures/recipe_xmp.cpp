#include "pictures/recipe_xmp.h"

#include <cstddef>
#include <string_view>
#include <utility>

namespace pictures {
namespace {

const std::string kOpening =
    "<rdf:Description rdf:about=\"\" xmlns:st=\"urn:gimp-style-transfer:1.0:\"><st:recipe>";
const std::string kClosing = "</st:recipe></rdf:Description>";
const std::string kStart = "<st:recipe>", kEnd = "</st:recipe>";
const std::string kAttribute = "st:recipe=\"";  // as other programs write the same

constexpr std::pair<char, const char*> kEntities[] = {
    {'&', "&amp;"}, {'<', "&lt;"}, {'>', "&gt;"}, {'"', "&quot;"}, {'\'', "&apos;"}};

std::string escaped(const std::string& text) {
  std::string result;
  for (const char c : text) {
    const char* entity = nullptr;
    for (const auto& [plain, name] : kEntities) {
      if (c == plain) entity = name;
    }
    if (entity != nullptr) {
      result += entity;
    } else {
      result += c;
    }
  }
  return result;
}

std::string unescaped(const std::string& text) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    const std::pair<char, const char*>* found = nullptr;
    for (const auto& entity : kEntities) {
      if (text.compare(at, std::string(entity.second).size(), entity.second) == 0) found = &entity;
    }
    result += found != nullptr ? found->first : text[at];
    at += found != nullptr ? std::string(found->second).size() : 1;
  }
  return result;
}

// What stands between; empty where either is missing.
std::string between(std::string_view text, const std::string& start, const std::string& end) {
  const std::size_t begin = text.find(start);
  if (begin == std::string_view::npos) return "";
  const std::size_t stop = text.find(end, begin + start.size());
  if (stop == std::string_view::npos) return "";
  return std::string(text.substr(begin + start.size(), stop - begin - start.size()));
}

// However often they stand there.
void erase(std::string& text, const std::string& start, const std::string& end) {
  for (std::size_t begin = text.find(start); begin != std::string::npos; begin = text.find(start)) {
    const std::size_t stop = text.find(end, begin + start.size());
    if (stop == std::string::npos) return;
    text.erase(begin, stop + end.size() - begin);
  }
}

bool speaks_of_recipe(const std::string& text) {
  return text.find(kStart) != std::string::npos || text.find(kAttribute) != std::string::npos;
}

}  // namespace

Bytes with_recipe(const Bytes& xmp, const std::string& recipe) {
  std::string packet(xmp.begin(), xmp.end());
  erase(packet, kOpening, kClosing);
  erase(packet, kStart, kEnd);
  erase(packet, kAttribute, "\"");
  const std::string description = kOpening + escaped(recipe) + kClosing;
  const std::size_t end = packet.rfind("</rdf:RDF>");
  // What still speaks of a recipe is cut off, and would be read in place of this one.
  if (end != std::string::npos && !speaks_of_recipe(packet)) {
    packet.insert(end, description);
  } else {
    packet =
        "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?><x:xmpmeta "
        "xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">" +
        description + "</rdf:RDF></x:xmpmeta><?xpacket end=\"w\"?>";
  }
  return Bytes(packet.begin(), packet.end());
}

std::string recipe_in(const Bytes& bytes) {
  const std::string_view packet(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  const std::string element = between(packet, kStart, kEnd);
  return unescaped(element.empty() ? between(packet, kAttribute, "\"") : element);
}

}  // namespace pictures
