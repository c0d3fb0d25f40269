#include "vgg/vgg_recognition.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "base/translation.h"
#include "files/file_error.h"
#include "vgg/candidates.h"
#include "vgg/choose_candidate.h"
#include "vgg/fold_layers.h"
#include "vgg/known_preprocessing.h"
#include "vgg/preparation_metadata.h"
#include "vgg/read_convolution.h"

namespace weights {
namespace {

class Recognition {
 public:
  Recognition(TensorFile& tensors, const std::string& file)
      : tensors_(tensors),
        file_(file),
        layers_(layers_of(tensors)),
        candidates_(candidates_in(layers_, tensors)),
        chosen_(choose_candidate(candidates_, tensors, file, notes_)),
        found_(chosen_.layers) {}

  WeightSet recognise() {
    const Metadata metadata = tensors_.metadata();
    refuse_odd();
    WeightSet set;
    set.network = choose_network(metadata);
    set.source = file_;
    set.preprocessing = usual_preprocessing(set.network);
    apply_metadata(metadata, file_, set);
    for (std::string& note : tensors_.notes()) notes_.push_back(std::move(note));
    read(set);
    if (chosen_.input != nullptr) {
      fold_input(tensors_, *chosen_.input, file_, set);
    } else if (!tells_preprocessing(metadata)) {
      set.preprocessing_guess = base::format(
          _("how pictures are prepared (%s) is guessed from its tensors' names; \"weights import "
            "--preprocessing\" sets it"),
          preprocessing_words(set.preprocessing));
    }
    set.notes = std::move(notes_);
    return set;
  }

 private:
  const TensorEntry& entry(std::size_t index) const { return tensors_.tensors()[index]; }

  std::vector<int> numbers_of(NetworkKind network) const {
    return convolution_numbers(network, chosen_.numbering);
  }

  std::string name_of(const FileLayer& layer) const {
    const auto present =
        std::find_if(layer.parts.begin(), layer.parts.end(), [](const auto& part) { return part; });
    return in_quotes(entry(**present).name);
  }

  void refuse_odd() const {
    const FileLayer* const odd = chosen_.odd_normalisation;
    if (odd != nullptr) {
      refuse(file_,
             base::format(_("its tensor %s belongs to a batch normalisation that does not stand right behind "
                            "a convolution, as each of VGG-19-BN does"),
                          name_of(*odd).c_str()));
    }
    const FileLayer* twice = chosen_.twice;
    for (const auto& [number, layer] : found_) {
      if (twice != nullptr && layer->path == twice->path) refuse_twice(layer->parts, twice->parts);
      if (!layer->twice) continue;
      refuse_twice(layer->parts, {*layer->twice, {}, {}, {}});
    }
  }

  using Parts = decltype(FileLayer::parts);

  [[noreturn]] void refuse_twice(const Parts& one, const Parts& other) const {
    const auto first = [&](const Parts& parts) {
      return in_quotes(
          entry(**std::find_if(parts.begin(), parts.end(), [](const auto& part) { return part; })).name);
    };
    refuse(file_,
           base::format(
               _("its tensors %s and %s would be the same part of a VGG; a file with one network is needed"),
               first(one).c_str(), first(other).c_str()));
  }

  std::string name_of(int number) const { return name_of(*found_.at(number)); }

  // As it would be called if it were there.
  std::string missing_name(int number, Part part) const {
    const auto present = found_.find(number);
    const bool keras = name_of(found_.begin()->first).find('/') != std::string::npos;
    const std::string separator = keras ? "/" : ".";
    std::string name = chosen_.beginning.empty() ? "" : chosen_.beginning + separator;
    const std::string block = std::to_string(number / 10), convolution = std::to_string(number % 10);
    if (present != found_.end()) {
      name.clear();
      for (const std::string& word : present->second->path) name += (name.empty() ? "" : separator) + word;
    } else if (chosen_.numbering == Numbering::kBlocks) {
      name += keras ? "block" + block + "_conv" + convolution : "conv" + block + "_" + convolution;
    } else {
      name += std::to_string(number);
    }
    // Made of names in the file, which may hold anything.
    const std::string shown = in_quotes(name);
    return shown.substr(1, shown.size() - 2) + separator +
           (part == Part::kBias ? "bias"
            : keras             ? "kernel"
                                : "weight");
  }

  // The tensors that are not there, of the convolutions up to the last one in the file.
  std::vector<std::string> missing(NetworkKind network) const {
    const std::vector<int> numbers = numbers_of(network);
    std::vector<std::string> names;
    for (std::size_t i = 0; i < numbers.size() && numbers[i] <= found_.rbegin()->first; ++i) {
      const auto found = found_.find(numbers[i]);
      for (const Part part : {Part::kWeight, Part::kBias}) {
        if (found != found_.end() && found->second->part(part)) continue;
        // A shift takes the bias' place.
        if (part == Part::kBias && chosen_.normalisations.count(numbers[i]) != 0) continue;
        names.push_back(missing_name(numbers[i], part));
      }
    }
    return names;
  }

  std::optional<NetworkKind> network_in(const Metadata& metadata) const {
    const auto named = metadata.find("network");
    if (named == metadata.end()) return std::nullopt;
    for (const NetworkKind network : {NetworkKind::kVgg19, NetworkKind::kVgg16}) {
      if (named->second == network_name(network)) return network;
    }
    refuse(file_, base::format(_("its metadata name the network %s; vgg19 and vgg16 are known"),
                               in_quotes(named->second).c_str()));
  }

  NetworkKind choose_network(const Metadata& metadata) const {
    const std::optional<NetworkKind> named = network_in(metadata);
    const std::optional<int> foreign19 = foreign_number(chosen_, NetworkKind::kVgg19);
    const std::optional<int> foreign16 = foreign_number(chosen_, NetworkKind::kVgg16);
    if (foreign19 && foreign16) {
      if (*foreign19 == *foreign16) {
        refuse(file_, base::format(_("its tensor %s is no convolution of VGG-19 or VGG-16"),
                                   name_of(*foreign19).c_str()));
      }
      refuse(file_, base::format(_("its tensor %s belongs to VGG-16 alone and %s to VGG-19 alone"),
                                 name_of(*foreign19).c_str(), name_of(*foreign16).c_str()));
    }
    NetworkKind network = NetworkKind::kVgg19;
    if (named) {
      network = *named;
    } else if (foreign19) {
      network = NetworkKind::kVgg16;
    } else if (!foreign16) {
      network = network_of_either();
    }
    const std::optional<int> foreign = network == NetworkKind::kVgg19 ? foreign19 : foreign16;
    if (foreign) {
      refuse(file_,
             base::format(_("its metadata name the network %s, to which its tensor %s does not belong"),
                          network_name(network), name_of(*foreign).c_str()));
    }
    refuse_missing(network);
    return network;
  }

  // Where the numbers are of both networks: the one that lacks nothing and whose blocks have filters of one
  // number, and rather a whole VGG-16 than a VGG-19 without its last ones.
  NetworkKind network_of_either() const {
    const std::size_t missing19 = missing(NetworkKind::kVgg19).size();
    const std::size_t missing16 = missing(NetworkKind::kVgg16).size();
    if (missing19 != missing16) return missing19 < missing16 ? NetworkKind::kVgg19 : NetworkKind::kVgg16;
    if (!has_even_blocks(chosen_, NetworkKind::kVgg16, tensors_)) return NetworkKind::kVgg19;
    const bool whole = chosen_.numbering == Numbering::kOrder &&
                       found_.size() == convolution_names(NetworkKind::kVgg16).size();
    return whole || !has_even_blocks(chosen_, NetworkKind::kVgg19, tensors_) ? NetworkKind::kVgg16
                                                                             : NetworkKind::kVgg19;
  }

  void refuse_missing(NetworkKind network) const {
    const std::vector<std::string> names = missing(network);
    if (names.empty()) return;
    std::string list;
    for (const std::string& name : names) list += (list.empty() ? "" : ", ") + name;
    refuse(file_, base::format(_("it goes to %s of a %s, but these tensors are missing: %s"),
                               name_of(found_.rbegin()->first).c_str(), network_name(network), list.c_str()));
  }

  void read(WeightSet& set) {
    const std::vector<int> numbers = numbers_of(set.network);
    std::uint64_t in_channels = 3;
    for (std::size_t i = 0; i < numbers.size() && numbers[i] <= found_.rbegin()->first; ++i) {
      const FileLayer& layer = *found_.at(numbers[i]);
      set.convolutions.push_back(read_convolution(
          tensors_, {*layer.part(Part::kWeight), layer.part(Part::kBias), layer.layout, in_channels}, file_));
      Convolution& convolution = set.convolutions.back();
      convolution.name = convolution_names(set.network)[i].name;
      in_channels = static_cast<std::uint64_t>(convolution.out_channels);
      const auto normalisation = chosen_.normalisations.find(numbers[i]);
      if (normalisation != chosen_.normalisations.end()) {
        fold_normalisation(tensors_, *normalisation->second, file_, convolution);
      }
    }
    tell(numbers);
  }

  // What was guessed, or left out.
  void tell(const std::vector<int>& numbers) {
    if (chosen_.numbering == Numbering::kOrder) {
      notes_.push_back(
          base::format(_("its convolutions are taken in the order of their names, from %s to %s"),
                       name_of(found_.begin()->first).c_str(),
                       name_of(std::min(numbers.back(), found_.rbegin()->first)).c_str()));
    }
    const auto behind = found_.upper_bound(numbers.back());
    if (behind != found_.end()) {
      notes_.push_back(
          base::format(_("its layers from %s on lie behind the last convolution of a VGG and are left out"),
                       name_of(*behind->second).c_str()));
    }
    if (!chosen_.normalisations.empty()) {
      notes_.push_back(
          _("its batch normalisation is made part of the convolutions, as if it stood before each "
            "rectifier"));
    }
    if (chosen_.input != nullptr) {
      notes_.push_back(
          base::format(_("its tensor %s prepares pictures; RGB from 0 to 1 is guessed to go into it"),
                       name_of(*chosen_.input).c_str()));
    }
  }

  static bool tells_preprocessing(const Metadata& metadata) {
    return metadata.count("preprocessing") != 0 || metadata.count("input") != 0 ||
           metadata.count("mean") != 0;
  }

  static const char* preprocessing_words(const Preprocessing& preprocessing) {
    if (preprocessing.order == Preprocessing::Order::kBgr) return _("Caffe's way");
    return preprocessing.std == torchvision_preprocessing().std ? _("torchvision's way")
                                                                : _("Caffe's way, but RGB");
  }

  bool has_filters(int number, std::uint64_t size) const {
    const auto found = found_.find(number);
    return found != found_.end() && found->second->part(Part::kWeight) &&
           is_convolution(entry(*found->second->part(Part::kWeight)), found->second->layout, size);
  }

  // What the tensors beside the convolutions tell of the file's origin.
  Preprocessing usual_preprocessing(NetworkKind network) {
    if (chosen_.numbering == Numbering::kBlocks ||
        found_.begin()->second->layout == Layout::kHeightWidthInOut) {
      return caffe_preprocessing();
    }
    // SSD's base network (Liu et al., arXiv 1512.02325) goes on with the dense layers as convolutions of 3×3
    // and 1×1. Its weights are those that torchvision has as features alone.
    if (chosen_.numbering == Numbering::kLayers && network == NetworkKind::kVgg16 && has_filters(31, 3) &&
        has_filters(33, 1)) {
      return torchvision_features_preprocessing();
    }
    for (std::size_t i = 0; i < tensors_.tensors().size(); ++i) {
      const std::vector<std::string> parts = name_parts(entry(i).name);
      if (parts.size() < 3 || parts[parts.size() - 3] != "classifier") continue;
      const std::string& layer = parts[parts.size() - 2];
      // Johnson's conversion of the Caffe networks counts a layer more before the first product than
      // torchvision.
      if (layer == "1" && parts.back() == "weight" && entry(i).shape.size() == 2) {
        return caffe_preprocessing();
      }
      // torchvision's features without a classifier carry one of NaN.
      if (layer == "6" && parts.back() == "bias" && entry(i).shape.size() == 1) {
        const std::vector<float> values = tensors_.read(i);
        if (!values.empty() && std::isnan(values.front())) return torchvision_features_preprocessing();
      }
    }
    return torchvision_preprocessing();
  }

  TensorFile& tensors_;
  const std::string& file_;
  std::vector<std::string> notes_;
  const std::vector<FileLayer> layers_;
  const std::vector<Candidate> candidates_;
  const Candidate& chosen_;
  const std::map<int, const FileLayer*>& found_;
};

}  // namespace

WeightSet recognise_vgg(TensorFile& tensors, const std::string& file) {
  return Recognition(tensors, file).recognise();
}

}  // namespace weights
