#include "vgg/preparation_metadata.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>
#include <vector>

#include "base/translation.h"
#include "files/file_error.h"
#include "vgg/known_preprocessing.h"

namespace weights {
namespace {

// Texts that are printed: nothing in them may move a terminal's cursor.
std::string printable(std::string text) {
  const auto is_control = [](unsigned char letter) { return letter < 0x20 || letter == 0x7F; };
  std::replace_if(text.begin(), text.end(), is_control, ' ');
  return text;
}

class Reader {
 public:
  Reader(const Metadata& metadata, const std::string& file) : metadata_(metadata), file_(file) {}

  // The value of `key`, or null if it is not given.
  const std::string* find(const std::string& key) const {
    const auto found = metadata_.find(key);
    return found == metadata_.end() ? nullptr : &found->second;
  }

  [[noreturn]] void refuse_value(const char* key, const char* one, const char* other) const {
    refuse(file_, base::format(_("its metadata give %s as %s; %s and %s are known"), key,
                               in_quotes(*find(key)).c_str(), one, other));
  }

  // One of `words`; empty where it is not given.
  void read_word(const char* key, const std::vector<std::string>& words, std::string& value) const {
    const std::string* text = find(key);
    if (text == nullptr) return;
    if (std::find(words.begin(), words.end(), *text) == words.end()) {
      std::string known;
      for (const std::string& word : words) known += (known.empty() ? "" : ", ") + word;
      refuse(file_, base::format(_("its metadata give %s as %s; known are %s"), key, in_quotes(*text).c_str(),
                                 known.c_str()));
    }
    value = *text;
  }

  // Which layers there are is known when the tensors are.
  void read_layers(const char* key, std::string& value) const {
    constexpr std::size_t kLongest = 1000;
    const std::string* text = find(key);
    if (text == nullptr) return;
    if (text->empty() || text->size() > kLongest) {
      refuse(file_, base::format(_("its metadata give %s as %s; layers such as relu1_1,relu2_1:2 are right"),
                                 key, in_quotes(*text).c_str()));
    }
    value = printable(*text);
  }

  void read_positive(const char* key, double& value) const {
    const std::string* text = find(key);
    if (text == nullptr) return;
    const auto [rest, error] = std::from_chars(text->data(), text->data() + text->size(), value);
    if (error != std::errc() || rest != text->data() + text->size() || !std::isfinite(value) || value <= 0) {
      refuse(file_, base::format(_("its metadata give %s as %s; a positive number is right"), key,
                                 in_quotes(*text).c_str()));
    }
  }

  void read_three(const char* key, bool positive, std::array<float, 3>& values) const {
    const std::string* text = find(key);
    if (text == nullptr) return;
    const char* at = text->data();
    const char* const end = at + text->size();
    for (std::size_t i = 0; i < values.size(); ++i) {
      const auto [rest, error] = std::from_chars(at, end, values[i]);
      const bool separated = i + 1 < values.size() ? rest != end && *rest == ',' : rest == end;
      if (error != std::errc() || !separated || !std::isfinite(values[i]) || (positive && values[i] <= 0)) {
        refuse(
            file_,
            base::format(
                positive
                    ? _("its metadata give %s as %s; three positive numbers \"0.229,0.224,0.225\" are right")
                    : _("its metadata give %s as %s; three numbers \"0.485,0.456,0.406\" are right"),
                key, in_quotes(*text).c_str()));
      }
      at = rest + 1;
    }
  }

 private:
  const Metadata& metadata_;
  const std::string& file_;
};

struct OriginKey {
  const char* key;
  std::string Origin::*member;
};
constexpr OriginKey kOriginKeys[] = {
    {"title", &Origin::title},    {"source_file", &Origin::file}, {"source_sha256", &Origin::sha256},
    {"source_url", &Origin::url}, {"licence", &Origin::licence},  {"citation", &Origin::citation},
};

std::string number_text(double value) {
  char digits[64];
  return {digits, std::to_chars(digits, digits + sizeof digits, value).ptr};
}

std::string three(const std::array<float, 3>& values) {
  std::string text;
  for (const float value : values) {
    char digits[64];
    const std::to_chars_result result = std::to_chars(digits, digits + sizeof digits, value);
    if (!text.empty()) text += ",";
    text.append(digits, result.ptr);
  }
  return text;
}

}  // namespace

void apply_metadata(const Metadata& metadata, const std::string& file, WeightSet& set) {
  const Reader reader(metadata, file);
  Preprocessing& preprocessing = set.preprocessing;
  if (const std::string* named = reader.find("preprocessing")) {
    if (*named == "caffe") {
      preprocessing = caffe_preprocessing();
    } else if (*named == "torch") {
      preprocessing = torchvision_preprocessing();
    } else {
      reader.refuse_value("preprocessing", "torch", "caffe");
    }
  }
  if (const std::string* input = reader.find("input")) {
    if (*input != "rgb" && *input != "bgr") reader.refuse_value("input", "rgb", "bgr");
    preprocessing.order = *input == "bgr" ? Preprocessing::Order::kBgr : Preprocessing::Order::kRgb;
  }
  if (const std::string* range = reader.find("range")) {
    if (*range != "0..1" && *range != "0..255") reader.refuse_value("range", "0..1", "0..255");
    preprocessing.range = *range == "0..255" ? 255.0f : 1.0f;
  }
  reader.read_three("mean", false, preprocessing.mean);
  reader.read_three("std", true, preprocessing.std);
  if (const std::string* pooling = reader.find("pooling")) {
    if (*pooling != "avg" && *pooling != "max") reader.refuse_value("pooling", "avg", "max");
    set.pooling = *pooling == "avg" ? PoolingHint::kAverage : PoolingHint::kMax;
  }
  if (const std::string* calibrate = reader.find("calibrate")) {
    if (*calibrate != "true" && *calibrate != "false") reader.refuse_value("calibrate", "true", "false");
    set.calibrate = *calibrate == "true";
  }
  Recipe& recipe = set.recipe;
  reader.read_word("style_loss", {"gram", "covariance", "wasserstein"}, recipe.style_loss);
  reader.read_word("normalization", {"size", "gradient", "none"}, recipe.normalization);
  reader.read_layers("content_layers", recipe.content_layers);
  reader.read_layers("style_layers", recipe.style_layers);
  reader.read_positive("content_weight", recipe.content_weight);
  for (const OriginKey& origin : kOriginKeys) {
    if (const std::string* text = reader.find(origin.key)) set.origin.*origin.member = printable(*text);
  }
}

Metadata metadata_of(const WeightSet& set) {
  const Preprocessing& preprocessing = set.preprocessing;
  Metadata metadata = {{"network", network_name(set.network)},
                       {"input", preprocessing.order == Preprocessing::Order::kBgr ? "bgr" : "rgb"},
                       {"range", preprocessing.range == 255.0f ? "0..255" : "0..1"},
                       {"mean", three(preprocessing.mean)},
                       {"std", three(preprocessing.std)},
                       {"calibrate", set.calibrate ? "true" : "false"}};
  if (set.pooling != PoolingHint::kNone) {
    metadata["pooling"] = set.pooling == PoolingHint::kAverage ? "avg" : "max";
  }
  const Recipe& recipe = set.recipe;
  for (const auto& [key, text] : {std::pair<const char*, const std::string&>{"style_loss", recipe.style_loss},
                                  {"normalization", recipe.normalization},
                                  {"content_layers", recipe.content_layers},
                                  {"style_layers", recipe.style_layers}}) {
    if (!text.empty()) metadata[key] = text;
  }
  if (recipe.content_weight > 0) metadata["content_weight"] = number_text(recipe.content_weight);
  for (const OriginKey& origin : kOriginKeys) {
    const std::string& text = set.origin.*origin.member;
    if (!text.empty()) metadata[origin.key] = text;
  }
  return metadata;
}

}  // namespace weights
