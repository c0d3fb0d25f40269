// `weights import` and `weights fetch`: trained weights into the user's folder, from a file and from the
// network.
#pragma once

#include <string>

#include "cli/command.h"
#include "weights/weight_set.h"

namespace cli {

struct ImportRequest {
  std::string file;
  std::string name;      // empty: the file's
  bool replace = false;  // weights of that name
  std::string preprocessing = "auto";
};

struct FetchRequest {
  std::string entry;      // of the catalogue
  std::string name;       // empty: the entry's
  std::string url;        // empty: the entry's
  std::string catalogue;  // a file; empty: the built-in one
  bool replace = false;
  bool agreed = false;  // beforehand; otherwise it is asked on the terminal
};

ExitCode import_weights(const ImportRequest& request);

// Ctrl-C keeps what has come, and the next fetch goes on from there.
ExitCode fetch_weights(const FetchRequest& request);

// What was guessed when the weights were read, a line each.
void print_notes(const weights::WeightSet& set);

std::string one_line(const weights::WeightSet& set);  // "vgg19 to conv5_4, 64 … 512 channels"

}  // namespace cli
