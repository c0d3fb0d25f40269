// Which of a file's layers may be the convolutions of one VGG. Layers belong together whose names begin
// alike: any beginning is taken, and told from others by how far its shapes are those of a VGG.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "files/tensor_file.h"
#include "vgg/file_layers.h"
#include "vgg/vgg_names.h"

namespace weights {

struct Candidate {
  Numbering numbering = Numbering::kLayers;
  std::string beginning;                   // of its layers' names: "features", "net"
  bool named = false;                      // as only a VGG is, so that what is wrong with it can be said
  std::map<int, const FileLayer*> layers;  // by the convolution's number
  std::map<int, const FileLayer*> normalisations;  // by the number of the convolution before them
  const FileLayer* odd_normalisation = nullptr;    // one that stands elsewhere
  const FileLayer* twice = nullptr;                // one that would be a layer that is there already
  const FileLayer* input = nullptr;                // a convolution of 1×1 that prepares the pictures
};

// Refers to `layers`.
std::vector<Candidate> candidates_in(const std::vector<FileLayer>& layers, const TensorFile& tensors);

// How many convolutions from the first on have the shapes of that network's; 0 where there is a layer between
// them that it does not have.
std::size_t convolutions_that_fit(const Candidate& candidate, NetworkKind network, const TensorFile& tensors);
std::size_t convolutions_that_fit(const Candidate& candidate,
                                  const TensorFile& tensors);  // of either network

// The first number in the candidate that the network does not have; what lies behind a whole network does not
// count.
std::optional<int> foreign_number(const Candidate& candidate, NetworkKind network);

// Whether the filters that are there are as many in each convolution of a block.
bool has_even_blocks(const Candidate& candidate, NetworkKind network, const TensorFile& tensors);

}  // namespace weights
