// What the reader must refuse, each in one sentence that names the file and the cause.
#include <gtest/gtest.h>

#include <cstdint>
#include <string>

#include "test_files.h"

namespace weights {
namespace {

using test::refusal;
using test::safetensors_bytes;
using test::SmallFile;

void expect_in(const std::string& message, const std::string& part) {
  EXPECT_NE(message.find(part), std::string::npos) << message << "\n  lacks: " << part;
}

TEST(RefusesHeader, of_a_file_shorter_than_the_length) {
  expect_in(refusal("abc"), "the file has 3 bytes, fewer than the length of a safetensors header takes");
}

TEST(RefusesHeader, with_a_length_of_zero) {
  expect_in(refusal(safetensors_bytes("", "data")), "its header does not begin with \"{\"");
}

TEST(RefusesHeader, with_a_length_beyond_the_file) {
  expect_in(refusal(safetensors_bytes(1000, "{}", "")),
            "its header should be 1000 bytes long but the file has only 2");
  expect_in(refusal(safetensors_bytes(3, "{}", "")), "it is cut off");
}

TEST(RefusesHeader, with_a_length_that_would_overflow) {
  for (const std::uint64_t length :
       {std::uint64_t{1} << 63, ~std::uint64_t{0}, ~std::uint64_t{0} - 7, std::uint64_t{1} << 32}) {
    expect_in(refusal(safetensors_bytes(length, "{}", "")), "this is no safetensors file");
  }
}

TEST(RefusesHeader, longer_than_any_VGG_needs) {
  const std::string padding((4u << 20) + 1, ' ');
  expect_in(refusal(safetensors_bytes("{}" + padding, "")), "4194304 are the most that is read");
}

TEST(RefusesHeader, that_is_not_JSON) {
  expect_in(refusal(safetensors_bytes("{\"a\":", "")), "its header is not valid JSON at byte ");
  expect_in(refusal(safetensors_bytes("{}{}", "")), "its header is not valid JSON at byte 3");
  expect_in(refusal(safetensors_bytes("{\"\xFF\xFE\": {}}", "")), "its header is not valid JSON");
  expect_in(refusal(safetensors_bytes("[]", "")), "its header does not begin with");
  expect_in(refusal(safetensors_bytes(std::string("{}\0x", 4), "")), "its header holds a zero at byte 3");
}

TEST(RefusesHeader, nested_deeper_than_the_format) {
  const std::string open(100000, '[');
  expect_in(refusal(safetensors_bytes("{\"a\":" + open, "")), "its header has […] as \"a\"");
  expect_in(refusal(safetensors_bytes("{\"a\":{\"shape\":" + open, "")),
            "its header has […] as the shape of tensor \"a\"");
  expect_in(refusal(safetensors_bytes("{\"__metadata__\":{\"b\":{", "")),
            "its header has {…} as metadata \"b\"");
}

TEST(RefusesHeader, with_values_of_the_wrong_kind) {
  const auto entry = [](const std::string& text) {
    return refusal(safetensors_bytes("{\"t\":" + text + "}", ""));
  };
  expect_in(entry("1"), "its header has 1 as \"t\"");
  expect_in(entry("null"), "null as \"t\"");
  expect_in(entry("\"x\""), "its header has \"x\" as \"t\"");
  expect_in(entry("{\"dtype\":true}"), "true as dtype of tensor \"t\"");
  expect_in(entry("{\"shape\":3}"), "its header has 3 as shape of tensor \"t\"");
  expect_in(entry("{\"shape\":[-1]}"), "its header has -1 as the shape of tensor \"t\"");
  expect_in(entry("{\"shape\":[1.5]}"), "its header has 1.5 as the shape of tensor \"t\"");
  expect_in(entry("{\"shape\":[18446744073709551616]}"), "its header has 18446744073709551616 as");
  expect_in(entry("{\"shape\":[1,1,1,1,1,1,1,1,1]}"), "tensor \"t\" has more than 8 dimensions");
  expect_in(entry("{\"data_offsets\":[1]}"), "data_offsets of tensor \"t\" are not two numbers");
  expect_in(entry("{\"data_offsets\":[1,2,3]}"), "its header has 3 as data_offsets of tensor \"t\"");
  expect_in(entry("{\"colour\":1}"), "the entry \"colour\" in tensor \"t\"");
  expect_in(entry("{\"dtype\":\"F32\",\"shape\":[1]}"), "lacks dtype, shape or data_offsets of tensor \"t\"");
  expect_in(refusal(safetensors_bytes("{\"__metadata__\":{\"a\":1}}", "")),
            "its header has 1 as metadata \"a\"");
  expect_in(refusal(safetensors_bytes("{\"__metadata__\":[]}", "")),
            "its header has […] as \"__metadata__\"");
}

TEST(RefusesHeader, that_says_a_thing_twice) {
  const std::string tensor = "{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}";
  expect_in(refusal(safetensors_bytes("{\"t\":" + tensor + ",\"t\":" + tensor + "}", "1234")),
            "its header holds the tensor \"t\" twice");
  expect_in(refusal(safetensors_bytes("{\"t\":{\"dtype\":\"F32\",\"dtype\":\"F16\"}}", "")),
            "its header holds dtype of tensor \"t\" twice");
  expect_in(refusal(safetensors_bytes("{\"__metadata__\":{\"a\":\"1\",\"a\":\"2\"}}", "")),
            "its metadata hold \"a\" twice");
  expect_in(refusal(safetensors_bytes("{\"__metadata__\":{},\"__metadata__\":{}}", "")),
            "its header holds __metadata__ twice");
}

TEST(RefusesHeader, and_shows_names_fit_to_print) {
  const std::string message =
      refusal(safetensors_bytes("{\"a\\nb\\u001b[31m" + std::string(500, 'c') + "\":1}", ""));
  expect_in(message, "\"a?b?[31mccc");
  EXPECT_LT(message.size(), 250u);
}

TEST(RefusesTensor, that_ends_beyond_the_file) {
  SmallFile file;
  file.data.resize(file.data.size() - 1);
  expect_in(refusal(file.bytes()), "tensor \"features.14.bias\" ends at byte ");
  expect_in(refusal(file.bytes()), "it is damaged or cut off");

  SmallFile far;
  far["features.2.weight"]["data_offsets"] = {std::uint64_t{1} << 63, ~std::uint64_t{0}};
  expect_in(refusal(far.bytes()), "tensor \"features.2.weight\" ends at byte 18446744073709551615");
}

TEST(RefusesTensor, that_ends_before_it_begins) {
  SmallFile file;
  file["features.2.weight"]["data_offsets"] = {100, 50};
  expect_in(refusal(file.bytes()),
            "tensor \"features.2.weight\" ends at byte 50, before it begins at byte 100");
}

TEST(RefusesTensor, that_overlaps_another) {
  SmallFile file;
  file["features.2.bias"]["data_offsets"] = {0, 8};
  const std::string message = refusal(file.bytes());
  expect_in(message, "overlaps the one before it");
}

TEST(RefusesTensor, that_leaves_bytes_to_nobody) {
  SmallFile behind;
  behind.data += "123";
  expect_in(refusal(behind.bytes()), "3 bytes after the last tensor belong to no tensor");

  SmallFile between;
  between.append("gap", "U8", {5}, "12345");
  between.append("classifier.weight", "U8", {1}, "6");
  between.header.erase("gap");
  expect_in(refusal(between.bytes()), "5 bytes before tensor \"classifier.weight\" belong to no tensor");
}

TEST(RefusesTensor, whose_bytes_do_not_fit_its_shape) {
  SmallFile file;
  file["features.5.bias"]["shape"] = {4};
  expect_in(refusal(file.bytes()),
            "tensor \"features.5.bias\" takes 12 bytes where its shape [4] of F32 needs 16");
  SmallFile other;
  other["features.5.bias"]["dtype"] = "F64";
  expect_in(refusal(other.bytes()), "of F64 needs 24");
}

TEST(RefusesTensor, whose_shape_overflows) {
  for (const std::uint64_t size : {std::uint64_t{1} << 32, std::uint64_t{1} << 62, ~std::uint64_t{0}}) {
    SmallFile file;
    file["features.0.weight"]["shape"] = {size, size, 3, 3};
    expect_in(refusal(file.bytes()), "tensor \"features.0.weight\" has the impossible shape [");
  }
  SmallFile wrapped;  // 2^62 · 4 bytes would wrap to 0
  wrapped.append("t", "F32", {1}, "");
  wrapped["t"]["shape"] = {std::uint64_t{1} << 62};
  expect_in(refusal(wrapped.bytes()), "impossible shape");
}

TEST(RefusesTensor, of_a_type_that_holds_no_fractions) {
  SmallFile file;
  file["features.7.bias"]["dtype"] = "I32";
  expect_in(refusal(file.bytes()),
            "tensor \"features.7.bias\" is of type \"I32\"; F16, BF16, F32 and F64 are read");
  SmallFile unknown;
  unknown["features.7.bias"]["dtype"] = "F99";
  expect_in(refusal(unknown.bytes()), "tensor \"features.7.bias\" is of type \"F99\"");
}

TEST(RefusesTensor, with_a_value_that_is_not_finite) {
  SmallFile not_a_number;
  not_a_number.set_bytes("features.10.weight", 4 * 17, std::string("\x00\x00\xC0\x7F", 4));
  expect_in(refusal(not_a_number.bytes()),
            "tensor \"features.10.weight\" holds a value that is not finite (number 17)");
  SmallFile infinite;
  infinite.set_bytes("features.14.bias", 0, std::string("\x00\x00\x80\xFF", 4));
  expect_in(refusal(infinite.bytes()),
            "tensor \"features.14.bias\" holds a value that is not finite (number 0)");

  SmallFile too_big;  // for float, though finite in double
  too_big.remove("features.14.bias");
  too_big.append("features.14.bias", "F64", {4}, std::string(31, '\0') + "\x7E");
  expect_in(refusal(too_big.bytes()),
            "tensor \"features.14.bias\" holds a value that is not finite (number 3)");
}

TEST(RefusesNetwork, with_filters_of_another_shape) {
  SmallFile file;
  file["features.0.weight"]["shape"] = {3, 3, 3, 2};  // Keras' order
  expect_in(refusal(file.bytes()),
            "tensor \"features.0.weight\" has the shape [3, 3, 3, 2]; [filters, 3, 3, 3] is right");
  SmallFile flat;
  flat["features.0.weight"]["shape"] = {54};
  expect_in(refusal(flat.bytes()), "has the shape [54]; [filters, 3, 3, 3] is right");
}

TEST(RefusesNetwork, whose_layers_do_not_follow_on_each_other) {
  SmallFile file;  // conv1_2 has 2 filters, so conv2_1 needs 2 inputs
  file["features.5.weight"]["shape"] = {2, 3, 3, 3};
  expect_in(refusal(file.bytes()),
            "tensor \"features.5.weight\" has the shape [2, 3, 3, 3]; [filters, 2, 3, 3] is right");
}

TEST(RefusesNetwork, with_biases_of_another_number_than_filters) {
  SmallFile file;
  file.remove("features.5.bias");
  file.append("features.5.bias", "F32", {2}, std::string(8, '\0'));
  expect_in(refusal(file.bytes()),
            "tensor \"features.5.bias\" has the shape [2]; [3], one number for each filter");
}

TEST(RefusesNetwork, without_filters_or_with_very_many) {
  SmallFile none;
  none.remove("features.0.weight");
  none.append("features.0.weight", "F32", {0, 3, 3, 3}, "");
  expect_in(refusal(none.bytes()), "has the shape [0, 3, 3, 3]");
  SmallFile many;
  many.remove("features.0.weight");
  many.append("features.0.weight", "F16", {5000, 3, 3, 3}, std::string(5000 * 54, '\0'));
  expect_in(refusal(many.bytes()), "has 5000 filters; at most 4096 are read");
}

TEST(RefusesNetwork, with_a_tensor_missing_in_the_middle) {
  SmallFile weight;
  weight.remove("features.5.weight");
  expect_in(refusal(weight.bytes()),
            "it goes to \"features.14.weight\" of a vgg19, but these tensors are missing: features.5.weight");
  SmallFile bias;
  bias.remove("features.14.bias");
  expect_in(refusal(bias.bytes()), "these tensors are missing: features.14.bias");
  SmallFile both;
  both.remove("features.0.weight");
  both.remove("features.0.bias");
  expect_in(refusal(both.bytes()), "these tensors are missing: features.0.weight, features.0.bias");
}

TEST(RefusesNetwork, that_is_no_VGG) {
  expect_in(refusal(safetensors_bytes("{}", "")),
            "it holds no tensor of a VGG-19 or VGG-16; tensors with names such as features.0.weight, "
            "conv1_1.weight");
  SmallFile other;
  other.append("features.3.weight", "F32", {0}, "");
  expect_in(refusal(other.bytes()), "its tensor \"features.3.weight\" is no convolution of VGG-19 or VGG-16");
  SmallFile normalised;
  normalised.append("features.1.running_mean", "F32", {0}, "");
  expect_in(refusal(normalised.bytes()),
            "its tensor \"features.1.running_mean\" belongs to a batch normalisation that does not stand "
            "right behind");
}

TEST(RefusesNetwork, mixed_of_both) {
  SmallFile file;
  file.append("features.16.weight", "F32", {0}, "");
  file.append("features.17.weight", "F32", {0}, "");
  expect_in(
      refusal(file.bytes()),
      "its tensor \"features.17.weight\" belongs to VGG-16 alone and \"features.16.weight\" to VGG-19 alone");
}

TEST(RefusesMetadata, that_contradict_the_tensors) {
  SmallFile file;
  file.header["__metadata__"] = {{"network", "vgg16"}};
  file.append("features.16.weight", "F32", {0}, "");
  expect_in(refusal(file.bytes()),
            "its metadata name the network vgg16, to which its tensor \"features.16.weight\"");
}

TEST(RefusesMetadata, with_values_that_are_not_known) {
  const auto with = [](const std::string& key, const std::string& value) {
    SmallFile file;
    file.header["__metadata__"] = {{key, value}};
    return refusal(file.bytes());
  };
  expect_in(with("network", "resnet"), "the network \"resnet\"; vgg19 and vgg16 are known");
  expect_in(with("preprocessing", "tf"), "give preprocessing as \"tf\"; torch and caffe are known");
  expect_in(with("input", "cmyk"), "give input as \"cmyk\"; rgb and bgr are known");
  expect_in(with("range", "0..2"), "give range as \"0..2\"; 0..1 and 0..255 are known");
  expect_in(with("pooling", "min"), "give pooling as \"min\"; avg and max are known");
  expect_in(with("calibrate", "maybe"), "give calibrate as \"maybe\"; true and false are known");
  for (const char* mean :
       {"", "1,2", "1,2,3,4", "1,2,3,", "a,b,c", "1;2;3", "nan,0,0", "1e99,0,0", "inf,0,0"}) {
    expect_in(with("mean", mean), std::string("give mean as \"") + mean + "\"; three numbers");
  }
  for (const char* std : {"1,0,1", "-1,1,1", "1,1"}) {
    expect_in(with("std", std), std::string("give std as \"") + std + "\"; three positive numbers");
  }
}

TEST(RefusesFile, cut_off_at_any_byte) {
  const std::string whole = SmallFile().bytes();
  for (std::size_t length = 0; length < whole.size(); ++length) refusal(whole.substr(0, length));
}

TEST(RefusesFile, of_real_weights_cut_off_at_every_hundredth_byte) {
  const std::string whole = test::read_bytes(test::data_path("vgg16-narrow-bf16.safetensors"));
  ASSERT_GT(whole.size(), 30000u);
  for (std::size_t length = 0; length < whole.size(); length += 100) refusal(whole.substr(0, length));
}

}  // namespace
}  // namespace weights
