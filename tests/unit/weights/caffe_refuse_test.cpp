#include <gtest/gtest.h>

#include "caffe.pb.h"
#include "files/caffe/caffe_file.h"
#include "test_files.h"
#include "vgg/vgg_recognition.h"

namespace weights {
namespace {

void add_blob(caffe::Layer& layer, const std::vector<std::int64_t>& shape) {
  caffe::Blob& blob = *layer.add_blobs();
  int count = 1;
  for (const std::int64_t size : shape) {
    blob.mutable_shape()->add_dim(size);
    count *= static_cast<int>(size);
  }
  blob.mutable_data()->Resize(count, 0.5f);
}

void add_convolution(caffe::Net& net, const std::string& name, int inputs) {
  caffe::Layer& layer = *net.add_layer();
  layer.set_name(name);
  add_blob(layer, {2, inputs, 3, 3});
  add_blob(layer, {2});
}

caffe::Net small_net() {
  caffe::Net net;
  add_convolution(net, "conv1_1", 3);
  add_convolution(net, "conv1_2", 2);
  return net;
}

WeightSet parse(const std::string& bytes) {
  SourceFile source("small.caffemodel", bytes);
  CaffeFile file(source);
  return recognise_vgg(file, source.name());
}

std::string refusal(const std::string& bytes) {
  return test::error_of([&] { parse(bytes); });
}

std::string refusal(const caffe::Net& net) { return refusal(net.SerializeAsString()); }

TEST(RefuseCaffe, the_small_net_itself_is_read) {
  EXPECT_EQ(parse(small_net().SerializeAsString()).convolutions.size(), 2u);
}

TEST(RefuseCaffe, files_that_are_cut_off_within_a_layer) {
  const std::string bytes = small_net().SerializeAsString();
  caffe::Net first = small_net();
  first.mutable_layer()->RemoveLast();
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    if (length == first.ByteSizeLong()) continue;  // a whole net of one layer
    EXPECT_EQ(refusal(bytes.substr(0, length)).rfind("small.caffemodel: ", 0), 0u) << length;
  }
}

TEST(RefuseCaffe, missing_layers_and_biases) {
  caffe::Net net = small_net();
  net.mutable_layer(0)->mutable_blobs()->RemoveLast();
  add_convolution(net, "conv2_2", 2);
  EXPECT_EQ(refusal(net),
            "small.caffemodel: it goes to \"conv2_2.weight\" of a vgg19, but these tensors are missing: "
            "conv1_1.bias, conv2_1.weight, conv2_1.bias");
}

TEST(RefuseCaffe, wrong_shapes) {
  caffe::Net net = small_net();
  net.mutable_layer(1)->mutable_blobs(0)->mutable_shape()->set_dim(2, 7);
  EXPECT_EQ(
      refusal(net),
      "small.caffemodel: tensor \"conv1_2.weight\" has the shape [2, 2, 7, 3]; [filters, 2, 3, 3] is right");
}

TEST(RefuseCaffe, fewer_values_than_the_shape_needs) {
  caffe::Net net = small_net();
  net.mutable_layer(0)->mutable_blobs(0)->mutable_data()->Truncate(10);
  EXPECT_EQ(refusal(net),
            "small.caffemodel: tensor \"conv1_1.weight\" holds 10 values where its shape needs 54");
}

TEST(RefuseCaffe, sizes_that_no_memory_holds_without_taking_it) {
  caffe::Net net = small_net();
  caffe::Shape& shape = *net.mutable_layer(0)->mutable_blobs(0)->mutable_shape();
  shape.set_dim(0, std::int64_t{1} << 62);
  EXPECT_NE(refusal(net).find("4611686018427387904 filters; at most 4096"), std::string::npos)
      << refusal(net);
  shape.mutable_dim()->Resize(100000, 1);
  EXPECT_EQ(refusal(net), "small.caffemodel: it holds a blob of more than 8 dimensions");
}

TEST(RefuseCaffe, more_blobs_than_any_network_has) {
  caffe::Net net;
  for (int i = 0; i < 10001; ++i) net.add_layer()->add_blobs();
  EXPECT_EQ(refusal(net), "small.caffemodel: it holds more than 10000 blobs; a VGG has at most 38");
}

TEST(RefuseCaffe, nets_without_weights) {
  EXPECT_EQ(refusal(caffe::Net()),
            "small.caffemodel: it holds no layer with weights; a Caffe model of a VGG is needed");
}

}  // namespace
}  // namespace weights
