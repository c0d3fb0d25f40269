#include "method_choice.h"

#include <algorithm>
#include <chrono>
#include <cmath>

#include "aligned_buffer.h"
#include "convolution.h"
#include "onednn_isa.h"
#include "simd.h"

namespace dnn {
namespace {

// Maps are measured at the size of their class, a square of 8, 16, 32 or 64 positions a side: what a position
// costs changes little beyond, and a picture of a new size finds its class measured.
int class_side(const FeatureShape& shape) {
  int side = 8;
  while (side < 64 && static_cast<double>(side) * side * 2 <= static_cast<double>(shape.positions())) {
    side *= 2;
  }
  return side;
}

const char* precision_name(Precision precision) {
  return precision == Precision::kFloat32 ? "f32" : precision == Precision::kBfloat16 ? "bf16" : "auto";
}

std::string key_of(const Layer& layer, int side, Precision precision) {
  return std::string(precision_name(precision)) + " " + std::to_string(layer.in_channels) + "-" +
         std::to_string(layer.out_channels) + " " + std::to_string(side);
}

// Values as features and gradients have them: about half of them zero or below.
void fill(AlignedBuffer& buffer) {
  std::uint32_t state = 1;
  for (std::size_t i = 0; i < buffer.bytes() / sizeof(float); ++i) {
    state = state * 1664525u + 1013904223u;
    buffer.floats()[i] = static_cast<float>(static_cast<std::int32_t>(state)) * 0x1p-31f;
  }
}

class Contestant {
 public:
  // Throws dnnl::error where the method does not suit.
  Contestant(Engine::Impl& engine, const ConvolutionRequest& request, Method method)
      : method_(method),
        convolution_(make_convolution(engine, request, method)),
        scratch_(convolution_->scratch_bytes()) {}

  Method method() const { return method_; }
  double seconds() const { return seconds_; }

  void run(const AlignedBuffer& source, const AlignedBuffer& gradient, const std::vector<OpenWord>& open,
           AlignedBuffer& destination, AlignedBuffer& source_gradient) {
    using Clock = std::chrono::steady_clock;
    const Clock::time_point begin = Clock::now();
    convolution_->forward(source.floats(), destination.floats(), scratch_.floats());
    convolution_->backward(gradient.floats(), open.data(), source_gradient.floats(), scratch_.floats());
    seconds_ = std::min(seconds_, std::chrono::duration<double>(Clock::now() - begin).count());
  }

 private:
  Method method_;
  std::unique_ptr<Convolution> convolution_;
  AlignedBuffer scratch_;
  double seconds_ = HUGE_VAL;
};

// The least time of a few runs by turns. `methods`: the first one wins where none is clearly faster.
Method fastest(Engine::Impl& engine, const Layer& layer, int side, const std::vector<Method>& methods) {
  // With an owner of its own, so that the losers' filters are forgotten.
  const auto owner = std::make_shared<NetworkDescription>();
  owner->layers.push_back(layer);
  ConvolutionRequest request;
  request.owner = owner;
  request.layer = &owner->layers.front();
  request.source = {layer.in_channels, side, side};
  request.relu = true;
  request.backward = true;
  std::vector<Contestant> contestants;
  for (const Method method : methods) {
    try {
      contestants.emplace_back(engine, request, method);
    } catch (const dnnl::error&) {
      // This oneDNN or this processor has no such way.
    }
  }
  const std::size_t positions = request.source.positions();
  AlignedBuffer source(request.source.size() * sizeof(float)), source_gradient(source.bytes());
  AlignedBuffer destination(positions * layer.out_channels * sizeof(float)), gradient(destination.bytes());
  fill(source);
  fill(gradient);
  const std::vector<OpenWord> open(open_words(positions * layer.out_channels), 0x5A5A);

  constexpr int kRounds = 3;
  constexpr double kHopeless = 1.5, kClearly = 0.93;
  for (int round = 0; round < kRounds; ++round) {
    double least = HUGE_VAL;
    for (Contestant& contestant : contestants) {
      contestant.run(source, gradient, open, destination, source_gradient);
      least = std::min(least, contestant.seconds());
    }
    contestants.erase(std::remove_if(contestants.begin(), contestants.end(),
                                     [&](const Contestant& c) { return c.seconds() > kHopeless * least; }),
                      contestants.end());
    if (contestants.size() == 1) break;
  }
  const Contestant* best = &contestants.front();
  for (const Contestant& contestant : contestants) {
    if (contestant.seconds() < kClearly * best->seconds()) best = &contestant;
  }
  return best->method();
}

}  // namespace

std::vector<Method> suitable_methods(const ConvolutionRequest& request, Precision precision) {
  const Layer& layer = *request.layer;
  if (layer.out_channels % kGranule != 0) return {Method::kDirect};
  if (layer.in_channels == 3) return {Method::kPatches};
  if (layer.in_channels % kGranule != 0) return {Method::kDirect};
  std::vector<Method> methods;
  if (precision != Precision::kFloat32 && onednn_may_use(dnnl::cpu_isa::avx512_core_bf16)) {
    methods.push_back(Method::kBf16);
    if (precision == Precision::kBfloat16) return methods;
  }
  methods.push_back(Method::kWinograd);
  // Three products for one pay only where they are computed by matrix units, and there one is faster still.
  const bool matrix_units = onednn_may_use(dnnl::cpu_isa::avx512_core_amx);
  if (matrix_units && precision == Precision::kFloat32) methods.push_back(Method::kBf16x3);
  if (onednn_may_use(dnnl::cpu_isa::avx512_core)) methods.push_back(Method::kOnednnWinograd);
  methods.push_back(Method::kDirect);
  return methods;
}

MethodChoice::MethodChoice(Precision precision, ChoiceCache cache)
    : precision_(precision), cache_(std::move(cache)) {}

Method MethodChoice::choose(Engine::Impl& engine, const ConvolutionRequest& request) {
  const std::vector<Method> methods = suitable_methods(request, precision_);
  if (methods.size() == 1) return methods.front();
  const int side = class_side(request.source);
  const std::string key = key_of(*request.layer, side, precision_);
  if (const std::optional<std::string> known = cache_.find(key)) {
    const std::optional<Method> method = method_named(*known);
    if (method && std::find(methods.begin(), methods.end(), *method) != methods.end()) return *method;
  }
  if (!cache_.lasting()) return methods.front();
  const Method method = fastest(engine, *request.layer, side, methods);
  cache_.remember(key, method_name(method));
  cache_.save();
  return method;
}

}  // namespace dnn
