#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/translation.h"
#include "files/file_error.h"
#include "weights/catalogue.h"
#include "weights/import_weights.h"

namespace weights {
namespace {

using nlohmann::json;

constexpr std::size_t kMostBytes = std::size_t{1} << 20;

class EntryReader {
 public:
  EntryReader(const json& object, const std::string& file, std::size_t number)
      : object_(object), file_(file), number_(number) {
    if (!object.is_object()) refuse(file_, base::format(_("its entry %zu is no object { … }"), number));
  }

  CatalogueEntry read() const {
    CatalogueEntry entry;
    entry.name = text("name");
    check_name(entry.name);
    entry.title = text("title");
    entry.network = network();
    entry.url = text("url");
    check_name(file_name(entry));  // it becomes one here too
    entry.size = size();
    entry.sha256 = text("sha256");
    const bool digits = entry.sha256.find_first_not_of("0123456789abcdef") == std::string::npos;
    if (entry.sha256.size() != 64 || !digits)
      refuse_value("sha256", _("its entry %zu has a wrong \"%s\"; 64 digits 0-9 and a-f are right"));
    entry.licence = text("licence");
    entry.citation = text("citation");
    const auto recommended = object_.find("recommended");
    if (recommended != object_.end()) {
      if (!recommended->is_boolean())
        refuse_value("recommended", _("its entry %zu has a wrong \"%s\"; true and false are right"));
      entry.recommended = recommended->get<bool>();
    }
    return entry;
  }

 private:
  // `sentence`: with places for the entry's number and the key.
  [[noreturn]] void refuse_value(const char* key, const char* sentence) const {
    refuse(file_, base::format(sentence, number_, key));
  }

  void check_name(const std::string& name) const {
    try {
      check_weights_name(name);
    } catch (const base::Error& error) {
      refuse(file_, base::format(_("its entry %zu: %s"), number_, error.what()));
    }
  }

  std::string text(const char* key) const {
    const auto found = object_.find(key);
    if (found == object_.end() || !found->is_string()) {
      refuse(file_, base::format(_("its entry %zu lacks the text \"%s\""), number_, key));
    }
    const std::string value = found->get<std::string>();
    const bool control = std::any_of(value.begin(), value.end(),
                                     [](unsigned char letter) { return letter < 0x20 || letter == 0x7F; });
    if (control) refuse_value(key, _("its entry %zu has a wrong \"%s\"; a text of one line is right"));
    return value;
  }

  NetworkKind network() const {
    const std::string name = text("network");
    for (const NetworkKind network : {NetworkKind::kVgg19, NetworkKind::kVgg16}) {
      if (name == network_name(network)) return network;
    }
    refuse_value("network", _("its entry %zu has a wrong \"%s\"; vgg19 and vgg16 are right"));
  }

  std::uint64_t size() const {
    const auto found = object_.find("size");
    constexpr std::uint64_t kMost = std::uint64_t{1} << 40;
    if (found == object_.end() || !found->is_number_unsigned() || found->get<std::uint64_t>() == 0 ||
        found->get<std::uint64_t>() > kMost) {
      refuse_value("size", _("its entry %zu has a wrong \"%s\"; the file's number of bytes is right"));
    }
    return found->get<std::uint64_t>();
  }

  const json& object_;
  const std::string& file_;
  const std::size_t number_;
};

std::string content(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  std::string bytes(kMostBytes + 1, '\0');
  stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (stream.bad() || (!stream && !stream.eof())) refuse(path, _("the catalogue could not be read"));
  bytes.resize(static_cast<std::size_t>(stream.gcount()));
  if (bytes.size() > kMostBytes) refuse(path, _("a catalogue has at most 1 MiB; this is another file"));
  return bytes;
}

}  // namespace

std::vector<CatalogueEntry> read_catalogue(const std::string& path) {
  const json list = json::parse(content(path), nullptr, false);
  if (!list.is_array() || list.empty())
    refuse(path, _("a catalogue is a JSON list [ … ] of entries; this is none"));
  std::vector<CatalogueEntry> entries;
  for (const json& object : list) {
    entries.push_back(EntryReader(object, path, entries.size() + 1).read());
    const auto same = [&](const CatalogueEntry& other) { return other.name == entries.back().name; };
    if (std::find_if(entries.begin(), entries.end() - 1, same) != entries.end() - 1) {
      refuse(path,
             base::format(_("it has two entries with the name %s"), in_quotes(entries.back().name).c_str()));
    }
  }
  return entries;
}

}  // namespace weights
