#include "vgg/vgg_recognition.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include "base/translation.h"
#include "files/file_error.h"
#include "vgg/known_preprocessing.h"
#include "vgg/preparation_metadata.h"
#include "vgg/read_convolution.h"
#include "vgg/vgg_names.h"

namespace weights {
namespace {

// The indices of a convolution's two tensors in the file.
struct Pair {
  std::optional<std::size_t> weight;
  std::optional<std::size_t> bias;
};
using Found = std::map<int, Pair>;  // by the convolution's number

class Recognition {
 public:
  Recognition(TensorFile& tensors, const std::string& file) : tensors_(tensors), file_(file) {}

  WeightSet recognise() {
    refuse_normalised();
    choose_family();
    const Metadata metadata = tensors_.metadata();
    WeightSet set;
    set.network = choose_network(metadata);
    set.source = file_;
    set.preprocessing = usual_preprocessing();
    apply_metadata(metadata, file_, set);
    const std::vector<int> numbers = numbers_of(set.network);
    std::uint64_t in_channels = 3;
    for (std::size_t i = 0; i < numbers.size() && numbers[i] <= found_.rbegin()->first; ++i) {
      const Pair& pair = found_.at(numbers[i]);
      set.convolutions.push_back(
          read_convolution(tensors_, {*pair.weight, *pair.bias, family_->layout, in_channels}, file_));
      set.convolutions.back().name = convolution_names(set.network)[i].name;
      in_channels = static_cast<std::uint64_t>(set.convolutions.back().out_channels);
    }
    return set;
  }

 private:
  const TensorEntry& entry(std::size_t index) const { return tensors_.tensors()[index]; }

  std::vector<int> numbers_of(NetworkKind network) const {
    return convolution_numbers(network, family_->numbering);
  }

  void refuse_normalised() const {
    for (const TensorEntry& tensor : tensors_.tensors()) {
      const std::string last = name_parts(tensor.name).back();
      if (last == "running_mean" || last.compare(0, 11, "moving_mean") == 0) {
        refuse(file_,
               base::format(
                   _("its tensor %s belongs to a VGG with batch normalisation; one without it is needed"),
                   in_quotes(tensor.name).c_str()));
      }
    }
  }

  // The family that most names are of.
  void choose_family() {
    std::size_t most = 0;
    for (const NameFamily& family : name_families()) {
      std::size_t count = 0;
      for (const TensorEntry& tensor : tensors_.tensors()) {
        if (family.role(name_parts(tensor.name))) ++count;
      }
      if (count > most) {
        most = count;
        family_ = &family;
      }
    }
    if (family_ == nullptr) {
      std::string examples;
      for (const NameFamily& family : name_families()) {
        const int first = convolution_numbers(NetworkKind::kVgg19, family.numbering).front();
        examples += (examples.empty() ? "" : ", ") + tensor_name(family, {first, false});
      }
      refuse(file_,
             base::format(
                 _("it holds no tensor of a VGG-19 or VGG-16; tensors with names such as %s are needed"),
                 examples.c_str()));
    }
    for (std::size_t i = 0; i < tensors_.tensors().size(); ++i) {
      const std::optional<TensorRole> role = family_->role(name_parts(entry(i).name));
      if (!role) continue;
      Pair& pair = found_[role->number];
      std::optional<std::size_t>& place = role->bias ? pair.bias : pair.weight;
      if (place) {
        refuse(
            file_,
            base::format(
                _("its tensors %s and %s would be the same part of a VGG; a file with one network is needed"),
                in_quotes(entry(*place).name).c_str(), in_quotes(entry(i).name).c_str()));
      }
      place = i;
    }
  }

  // The first number in the file that the network does not have.
  std::optional<int> foreign_number(NetworkKind network) const {
    const std::vector<int> own = numbers_of(network);
    for (const auto& [number, pair] : found_) {
      if (std::find(own.begin(), own.end(), number) == own.end()) return number;
    }
    return std::nullopt;
  }

  std::string name_of(int number) const {
    const Pair& pair = found_.at(number);
    return in_quotes(entry(pair.weight ? *pair.weight : *pair.bias).name);
  }

  // The tensors that are not there, of the convolutions up to the last one in the file.
  std::vector<std::string> missing(NetworkKind network) const {
    const std::vector<int> numbers = numbers_of(network);
    std::vector<std::string> names;
    for (std::size_t i = 0; i < numbers.size() && numbers[i] <= found_.rbegin()->first; ++i) {
      const auto found = found_.find(numbers[i]);
      for (const bool bias : {false, true}) {
        if (found != found_.end() && (bias ? found->second.bias : found->second.weight)) continue;
        names.push_back(tensor_name(*family_, {numbers[i], bias}));
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
    const std::optional<int> foreign19 = foreign_number(NetworkKind::kVgg19);
    const std::optional<int> foreign16 = foreign_number(NetworkKind::kVgg16);
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
  // number.
  NetworkKind network_of_either() const {
    const std::size_t missing19 = missing(NetworkKind::kVgg19).size();
    const std::size_t missing16 = missing(NetworkKind::kVgg16).size();
    if (missing19 != missing16) return missing19 < missing16 ? NetworkKind::kVgg19 : NetworkKind::kVgg16;
    return !even_blocks(NetworkKind::kVgg19) && even_blocks(NetworkKind::kVgg16) ? NetworkKind::kVgg16
                                                                                 : NetworkKind::kVgg19;
  }

  bool even_blocks(NetworkKind network) const {
    const std::vector<int> numbers = numbers_of(network);
    std::uint64_t before = 0;
    for (std::size_t i = 0; i < numbers.size(); ++i) {
      const auto found = found_.find(numbers[i]);
      if (found == found_.end() || !found->second.weight) return true;
      const std::uint64_t filters = filters_of(entry(*found->second.weight), family_->layout);
      const bool same_block =
          i > 0 && convolution_names(network)[i].name[0] == convolution_names(network)[i - 1].name[0];
      if (same_block && filters != before) return false;
      before = filters;
    }
    return true;
  }

  void refuse_missing(NetworkKind network) const {
    const std::vector<std::string> names = missing(network);
    if (names.empty()) return;
    std::string list;
    for (const std::string& name : names) list += (list.empty() ? "" : ", ") + name;
    refuse(file_, base::format(_("it goes to %s of a %s, but these tensors are missing: %s"),
                               name_of(found_.rbegin()->first).c_str(), network_name(network), list.c_str()));
  }

  // What the tensors beside the convolutions tell of the file's origin.
  Preprocessing usual_preprocessing() {
    if (family_->numbering != Numbering::kLayers) return family_->preprocessing;
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
    return family_->preprocessing;
  }

  TensorFile& tensors_;
  const std::string& file_;
  const NameFamily* family_ = nullptr;
  Found found_;
};

}  // namespace

WeightSet recognise_vgg(TensorFile& tensors, const std::string& file) {
  return Recognition(tensors, file).recognise();
}

}  // namespace weights
