#include "vgg/choose_candidate.h"

#include <algorithm>
#include <cctype>
#include <tuple>

#include "base/translation.h"
#include "files/file_error.h"

namespace weights {
namespace {

constexpr std::size_t kMostAlike = 8;

const TensorEntry& first_weight(const Candidate& candidate, const TensorFile& tensors) {
  return tensors.tensors()[*candidate.layers.begin()->second->part(Part::kWeight)];
}

// "model_ema", "swa_model": what training keeps as an average beside the weights themselves.
bool is_average(const Candidate& candidate) {
  std::string word;
  for (const char letter : candidate.beginning + ".") {
    if (std::isalpha(static_cast<unsigned char>(letter)) != 0) {
      word += static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
      continue;
    }
    for (const char* average : {"ema", "swa", "avg", "average", "averaged", "shadow", "teacher"}) {
      if (word == average) return true;
    }
    word.clear();
  }
  return false;
}

class Choice {
 public:
  Choice(const std::vector<Candidate>& candidates, TensorFile& tensors, const std::string& file)
      : tensors_(tensors), file_(file) {
    for (const Candidate& candidate : candidates) {
      if (!candidate.layers.empty())
        known_.push_back({&candidate, convolutions_that_fit(candidate, tensors)});
    }
  }

  const Candidate& choose(std::vector<std::string>& notes) const {
    const Known* best = nullptr;
    for (const Known& known : known_) {
      if (!can_be_one(known)) continue;
      if (best == nullptr || rank(*best) < rank(known)) best = &known;
    }
    if (best == nullptr) {
      refuse(file_,
             _("it holds no tensor of a VGG-19 or VGG-16; tensors with names such as features.0.weight, "
               "conv1_1.weight, block1_conv1/kernel, conv2d_0/vars/0, 0.weight are needed"));
    }
    if (best->fit == 0) return *best->candidate;
    return *only(*best, notes).candidate;
  }

 private:
  struct Known {
    const Candidate* candidate;
    std::size_t fit;
  };

  // Among other networks anything may begin with one convolution of three channels. What has the names of a
  // VGG and does not fit is damaged, and is refused for that.
  bool can_be_one(const Known& known) const {
    if (!known.candidate->named) return known.fit >= 2 && !is_numbered_otherwise(known);
    return !is_numbered_otherwise(known);
  }

  // The order of the names tells nothing where their numbers are a VGG's, with some missing.
  bool is_numbered_otherwise(const Known& known) const {
    if (known.candidate->numbering != Numbering::kOrder) return false;
    const std::size_t size = known.candidate->layers.size() + (known.candidate->input != nullptr ? 1 : 0);
    return std::any_of(known_.begin(), known_.end(), [&](const Known& other) {
      const Candidate& candidate = *other.candidate;
      return candidate.numbering != Numbering::kOrder &&
             ((other.fit > 0 && candidate.layers.size() >= size) ||
              (candidate.named && candidate.layers.size() > size));
    });
  }

  using Rank = std::tuple<std::size_t, bool, bool, bool, std::size_t, std::size_t>;

  static Rank rank(const Known& known) {
    const Candidate& candidate = *known.candidate;
    const bool by_order = candidate.numbering == Numbering::kOrder;
    return {known.fit,
            candidate.odd_normalisation == nullptr,
            !by_order,
            candidate.named,
            known.fit == 0 ? candidate.layers.size() : 0,
            by_order ? candidate.beginning.size() : 0};
  }

  // Of those that are a VGG as far as `best`.
  const Known& only(const Known& best, std::vector<std::string>& notes) const {
    std::vector<const Known*> alike = {&best};
    for (const Known& known : known_) {
      if (known.fit != best.fit || !can_be_one(known)) continue;
      const FileLayer* first = known.candidate->layers.begin()->second;
      if (std::none_of(alike.begin(), alike.end(), [&](const Known* other) {
            return other->candidate->layers.begin()->second == first;
          })) {
        alike.push_back(&known);
      }
    }
    if (alike.size() > 1) {
      std::vector<const Known*> themselves;
      for (const Known* known : alike) {
        if (!is_average(*known->candidate)) themselves.push_back(known);
      }
      if (themselves.size() == 1) {
        const Known& chosen = *themselves.front();
        for (const Known* known : alike) {
          if (known == &chosen) continue;
          notes.push_back(
              base::format(_("of its networks the one of %s is taken, that of %s is a running average"),
                           in_quotes(first_weight(*chosen.candidate, tensors_).name).c_str(),
                           in_quotes(first_weight(*known->candidate, tensors_).name).c_str()));
        }
        return chosen;
      }
    }
    for (std::size_t i = 1; i < alike.size(); ++i) {
      if (alike.size() <= kMostAlike && are_equal(*best.candidate, *alike[i]->candidate)) continue;
      refuse(
          file_,
          base::format(
              _("its tensors %s and %s would be the same part of a VGG; a file with one network is needed"),
              in_quotes(first_weight(*best.candidate, tensors_).name).c_str(),
              in_quotes(first_weight(*alike[i]->candidate, tensors_).name).c_str()));
    }
    return best;
  }

  // One network under two names.
  bool are_equal(const Candidate& a, const Candidate& b) const {
    return a.layers.size() == b.layers.size() &&
           std::equal(a.layers.begin(), a.layers.end(), b.layers.begin(),
                      [&](const auto& one, const auto& other) {
                        const auto &ours = one.second->parts, &theirs = other.second->parts;
                        return std::equal(
                            ours.begin(), ours.end(), theirs.begin(), [&](const auto& x, const auto& y) {
                              return x.has_value() == y.has_value() &&
                                     (!x || (tensors_.tensors()[*x].shape == tensors_.tensors()[*y].shape &&
                                             tensors_.read(*x) == tensors_.read(*y)));
                            });
                      });
  }

  TensorFile& tensors_;
  const std::string& file_;
  std::vector<Known> known_;
};

}  // namespace

const Candidate& choose_candidate(const std::vector<Candidate>& candidates, TensorFile& tensors,
                                  const std::string& file, std::vector<std::string>& notes) {
  return Choice(candidates, tensors, file).choose(notes);
}

}  // namespace weights
