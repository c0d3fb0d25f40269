#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <utility>

#include "files/onnx/onnx_file.h"
#include "onnx.pb.h"
#include "test_files.h"
#include "vgg/vgg_recognition.h"
#include "weights/open_weights.h"

namespace weights {
namespace {

constexpr int kFloat = 1;
constexpr int kInt8 = 3;

void add_tensor(onnx::Model& model, const std::string& name, const std::vector<std::int64_t>& shape) {
  onnx::Tensor& tensor = *model.mutable_graph()->add_initializer();
  tensor.set_name(name);
  tensor.set_data_type(kFloat);
  std::size_t count = 1;
  for (const std::int64_t size : shape) {
    tensor.add_dims(size);
    count *= static_cast<std::size_t>(size);
  }
  tensor.set_raw_data(std::string(4 * count, '\0'));
}

void add_convolution(onnx::Model& model, const std::string& weight, const std::string& bias) {
  onnx::Node& node = *model.mutable_graph()->add_node();
  node.set_op_type("Conv");
  for (const std::string& input : {std::string("x"), weight, bias}) node.add_input(input);
}

// conv1_1 and conv1_2 of two filters.
onnx::Model small_model() {
  onnx::Model model;
  add_convolution(model, "w1", "b1");
  add_convolution(model, "w2", "b2");
  add_tensor(model, "w1", {2, 3, 3, 3});
  add_tensor(model, "b1", {2});
  add_tensor(model, "w2", {2, 2, 3, 3});
  add_tensor(model, "b2", {2});
  return model;
}

WeightSet parse(const std::string& bytes) {
  SourceFile source("small.onnx", bytes);
  OnnxFile file(source);
  return recognise_vgg(file, source.name());
}

std::string refusal(const std::string& bytes) {
  return test::error_of([&] { parse(bytes); });
}

std::string refusal(const onnx::Model& model) { return refusal(model.SerializeAsString()); }

TEST(RefuseOnnx, the_small_model_itself_is_read) {
  EXPECT_EQ(parse(small_model().SerializeAsString()).convolutions.size(), 2u);
}

TEST(RefuseOnnx, files_that_are_cut_off_anywhere) {
  const std::string bytes = small_model().SerializeAsString();
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    EXPECT_EQ(refusal(bytes.substr(0, length)).rfind("small.onnx: ", 0), 0u) << length;
  }
}

TEST(RefuseOnnx, missing_tensors_by_the_places_they_should_have) {
  onnx::Model model = small_model();
  model.mutable_graph()->mutable_initializer()->DeleteSubrange(1, 2);
  EXPECT_EQ(
      refusal(model),
      "small.onnx: it goes to \"conv1_2.bias\" of a vgg19, but these tensors are missing: conv1_1.bias, "
      "conv1_2.weight");
}

TEST(RefuseOnnx, wrong_shapes) {
  onnx::Model model = small_model();
  model.mutable_graph()->mutable_initializer(2)->set_dims(1, 5);
  EXPECT_EQ(refusal(model),
            "small.onnx: tensor \"conv1_2.weight\" has the shape [2, 5, 3, 3]; [filters, 2, 3, 3] is right");
}

TEST(RefuseOnnx, fewer_values_than_the_shape_needs) {
  onnx::Model model = small_model();
  model.mutable_graph()->mutable_initializer(0)->mutable_raw_data()->resize(100);
  EXPECT_EQ(refusal(model), "small.onnx: tensor \"conv1_1.weight\" holds 25 values where its shape needs 54");
}

TEST(RefuseOnnx, sizes_that_no_memory_holds_without_taking_it) {
  onnx::Model model = small_model();
  onnx::Tensor& first = *model.mutable_graph()->mutable_initializer(0);
  first.set_dims(0, 4096);
  model.mutable_graph()->mutable_initializer(1)->set_dims(0, 4096);
  EXPECT_NE(refusal(model).find("holds 54 values where its shape needs 110592"), std::string::npos)
      << refusal(model);
  first.set_dims(0, std::int64_t{1} << 62);
  EXPECT_NE(refusal(model).find("4611686018427387904 filters; at most 4096"), std::string::npos)
      << refusal(model);
  first.mutable_dims()->Resize(100000, 1);
  EXPECT_EQ(refusal(model), "small.onnx: it holds a tensor of more than 8 dimensions");
}

TEST(RefuseOnnx, more_tensors_than_any_network_has) {
  onnx::Model model;
  for (int i = 0; i < 10001; ++i) model.mutable_graph()->add_initializer();
  EXPECT_EQ(refusal(model), "small.onnx: it holds more than 10000 tensors; a VGG has at most 38");
}

TEST(RefuseOnnx, names_that_are_too_long) {
  onnx::Model model = small_model();
  model.mutable_graph()->mutable_initializer(0)->set_name(std::string(5000, 'w'));
  EXPECT_EQ(refusal(model), "small.onnx: it holds a name of 5000 bytes; at most 1024 are read");
}

TEST(RefuseOnnx, kinds_of_numbers_that_are_not_read) {
  onnx::Model model = small_model();
  model.mutable_graph()->mutable_initializer(0)->set_data_type(kInt8);
  EXPECT_EQ(refusal(model),
            "small.onnx: its tensor \"conv1_1.weight\" is of ONNX's data type 3; float, float16, bfloat16 "
            "and double are read");
}

// A model of conv1_1 with scale 2, shift 3, mean 4 and variance 0.25.
onnx::Model normalised_model(float epsilon) {
  onnx::Model model;
  add_convolution(model, "w1", "b1");
  add_tensor(model, "w1", {2, 3, 3, 3});
  add_tensor(model, "b1", {2});
  onnx::Node& node = *model.mutable_graph()->add_node();
  node.set_op_type("BatchNormalization");
  node.add_input("x");
  for (const auto& [name, value] :
       {std::pair<const char*, float>{"scale", 2}, {"shift", 3}, {"mean", 4}, {"var", 0.25f}}) {
    node.add_input(name);
    add_tensor(model, name, {2});
    onnx::Tensor& tensor = *model.mutable_graph()->mutable_initializer(model.graph().initializer_size() - 1);
    tensor.clear_raw_data();
    for (int i = 0; i < 2; ++i) tensor.add_float_data(value);
  }
  onnx::Attribute& attribute = *node.add_attribute();
  attribute.set_name("epsilon");
  attribute.set_f(epsilon);
  return model;
}

TEST(ReadOnnx, makes_batch_normalisation_part_of_the_convolutions) {
  const WeightSet set = parse(normalised_model(1e-5f).SerializeAsString());
  EXPECT_NEAR(set.convolutions.at(0).bias.at(1), 3 - 4 * 2 / std::sqrt(0.25 + 1e-5), 1e-5);
}

TEST(RefuseOnnx, batch_normalisation_of_another_kind_or_in_another_place) {
  onnx::Model elsewhere = small_model();
  elsewhere.mutable_graph()->add_node()->set_op_type("Relu");
  elsewhere.mutable_graph()->add_node()->set_op_type("BatchNormalization");
  for (const onnx::Model& model : {elsewhere, normalised_model(1e-3f)}) {
    EXPECT_EQ(refusal(model),
              "small.onnx: its graph normalises batches elsewhere than right behind convolutions, or with "
              "another ε "
              "than 0.00001; a VGG without that is needed");
  }
}

TEST(RefuseOnnx, models_that_ONNX_Runtime_quantised) {
  const std::string path = test::data_path("quantised.onnx");
  EXPECT_EQ(
      test::error_of([&] { open_weights({path}); }),
      path +
          ": its graph holds \"DynamicQuantizeLinear\": it is quantised; a model with floating-point weights "
          "is needed");
}

// The filters of conv1_1 in another file, behind 100 bytes of it.
onnx::Model model_with_values_in(const std::string& location, const std::string& offset = "100") {
  onnx::Model model = small_model();
  onnx::Tensor& first = *model.mutable_graph()->mutable_initializer(0);
  first.clear_raw_data();
  first.set_data_location(1);
  for (const auto& [key, value] :
       {std::pair<const char*, std::string>{"location", location}, {"offset", offset}, {"length", "216"}}) {
    onnx::Entry& entry = *first.add_external_data();
    entry.set_key(key);
    entry.set_value(value);
  }
  return model;
}

TEST(ReadOnnx, takes_values_from_another_file_in_its_folder) {
  const test::TemporaryFolder folder;
  const float value = 0.5f;
  std::string values(100, '\0');
  for (int i = 0; i < 54; ++i) values.append(reinterpret_cast<const char*>(&value), sizeof value);
  folder.write("values.bin", values);
  const std::string path = folder.write("w.onnx", model_with_values_in("values.bin").SerializeAsString());
  EXPECT_EQ(open_weights({path}).convolutions[0].weights, std::vector<float>(54, 0.5f));
}

TEST(ReadOnnx, takes_constants_of_the_graph_for_tensors) {
  onnx::Model model = small_model();
  onnx::Graph& graph = *model.mutable_graph();
  onnx::Node& constant = *graph.add_node();
  constant.set_op_type("Constant");
  constant.add_output("w1");
  *constant.add_attribute()->mutable_t() = graph.initializer(0);
  constant.mutable_attribute(0)->mutable_t()->clear_name();
  graph.mutable_initializer()->DeleteSubrange(0, 1);
  EXPECT_EQ(parse(model.SerializeAsString()).convolutions.size(), 2u);
}

TEST(RefuseOnnx, values_in_files_that_are_not_in_its_folder) {
  const test::TemporaryFolder folder;
  folder.write("values.bin", std::string(1000, '\0'));
  std::filesystem::create_symlink(folder.path("values.bin"), folder.path("link.bin"));
  const std::string own = std::filesystem::path(folder.path("")).parent_path().filename().string();
  for (const std::string& location :
       {folder.path("values.bin"), "../" + own + "/values.bin", std::string("./values.bin"),
        std::string("link.bin"), std::string("none.bin"), std::string(".."), std::string(),
        std::string("values.bin\0x", 12)}) {
    const std::string path = folder.write("w.onnx", model_with_values_in(location).SerializeAsString());
    const std::string message = test::error_of([&] { open_weights({path}); });
    EXPECT_NE(message.find("one in its own folder, which is no link, is read"), std::string::npos) << message;
  }
  EXPECT_NE(refusal(model_with_values_in("values.bin")).find("one in its own folder"), std::string::npos);
}

TEST(RefuseOnnx, values_beyond_the_end_of_another_file) {
  const test::TemporaryFolder folder;
  folder.write("values.bin", std::string(300, '\0'));
  const auto message = [&](const std::string& offset) {
    const std::string path =
        folder.write("w.onnx", model_with_values_in("values.bin", offset).SerializeAsString());
    return test::error_of([&] { open_weights({path}); });
  };
  EXPECT_NE(message("100").find("it should have 216 bytes at byte 100 but has only 300"), std::string::npos);
  EXPECT_NE(message("18446744073709551615").find("but has only 300"), std::string::npos);
  EXPECT_NE(message("-1").find("does not suit the shape [2, 3, 3, 3]"), std::string::npos);
}

TEST(RefuseOnnx, values_in_another_file_that_is_not_there) {
  const std::string path = test::data_path("values-elsewhere.onnx");
  EXPECT_NE(test::error_of([&] { open_weights({path}); }).find("; one in its own folder"), std::string::npos);
}

TEST(RefuseOnnx, what_holds_no_graph) {
  EXPECT_EQ(refusal(onnx::Model()),
            "small.onnx: it holds no graph; an ONNX model with the weights of a VGG is needed");
}

}  // namespace
}  // namespace weights
