// The rows themselves; what is done with them is in parameters.cpp.
#include <utility>

#include "base/translation.h"
#include "core/parameters.h"

namespace core {
namespace {

constexpr const char* kPicture = N_("Picture");
constexpr const char* kNetwork = N_("Network");
constexpr const char* kLosses = N_("Losses");
constexpr const char* kOptimisation = N_("Optimisation");
constexpr const char* kMachine = N_("Machine");

// A row with what is told of few parameters, each by its name.
class Row {
 public:
  explicit Row(ParameterRow row) : row_(std::move(row)) {}
  operator ParameterRow() const { return row_; }

  Row& unit(const char* unit) { return set(row_.unit, unit); }
  Row& renews_network() { return set(row_.renews, ParameterRow::Renews::kNetwork); }
  Row& renews_random_weights() { return set(row_.renews, ParameterRow::Renews::kRandomWeights); }
  Row& renews_times() { return set(row_.renews, ParameterRow::Renews::kTimes); }
  Row& in_shipped_presets() { return set(row_.presets, ParameterRow::Presets::kShippedAndOwn); }
  Row& in_no_preset() { return set(row_.presets, ParameterRow::Presets::kNone); }
  Row& own_control() { return set(row_.own_control, true); }
  Row& positional() { return set(row_.positional, true); }

 private:
  template <typename Value>
  Row& set(Value& member, Value value) {
    member = value;
    return *this;
  }

  ParameterRow row_;
};

Row text(const char* name, const char* title, const char* group, std::string Parameters::*member,
         const char* blurb) {
  return Row({name, title, group, member, blurb, 0, 0, "", {}});
}

Row choice(const char* name, const char* title, const char* group, std::string Parameters::*member,
           std::vector<const char*> choices, const char* blurb) {
  return Row({name, title, group, member, blurb, 0, 0, "", std::move(choices)});
}

Row number(const char* name, const char* title, const char* group, ParameterMember member, double least,
           double greatest, const char* blurb) {
  return Row({name, title, group, member, blurb, least, greatest, "", {}});
}

}  // namespace

const std::vector<ParameterRow>& parameter_table() {
  using P = Parameters;
  static const std::vector<ParameterRow> table = {
      text("weights", N_("Weights"), kNetwork, &P::weights,
           N_("Weights of the network: fast (ImageNet's VGG-16 with half of its channels), vgg16 (with all, "
              "three times slower), random, a weight file, or the name of one in your folder"))
          .renews_network()
          .own_control(),
      choice("network", N_("Network"), kNetwork, &P::network, {N_("auto"), "vgg19", "vgg16"},
             N_("Architecture; auto: what the weights are for, vgg19 for random ones"))
          .renews_network(),
      choice("random-width", N_("Random width"), kNetwork, &P::width, {N_("full"), N_("half")},
             N_("Channels of random weights: full as published, or half, which is several times faster"))
          .renews_network(),
      number("size", N_("Size"), kPicture, &P::size, 0, 16384,
             N_("Longer side of the picture that is computed, never larger than the content itself; 0: the "
                "content's own size"))
          .unit("px")
          .own_control()
          .positional(),
      number("iterations", N_("Iterations"), kOptimisation, &P::iterations, 1, 100000,
             N_("Steps of the optimiser at each scale up to 256 px; larger scales take fewer"))
          .in_shipped_presets()
          .own_control()
          .positional(),
      number("scales", N_("Scales"), kOptimisation, &P::scales, 0, 20,
             N_("Number of sizes from coarse to fine, a factor of √2 apart; 0: as many as begin at about 128 "
                "px"))
          .in_shipped_presets(),
      choice("optimizer", N_("Optimiser"), kOptimisation, &P::optimizer, {"adam", "lbfgs"},
             N_("Adam with averaged iterates, or L-BFGS with a line search"))
          .renews_times()
          .in_shipped_presets(),
      number("content-weight", N_("Content weight"), kLosses, &P::content_weight, 0, 1e9,
             N_("How strongly the content's layout is kept; 3 is balanced whatever the weights"))
          .in_shipped_presets()
          .own_control()
          .positional(),
      number("style-weight", N_("Style weight"), kLosses, &P::style_weight, 0, 1e15,
             N_("How strongly the style is taken up"))
          .in_shipped_presets()
          .own_control()
          .positional(),
      number("tv-weight", N_("TV weight"), kLosses, &P::tv_weight, 0, 1e9,
             N_("How strongly the result is smoothed (total variation)"))
          .in_shipped_presets(),
      text("content-layers", N_("Content layers"), kLosses, &P::content_layers,
           N_("Layers that compare with the content, as relu4_2 or relu3_2,relu4_2; auto: as suits the "
              "weights"))
          .renews_network(),
      text("style-layers", N_("Style layers"), kLosses, &P::style_layers,
           N_("Layers that compare with the style, as relu1_1,relu2_1:2, where :2 is the layer's weight (1 "
              "to 10); auto: as suits the weights"))
          .renews_network(),
      choice("pooling", N_("Pooling"), kNetwork, &P::pooling, {N_("auto"), N_("max"), N_("avg")},
             N_("How the network halves its maps: maximum or average of 2×2; auto: as suits the weights"))
          .renews_network(),
      choice("style-loss", N_("Style loss"), kLosses, &P::style_loss,
             {N_("auto"), "gram", N_("covariance"), N_("wasserstein")},
             N_("How styles are compared: by Gram matrices, by means and covariances, or by the Wasserstein "
                "distance of these; auto: as suits the weights"))
          .renews_network(),
      choice("normalization", N_("Normalisation"), kLosses, &P::normalization,
             {N_("auto"), N_("size"), N_("gradient"), N_("none")},
             N_("Scaling of the losses: by the layers' sizes, by the size of their gradients, or none (the "
                "published formulas); auto: as suits the weights"))
          .renews_network(),
      text("init", N_("Start picture"), kPicture, &P::init,
           N_("Picture to start from: content, matched (the content in the style's colours), noise, style, "
              "or a picture file"))
          .in_shipped_presets(),
      choice("colour", N_("Colours"), kPicture, &P::colour, {N_("style"), N_("photo"), N_("matched")},
             N_("Whose colours the painting has: the style's, the photo's (only the light is painted), or "
                "the style's matched to the photo before painting"))
          .in_shipped_presets()
          .own_control(),
      number("style-scale", N_("Stroke size"), kPicture, &P::style_scale, 0.05, 4,
             N_("Size of the style picture relative to the computed picture, hence the size of the brush "
                "strokes"))
          .in_shipped_presets()
          .own_control(),
      choice(
          "seamless", N_("Seamless"), kPicture, &P::seamless, {N_("none"), "x", "y", "xy"},
          N_("Sides that join without a seam where the picture is repeated: x (left and right), y (top and "
             "bottom), xy (all), or none"))
          .renews_times(),
      number("seed", N_("Seed"), kPicture, &P::seed, 0, 2147483647, N_("Seed of random weights and of noise"))
          .renews_random_weights(),
      number("threads", N_("Threads"), kMachine, &P::threads, 0, 256, N_("Processor threads to use; 0: all"))
          .renews_network()
          .in_no_preset(),
      choice("precision", N_("Precision"), kMachine, &P::precision, {N_("auto"), "f32", "bf16"},
             N_("Products of the convolutions: f32, bf16 wherever the processor has it, or auto: bf16 where "
                "it is faster"))
          .renews_network()
          .in_no_preset(),
      number("memory-limit", N_("Memory limit"), kMachine, &P::memory_limit, 0, 16777216,
             N_("Memory that a run may take; a picture that needs more is computed in tiles; 0: three "
                "quarters of what is free, and no more than about 2400 where tiles cost little"))
          .unit("MiB")
          .in_no_preset(),
  };
  return table;
}

}  // namespace core
