// What the reader of PyTorch's files must refuse, each in one sentence that names the file and the cause.
#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <string>

#include "pickles.h"
#include "test_files.h"

namespace weights {
namespace {

namespace pickle = test::pickle;
using test::small_bias;
using test::small_file;
using test::small_weight;

constexpr std::int64_t kHuge = std::numeric_limits<std::int64_t>::max();

void expect_in(const std::string& message, const std::string& part) {
  EXPECT_NE(message.find(part), std::string::npos) << message << "\n  lacks: " << part;
}

std::string refusal(const std::string& bytes) { return test::refusal(bytes, "small.pth"); }

std::string refusal_of_object(const std::string& value) {
  return refusal(test::legacy_file(pickle::whole(value), test::small_storages()));
}

std::string refusal_of_weight(const std::string& tensor) { return refusal(small_file(tensor)); }

std::string storage(std::int64_t elements = 54) { return pickle::storage("FloatStorage", "w", elements); }

TEST(RefusesPickle, that_holds_nothing_but_a_program) {
  const std::string command = pickle::text("touch /tmp/harm");
  for (const std::string& program : {pickle::call(pickle::global("os", "system"), {command}),
                                     pickle::call(pickle::global("builtins", "eval"), {command}),
                                     pickle::call(pickle::global("torch", "load"), {command}),
                                     pickle::text("os") + pickle::text("system") + "\x93" +
                                         pickle::tuple({command}) + "R"}) {  // STACK_GLOBAL
    expect_in(refusal(test::legacy_file(pickle::whole(program), {})),
              "it holds no tensor of a VGG-19 or VGG-16");
  }
  expect_in(refusal(small_file(pickle::call(pickle::global("posix", "system"), {command}))),
            "but these tensors are missing: features.0.weight");
}

TEST(RefusesPickle, with_instructions_that_PyTorch_does_not_write) {
  expect_in(refusal_of_object("I1\n"), "has the instruction 0x49");
  expect_in(refusal_of_object("P1\n"), "has the instruction 0x50");
  expect_in(refusal_of_object("\x82\x01"), "has the instruction 0x82");    // EXT1
  expect_in(refusal_of_object("\x97"), "has the instruction 0x97");        // NEXT_BUFFER
  expect_in(refusal_of_object("(osystem\n"), "has the instruction 0x6F");  // OBJ
}

TEST(RefusesPickle, of_another_protocol) {
  expect_in(refusal(test::legacy_file("\x80\x01}.", {})), "its pickle is of protocol 1; 2 to 5 are read");
  expect_in(refusal(test::legacy_file("\x80\x06}.", {})), "its pickle is of protocol 6; 2 to 5 are read");
}

TEST(RefusesPickle, that_takes_what_is_not_there) {
  for (const char* code : {"",       "0",    "1",     "2",    "\x81",  ")\x81",  "N)\x81",
                           "N}\x92", "\x90", "]\x90", "\x91", "N\x93", "NN\x93", "\x94",
                           "t",      "e",    "u",     "(u",   "}(t",   "s",      "]s",
                           "}Nu",    "}((u", "R",     ")R",   "N)R",   "b",      "Nb",
                           "NNb",    "Q",    "}Q",    "q",    "h",     "h\x07",  "j\x01\x01\x01\x01",
                           "}(Nu",   "](Nu", "}(Ne",  "Na",   "\x85",  "N\x86",  "NN\x87"}) {
    refusal_of_object(code);
  }
  expect_in(refusal_of_object("h\x07"), "uses a value that it has not made at byte 4; the file is damaged");
  expect_in(refusal_of_object("}(Nu"), "lacks the value of a key");
}

TEST(RefusesPickle, with_lengths_beyond_the_file) {
  for (const char* length : {"\xFF\xFF\xFF\xFF", "\xFF\xFF\xFF\x7F", "\x01\x01\x01\x01"}) {
    expect_in(refusal_of_object("X" + std::string(length, 4)), "its pickle ends too early");
    expect_in(refusal_of_object("T" + std::string(length, 4)), "its pickle ends too early");
  }
  for (const char* length : {"\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF", "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x7F"}) {
    for (const char* instruction : {"\x8D", "\x8E", "\x96"}) {
      expect_in(refusal_of_object(instruction + std::string(length, 8)), "its pickle ends too early");
    }
  }
  for (const char* instruction : {"B", "\x8B"}) {
    expect_in(refusal_of_object(instruction + std::string("\xFF\xFF\xFF\x7F", 4)),
              "its pickle ends too early");
  }
  expect_in(refusal(test::legacy_file("\x80\x02"
                                      "cos",
                                      {})),
            "its pickle ");
}

TEST(RefusesPickle, with_very_many_instructions) {
  expect_in(refusal_of_object(std::string(300000, 'N')), "its pickle has more than 200000 instructions");
  expect_in(refusal_of_object(std::string(300000, '(')), "its pickle has more than 200000 instructions");
}

TEST(RefusesPickle, that_makes_much_out_of_little) {
  // A list of 1,000 pairs that 30,000 dictionaries should be made of; then a place for each in the memo.
  std::string pairs = "](";
  for (int i = 0; i < 1000; ++i) pairs += "NN\x86";
  pairs += "e\x85q";
  pairs += '\0';
  std::string many = pairs + pickle::global("collections", "OrderedDict") + "q\x01";
  for (int i = 0; i < 30000; ++i) {
    many += "h\x01h";
    many += '\0';
    many += "Rr" + std::string(reinterpret_cast<const char*>(&i), 4);
  }
  refusal_of_object("(" + many + "t");
}

TEST(RefusesPickle, whose_tensors_lie_deep) {
  const std::string none = "it holds no tensor of a VGG-19 or VGG-16";
  std::string deep = pickle::dict({{"features.0.weight", small_weight()}});
  for (int i = 0; i < 50; ++i) deep = pickle::dict({{"d", deep}});
  expect_in(refusal(test::legacy_file(pickle::whole(deep), {test::small_storages()[0]})), none);
  std::string tuples = "N";
  for (int i = 0; i < 50000; ++i) tuples += "\x85";
  expect_in(refusal(test::legacy_file(pickle::whole(pickle::dict({{"t", tuples}})), {})), none);
}

TEST(RefusesPickle, that_holds_no_dictionary) {
  for (const std::string& object : {std::string("N"), small_weight(), pickle::text("features"),
                                    pickle::global("collections", "OrderedDict")}) {
    expect_in(refusal_of_object(object), "its pickle holds no dictionary of tensors");
  }
}

TEST(RefusesPickle, with_keys_that_are_no_names) {
  const std::string none = "it holds no tensor of a VGG-19 or VGG-16";
  const std::vector<test::Storage> weight = {test::small_storages()[0]};
  expect_in(refusal(test::legacy_file(pickle::whole("}(N" + small_weight() + "u"), weight)), none);
  expect_in(refusal(test::legacy_file(
                pickle::whole(pickle::dict({{std::string(5000, 'k') + ".weight", small_weight()}})), weight)),
            none);
}

TEST(RefusesPickle, with_more_tensors_than_any_network_has) {
  std::string many = "](" + small_weight() + "q\x01";
  for (int i = 0; i < 10000; ++i) many += "h\x01";
  expect_in(refusal(test::legacy_file(pickle::whole(many + "e"), {test::small_storages()[0]})),
            "it holds more than 10000 tensors");
}

TEST(RefusesTensor, that_goes_beyond_its_storage) {
  const std::string beyond = "goes beyond its storage \"w\" of 54 numbers";
  const std::vector<std::int64_t> shape = {2, 3, 3, 3}, strides = {27, 9, 3, 1};
  expect_in(refusal_of_weight(pickle::tensor(storage(), 1, shape, strides)),
            "its tensor of shape [2, 3, 3, 3], strides [27, 9, 3, 1] and offset 1 " + beyond);
  expect_in(refusal_of_weight(pickle::tensor(storage(), 54, {1}, {1})), beyond);
  expect_in(refusal_of_weight(pickle::tensor(storage(), kHuge, shape, strides)), beyond);
  expect_in(refusal_of_weight(pickle::tensor(storage(), 0, shape, {27, 9, 3, 2})), beyond);
  expect_in(refusal_of_weight(pickle::tensor(storage(), 0, {3, 3, 3, 3}, strides)), beyond);
  for (const std::int64_t huge : {kHuge, std::int64_t{1} << 62, std::int64_t{1} << 32, std::int64_t{55}}) {
    expect_in(refusal_of_weight(pickle::tensor(storage(), 0, {huge, 3, 3, 3}, strides)), beyond);
    expect_in(refusal_of_weight(pickle::tensor(storage(), 0, {huge, huge, huge, huge}, {1, 1, 1, 1})),
              beyond);
    expect_in(refusal_of_weight(pickle::tensor(storage(), 0, shape, {huge, 9, 3, 1})), beyond);
    expect_in(refusal_of_weight(pickle::tensor(storage(), 0, shape, {huge, huge, huge, huge})), beyond);
  }
}

TEST(RefusesTensor, that_repeats_its_numbers) {
  expect_in(refusal_of_weight(pickle::tensor(storage(), 0, {2, 3, 3, 3}, {0, 9, 3, 1})),
            "tensor \"features.0.weight\" of shape [2, 3, 3, 3] repeats its numbers (strides [0, 9, 3, 1])");
  expect_in(refusal_of_weight(pickle::tensor(storage(), 0, {2, 3, 3, 3}, {0, 0, 0, 0})),
            "repeats its numbers");
  expect_in(refusal_of_weight(pickle::tensor(storage(), 0, {kHuge, 3, 3, 3}, {0, 9, 3, 1})),
            "filters; at most 4096 are read");
}

TEST(RefusesTensor, of_shapes_that_cannot_be) {
  const std::string cannot = "describes a tensor that cannot be";
  expect_in(refusal_of_weight(pickle::tensor(storage(), -1, {1}, {1})), cannot);
  expect_in(refusal_of_weight(pickle::tensor(storage(), 0, {-2}, {1})), cannot);
  expect_in(refusal_of_weight(pickle::tensor(storage(), 0, {2}, {-1})), cannot);
  expect_in(refusal_of_weight(pickle::tensor(storage(), 0, {2, 3}, {1})), cannot);
  expect_in(refusal_of_weight(pickle::tensor(storage(), 0, std::vector<std::int64_t>(9, 1),
                                             std::vector<std::int64_t>(9, 1))),
            cannot);
  expect_in(refusal_of_weight(pickle::tensor("N", 0, {1}, {1})), cannot);
  const std::string rebuild = pickle::global("torch._utils", "_rebuild_tensor");
  expect_in(
      refusal_of_weight(pickle::call(rebuild, {storage(), "N", pickle::numbers({1}), pickle::numbers({1})})),
      cannot);
  expect_in(refusal_of_weight(pickle::call(rebuild, {storage()})),
            "calls torch._utils._rebuild_tensor with 1 arguments that do not suit it");
  expect_in(refusal_of_weight(
                pickle::call(pickle::global("torch._utils", "_rebuild_parameter"), {"N", "\x88", "}"})),
            "calls torch._utils._rebuild_parameter with 3 arguments");
  expect_in(refusal_of_weight(pickle::call(pickle::global("torch", "FloatStorage"), {pickle::integer(9)})),
            "calls torch.FloatStorage with 1 arguments");
}

TEST(RefusesTensor, of_another_kind_of_numbers) {
  const std::string integers = pickle::tensor(pickle::storage("LongStorage", "b", 2), 0, {2}, {1});
  const std::string object =
      pickle::dict({{"features.0.weight", small_weight()}, {"features.0.bias", integers}});
  expect_in(refusal(test::legacy_file(pickle::whole(object),
                                      {test::small_storages()[0], {"b", std::string(16, '\0'), 8}})),
            "tensor \"features.0.bias\" lies in a LongStorage; HalfStorage, BFloat16Storage, FloatStorage");
  expect_in(refusal_of_weight(pickle::tensor(pickle::storage("QInt8Storage", "w", 54), 0, {1}, {1})),
            "its list of storages has \"w\", which is none or twice there");
}

TEST(RefusesTensor, with_a_value_that_is_not_finite) {
  std::string bytes = small_file();
  const std::string last(bytes.end() - 4, bytes.end());
  bytes.replace(bytes.size() - 4, 4, std::string("\x00\x00\xC0\x7F", 4));
  expect_in(refusal(bytes), "tensor \"features.0.bias\" holds a value that is not finite (number 1)");
}

TEST(RefusesStorage, that_is_described_wrongly) {
  const auto of = [](const pickle::Strings& items) {
    return refusal_of_object(pickle::dict({{"s", pickle::tuple(items) + "Q"}}));
  };
  const std::string type = pickle::global("torch", "FloatStorage"), key = pickle::text("w");
  const std::string word = pickle::text("storage"), place = pickle::text("cpu"), count = pickle::integer(54);
  const std::string none = "refers to something that is no storage";
  expect_in(of({}), none);
  expect_in(of({word, type, key, place}), none);
  expect_in(of({pickle::text("module"), type, key, place, count}), none);
  expect_in(of({word, pickle::global("collections", "OrderedDict"), key, place, count}), none);
  expect_in(of({word, type, count, place, count}), none);
  expect_in(of({word, type, key, place, key}), none);
  expect_in(of({word, type, key, place, pickle::integer(-1)}), "storage \"w\" has the impossible size -1");
  expect_in(of({word, type, key, place, pickle::integer(kHuge)}), "has the impossible size");
  expect_in(of({word, type, key, place, count, pickle::tuple({key, count, count})}),
            "its storages are parts of each other, as PyTorch before 0.4 could write");
}

TEST(RefusesStorage, that_is_not_there_or_not_as_said) {
  const pickle::Pairs both = {{"features.0.weight", small_weight()}, {"features.0.bias", small_bias()}};
  const std::string object = pickle::whole(pickle::dict(both));
  const std::vector<test::Storage> right = test::small_storages();
  expect_in(refusal(test::legacy_file(object, {right[0]})), "its storage \"b\" is missing");
  expect_in(refusal(test::legacy_file(object, {right[0], right[1], right[1]})),
            "its list of storages has \"b\"");
  expect_in(refusal(test::legacy_file(object, {right[0], right[1], {"c", "1234"}})),
            "its list of storages has \"c\"");
  expect_in(refusal(test::legacy_file(object, {right[0], {"b", test::float_bytes(3)}})),
            "its storage \"b\" has 3 numbers where 2 are right");
  expect_in(refusal(small_file(pickle::tensor(storage(1000000000000), 0, {2, 3, 3, 3}, {27, 9, 3, 1}))),
            "its storage \"w\" has 54 numbers where 1000000000000 are right");
  expect_in(refusal(small_file(small_weight(), small_bias(),
                               {{"other", pickle::tensor(storage(53), 0, {1}, {1})}})),
            "describes the storage \"w\" in two ways");
  expect_in(
      refusal(small_file(small_weight(), small_bias(),
                         {{"other", pickle::tensor(pickle::storage("HalfStorage", "w", 54), 0, {1}, {1})}})),
      "describes the storage \"w\" in two ways");
}

TEST(RefusesStorage, that_claims_more_than_the_file_has) {
  std::string bytes =
      small_file(pickle::tensor(storage(std::int64_t{1} << 40), 0, {2, 3, 3, 3}, {27, 9, 3, 1}));
  const std::size_t count_at = bytes.size() - 8 - 8 - 54 * 4 - 8;
  ASSERT_EQ(bytes.substr(count_at, 8), std::string("\x36\0\0\0\0\0\0\0", 8));
  bytes.replace(count_at, 8, std::string("\0\0\0\0\0\1\0\0", 8));
  expect_in(refusal(bytes), "it ends within its storage \"w\"; it is cut off");
}

TEST(RefusesNetwork, of_PyTorch_with_tensors_missing) {
  expect_in(refusal_of_object(
                pickle::dict({{"features.2.weight", small_weight()}, {"features.2.bias", small_bias()}})),
            "but these tensors are missing: features.0.weight, features.0.bias");
  expect_in(
      refusal_of_object(pickle::dict({{"conv2_1.weight", small_weight()}, {"conv1_1.bias", small_bias()}})),
      "but these tensors are missing: conv1_1.weight, conv1_2.weight, conv1_2.bias, conv2_1.bias");
}

TEST(RefusesNetwork, of_PyTorch_that_is_there_twice) {
  const pickle::Pairs network = {{"features.0.weight", small_weight()}, {"features.0.bias", small_bias()}};
  const pickle::Pairs turned = {
      {"features.0.weight", pickle::tensor(storage(), 0, {2, 3, 3, 3}, {27, 9, 1, 3})},
      {"features.0.bias", small_bias()}};
  expect_in(
      refusal_of_object(pickle::dict({{"model", pickle::dict(network)}, {"other", pickle::dict(turned)}})),
      "its tensors \"model.features.0.weight\" and \"other.features.0.weight\" would be the same part of a "
      "VGG");
}

TEST(RefusesNetwork, of_PyTorch_with_batch_normalisation) {
  expect_in(refusal(small_file(small_weight(), small_bias(), {{"features.1.running_mean", small_bias()}})),
            "the variance that belongs to its tensor \"features.1.running_mean\" is missing");
}

TEST(RefusesFile, of_PyTorch_on_a_machine_of_the_other_byte_order) {
  std::string bytes = small_file();
  const std::size_t truth = bytes.find("little_endian") + 13;
  bytes[truth] = '\x89';
  expect_in(refusal(bytes), "its numbers are big-endian; little-endian ones are read");
}

TEST(RefusesFile, of_PyTorch_cut_off_at_any_byte) {
  const std::string whole = small_file();
  for (std::size_t length = 4; length < whole.size(); ++length) refusal(whole.substr(0, length));
}

TEST(RefusesFile, of_real_PyTorch_cut_off_at_every_hundredth_byte) {
  for (const char* name : {"vgg16-narrow-as-2017.pth", "vgg19-narrow-zip.pth"}) {
    const std::string whole = test::read_bytes(test::data_path(name));
    ASSERT_GT(whole.size(), 30000u);
    for (std::size_t length = 4; length < whole.size(); length += 100) refusal(whole.substr(0, length));
  }
}

}  // namespace
}  // namespace weights
