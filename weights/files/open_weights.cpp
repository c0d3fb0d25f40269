#include "weights/open_weights.h"

#include <algorithm>
#include <cstddef>
#include <optional>

#include "base/error.h"
#include "base/translation.h"
#include "built_in/built_in.h"
#include "files/containers.h"
#include "files/file_error.h"
#include "files/source_file.h"
#include "vgg/family_recipe.h"
#include "vgg/vgg_recognition.h"
#include "weights/weights_folder.h"

namespace weights {
namespace {

std::optional<NetworkKind> network_asked(const std::string& name) {
  if (name == "auto") return std::nullopt;
  for (const NetworkKind network : {NetworkKind::kVgg19, NetworkKind::kVgg16}) {
    if (name == network_name(network)) return network;
  }
  throw base::Error(
      base::format(_("the network %s is not known; auto, vgg19 and vgg16 are"), in_quotes(name).c_str()));
}

// Cut off before conv3_4 the two networks are the same.
bool fits(const WeightSet& set, NetworkKind network) {
  const std::vector<ConvolutionName>& names = convolution_names(network);
  return set.convolutions.size() <= names.size() &&
         std::equal(set.convolutions.begin(), set.convolutions.end(), names.begin(),
                    [](const Convolution& convolution, const ConvolutionName& name) {
                      return convolution.name == name.name;
                    });
}

WeightSet read_weights(SourceFile source) { return recognise_vgg(*open_container(source), source.name()); }

}  // namespace

WeightSet open_weights_as_stored(const Request& request) {
  const std::optional<NetworkKind> network = network_asked(request.network);
  if (request.source == "random") {
    return random_weights(network.value_or(NetworkKind::kVgg19), request.width, request.seed);
  }
  if (request.source.empty())
    throw base::Error(_("no weights are named; \"random\" or a weight file is needed"));
  const std::string file = find_weights(request.source);
  const BuiltIn* const built_in = find_built_in(file);
  WeightSet set = read_weights(built_in != nullptr ? built_in->open() : SourceFile(file));
  if (built_in != nullptr) set.source = built_in->name;
  if (network && *network != set.network) {
    if (!fits(set, *network)) {
      refuse(file, base::format(
                       _("the file holds %1$s weights, not %2$s as asked; let the network be auto or %1$s"),
                       network_name(set.network), network_name(*network)));
    }
    set.network = *network;
  }
  return set;
}

WeightSet open_weights(const Request& request) {
  WeightSet set = open_weights_as_stored(request);
  complete_recipe(set);
  return set;
}

}  // namespace weights
