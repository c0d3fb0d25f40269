// What an evaluation found: the losses by name.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace core {

struct Losses {
  struct Loss {
    std::string name;  // "content", "style", "tv", "lines" where it is asked for
    double value = 0;  // the unweighted J of Gatys et al. in the chosen normalisation
  };
  std::vector<Loss> parts;
  double total = 0;  // weighted

  // 0 where there is none of that name.
  double of(std::string_view name) const {
    for (const Loss& loss : parts) {
      if (loss.name == name) return loss.value;
    }
    return 0;
  }
};

}  // namespace core
