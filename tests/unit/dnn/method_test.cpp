// Every method of a convolution against oneDNN's direct one, which network_test.cpp holds against plain
// loops.
#include "convolution/method.h"

#include <gtest/gtest.h>

#include <cmath>
#include <set>
#include <string>

#include "convolution/convolution.h"
#include "convolution/method_choice.h"
#include "engine/aligned_buffer.h"
#include "engine/onednn_isa.h"
#include "sample_networks.h"

namespace {

using dnn::AlignedBuffer;
using dnn::FeatureShape;
using dnn::Method;

struct Maps {
  AlignedBuffer features;
  AlignedBuffer source_gradient;
};

AlignedBuffer filled(std::size_t count, std::uint32_t seed) {
  AlignedBuffer buffer(count * sizeof(float));
  plain::Values values(seed);
  for (std::size_t i = 0; i < count; ++i) buffer.floats()[i] = values.next();
  return buffer;
}

dnn::ConvolutionRequest request_of(int in_channels, int out_channels, int height, int width) {
  auto owner = std::make_shared<dnn::NetworkDescription>();
  plain::Values values(3);
  owner->layers.push_back(plain::convolution("1_1", in_channels, out_channels, values));
  dnn::ConvolutionRequest request;
  request.owner = owner;
  request.layer = &owner->layers.front();
  request.source = {in_channels, height, width};
  request.relu = true;
  request.backward = true;
  return request;
}

Maps run(dnn::Engine& engine, const dnn::ConvolutionRequest& request, Method method,
         const std::vector<dnn::OpenWord>& open) {
  const auto convolution = dnn::make_convolution(engine.impl(), request, method);
  EXPECT_EQ(convolution->method(), method);
  const std::size_t outputs = request.source.positions() * request.layer->out_channels;
  const AlignedBuffer source = filled(request.source.size(), 5), gradient = filled(outputs, 6);
  Maps maps{AlignedBuffer(outputs * sizeof(float)), AlignedBuffer(request.source.size() * sizeof(float))};
  const AlignedBuffer scratch(convolution->scratch_bytes());
  convolution->forward(source.floats(), maps.features.floats(), scratch.floats());
  convolution->backward(gradient.floats(), open.data(), maps.source_gradient.floats(), scratch.floats());
  return maps;
}

double relative_error(const AlignedBuffer& a, const AlignedBuffer& b) {
  double difference = 0, size = 0;
  for (std::size_t i = 0; i < b.bytes() / sizeof(float); ++i) {
    difference += std::pow(static_cast<double>(a.floats()[i]) - b.floats()[i], 2);
    size += std::pow(static_cast<double>(b.floats()[i]), 2);
  }
  return std::isfinite(difference) ? std::sqrt(difference / size) : HUGE_VAL;
}

struct Shape {
  int in_channels;
  int out_channels;
  int height;
  int width;
};

// Tolerances: float32 quality, and two to three digits.
double tolerance(Method method) { return method == Method::kBf16 ? 1e-2 : 1e-4; }

std::vector<Method> suitable_methods(const Shape& shape) {
  if (shape.in_channels == 3) return {Method::kPatches};
  if (!dnn::onednn_may_use(dnnl::cpu_isa::avx512_core_bf16)) return {Method::kWinograd};
  return {Method::kWinograd, Method::kBf16};
}

class Methods : public testing::TestWithParam<Shape> {};

TEST_P(Methods, EqualTheDirectConvolutionForwardAndBackward) {
  const Shape& shape = GetParam();
  dnn::Engine engine(2);
  const auto request = request_of(shape.in_channels, shape.out_channels, shape.height, shape.width);
  std::vector<dnn::OpenWord> open(dnn::open_words(request.source.positions() * shape.out_channels));
  std::mt19937 random(9);
  for (dnn::OpenWord& word : open) word = static_cast<dnn::OpenWord>(random());
  const Maps direct = run(engine, request, Method::kDirect, open);
  for (const Method method : suitable_methods(shape)) {
    SCOPED_TRACE(dnn::method_name(method));
    const Maps maps = run(engine, request, method, open);
    EXPECT_LE(relative_error(maps.features, direct.features), tolerance(method));
    EXPECT_LE(relative_error(maps.source_gradient, direct.source_gradient), tolerance(method));
  }
}

INSTANTIATE_TEST_SUITE_P(OddSizes, Methods,
                         testing::Values(Shape{3, 64, 1, 1}, Shape{3, 16, 130, 67}, Shape{16, 16, 1, 1},
                                         Shape{16, 48, 2, 1}, Shape{32, 16, 1, 130}, Shape{16, 32, 130, 1},
                                         Shape{64, 64, 130, 67}, Shape{64, 128, 65, 34},
                                         Shape{128, 128, 33, 67}, Shape{128, 256, 17, 9},
                                         Shape{256, 256, 31, 33}, Shape{256, 512, 5, 130},
                                         Shape{512, 512, 1, 1}, Shape{512, 512, 16, 17},
                                         Shape{512, 512, 34, 33}, Shape{48, 80, 19, 23}),
                         [](const testing::TestParamInfo<Shape>& info) {
                           const Shape& s = info.param;
                           return std::to_string(s.in_channels) + "to" + std::to_string(s.out_channels) +
                                  "at" + std::to_string(s.width) + "x" + std::to_string(s.height);
                         });

TEST(Method, HasANameOfItsOwn) {
  std::set<std::string> names = {"unknown"};
  for (const Method method : {Method::kPatches, Method::kWinograd, Method::kDirect, Method::kBf16}) {
    EXPECT_TRUE(names.insert(dnn::method_name(method)).second) << dnn::method_name(method);
  }
}

TEST(Method, Float32IsWinogradsAlgorithmWhereTheChannelsAreWholeVectors) {
  EXPECT_EQ(dnn::choose_method(request_of(64, 64, 8, 8), dnn::Precision::kFloat32), Method::kWinograd);
  EXPECT_EQ(dnn::choose_method(request_of(64, 20, 8, 8), dnn::Precision::kFloat32), Method::kDirect);
  EXPECT_EQ(dnn::choose_method(request_of(3, 64, 8, 8), dnn::Precision::kFloat32), Method::kPatches);
}

TEST(Method, Bfloat16IsTakenWhereTheProcessorHasIt) {
  const auto request = request_of(64, 64, 8, 8);
  const bool has = dnn::onednn_may_use(dnnl::cpu_isa::avx512_core_bf16);
  const bool fast = dnn::onednn_may_use(dnnl::cpu_isa::avx512_core_amx);
  EXPECT_EQ(dnn::choose_method(request, dnn::Precision::kBfloat16), has ? Method::kBf16 : Method::kWinograd);
  EXPECT_EQ(dnn::choose_method(request, dnn::Precision::kAuto), fast ? Method::kBf16 : Method::kWinograd);
}

}  // namespace
