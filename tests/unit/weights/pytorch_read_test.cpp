// What PyTorch and its users write. That the values are right, tests/unit/core/file_features_test.cpp shows
// too.
#include <gtest/gtest.h>

#include <array>
#include <numeric>
#include <utility>

#include "base/error.h"
#include "named_file.h"
#include "pickles.h"
#include "test_files.h"
#include "vgg/known_preprocessing.h"
#include "weights/open_weights.h"

namespace weights {
namespace {

using test::counted;
namespace pickle = test::pickle;

WeightSet read(const std::string& bytes) { return test::read(bytes, "small.pth"); }

void expect_preprocessing(const Preprocessing& found, const Preprocessing& expected) {
  EXPECT_EQ(found.order, expected.order);
  EXPECT_EQ(found.range, expected.range);
  EXPECT_EQ(found.mean, expected.mean);
  EXPECT_EQ(found.std, expected.std);
}

TEST(ReadPytorch, tells_network_depth_and_preprocessing_of_its_files_by_their_content) {
  const struct {
    const char* file;
    NetworkKind network;
    const char* last;
    Preprocessing preprocessing;
    bool zip;
  } files[] = {
      {"vgg19-narrow-zip.pth", NetworkKind::kVgg19, "5_4", torchvision_preprocessing(), true},
      {"vgg16-narrow-legacy.pth", NetworkKind::kVgg16, "5_3", torchvision_preprocessing(), false},
      {"vgg16-narrow-as-2017.pth", NetworkKind::kVgg16, "5_3", torchvision_preprocessing(), false},
      {"vgg19-narrow-checkpoint.pth", NetworkKind::kVgg19, "5_4", torchvision_preprocessing(), true},
      {"vgg19-narrow-gatys.pth", NetworkKind::kVgg19, "5_4", caffe_preprocessing(), false},
      {"vgg16-narrow-johnson-bf16.pth", NetworkKind::kVgg16, "5_3", caffe_preprocessing(), true},
      {"vgg16-narrow-features-f16.pth", NetworkKind::kVgg16, "5_3", torchvision_features_preprocessing(),
       true},
      {"vgg-narrow-cut-one-storage-f64.pth", NetworkKind::kVgg19, "3_3", torchvision_preprocessing(), true},
      {"vgg-narrow-cut-bare.pth", NetworkKind::kVgg19, "2_2", torchvision_preprocessing(), true},
  };
  for (const auto& file : files) {
    SCOPED_TRACE(file.file);
    if (file.zip && !test::reads_zip()) continue;
    const WeightSet set = open_weights({test::data_path(file.file)});
    EXPECT_EQ(set.network, file.network);
    EXPECT_EQ(set.convolutions.back().name, std::string(file.last));
    EXPECT_EQ(set.source, test::data_path(file.file));
    EXPECT_FALSE(set.calibrate);
    expect_preprocessing(set.preprocessing, file.preprocessing);
  }
}

TEST(ReadPytorch, takes_a_file_that_ends_early_for_the_network_asked_for) {
  if (!test::reads_zip()) GTEST_SKIP() << "built without libzip";
  const std::string path = test::data_path("vgg-narrow-cut-bare.pth");
  EXPECT_EQ(open_weights({path, "vgg16"}).network, NetworkKind::kVgg16);
}

TEST(ReadPytorch, reads_every_value) {
  const WeightSet set = read(test::small_file());
  ASSERT_EQ(set.convolutions.size(), 1u);
  EXPECT_EQ(set.convolutions[0].weights, counted(54));
  EXPECT_EQ(set.convolutions[0].bias, counted(2));
}

TEST(ReadPytorch, finds_a_tensor_in_the_middle_of_a_storage_that_others_use_too) {
  const std::string storage = pickle::storage("FloatStorage", "w", 54);
  const WeightSet set = read(test::small_file(test::small_weight(), pickle::tensor(storage, 40, {2}, {1})));
  EXPECT_EQ(set.convolutions[0].bias, (std::vector<float>{40, 41}));
}

TEST(ReadPytorch, puts_strided_tensors_in_order) {
  const std::string storage = pickle::storage("FloatStorage", "w", 54);
  const WeightSet set = read(test::small_file(pickle::tensor(storage, 0, {2, 3, 3, 3}, {27, 1, 9, 3}),
                                              pickle::tensor(storage, 5, {2}, {30})));
  const std::vector<float>& weights = set.convolutions[0].weights;
  for (std::size_t filter = 0; filter < 2; ++filter) {
    for (std::size_t input = 0; input < 3; ++input) {
      for (std::size_t tap = 0; tap < 9; ++tap) {
        ASSERT_EQ(weights[(filter * 3 + input) * 9 + tap], static_cast<float>(27 * filter + 3 * tap + input));
      }
    }
  }
  EXPECT_EQ(set.convolutions[0].bias, (std::vector<float>{5, 35}));
}

TEST(ReadPytorch, takes_any_stride_of_a_dimension_of_one) {
  const std::string storage = pickle::storage("FloatStorage", "w", 54);
  const WeightSet set =
      read(test::small_file(pickle::tensor(storage, 0, {1, 3, 3, 3}, {std::int64_t{1} << 62, 9, 3, 1}),
                            pickle::tensor(storage, 0, {1}, {77})));
  EXPECT_EQ(set.convolutions[0].weights, counted(27));
}

TEST(ReadPytorch, reads_what_Python_2_wrote) {
  // Names as bytes (SHORT_BINSTRING), sizes as long integers, an OrderedDict of a list of pairs, no
  // gradients.
  const auto name = [](const std::string& text) {
    return "U" + std::string(1, static_cast<char>(text.size())) + text;
  };
  const auto storage = [&](const std::string& key, std::int64_t elements) {
    return pickle::tuple({name("storage"), pickle::global("torch", "FloatStorage"), name(key), name("cuda:0"),
                          pickle::integer(elements), "N"}) +
           "Q";
  };
  const std::string rebuild = pickle::global("torch._utils", "_rebuild_tensor");
  const std::string weight =
      pickle::call(rebuild, {storage("w", 54), "K" + std::string(1, '\0'), pickle::numbers({2, 3, 3, 3}),
                             pickle::numbers({27, 9, 3, 1})});
  const std::string bias = pickle::call(
      rebuild, {storage("b", 2), "K" + std::string(1, '\0'), pickle::numbers({2}), pickle::numbers({1})});
  const std::string pairs = pickle::list(
      {pickle::list({name("features.0.weight"), weight}), pickle::list({name("features.0.bias"), bias})});
  const std::string object = pickle::call(pickle::global("collections", "OrderedDict"), {pairs});
  const WeightSet set = read(test::legacy_file(pickle::whole(object), test::small_storages()));
  EXPECT_EQ(set.convolutions[0].weights, counted(54));
  EXPECT_EQ(set.convolutions[0].bias, counted(2));
}

TEST(ReadPytorch, passes_over_what_is_no_tensor_of_a_VGG) {
  const std::string steps = pickle::tensor(pickle::storage("LongStorage", "steps", 1), 0, {}, {});
  const std::string object = pickle::whole(
      pickle::dict({{"features.0.weight", test::small_weight()},
                    {"features.0.bias", test::small_bias()},
                    {"steps", steps},
                    {"rate", "G" + std::string(8, '\x3F')},
                    {"best", "\x88"},
                    {"none", "N"},
                    {"losses", pickle::list({pickle::integer(-1), pickle::text("x"), pickle::tuple({})})},
                    {"groups", pickle::dict({{"empty", pickle::dict({})}})}}));
  std::vector<test::Storage> storages = test::small_storages();
  storages.push_back({"steps", std::string(8, '\1'), 8});
  EXPECT_EQ(read(test::legacy_file(object, storages)).convolutions[0].weights, counted(54));
}

// What a pickle would make of a class without running it: )\x81 (NEWOBJ), then its attributes and b (BUILD).
std::string object_of(const std::string& type, const std::string& attributes) {
  return type + ")\x81" + attributes + "b";
}

TEST(ReadPytorch, passes_over_objects_of_other_programs_and_runs_none) {
  const std::string command = pickle::text("touch /tmp/harm");
  const std::string names =
      object_of(pickle::global("argparse", "Namespace"), pickle::dict({{"lr", pickle::integer(1)}}));
  const std::string object = pickle::whole(
      pickle::dict({{"args", names},
                    {"history", pickle::call(pickle::global("collections", "defaultdict"),
                                             {pickle::global("builtins", "list")}) +
                                    "(" + pickle::text("a") + pickle::list({}) + "u"},
                    {"device", pickle::call(pickle::global("torch", "device"), {pickle::text("cpu")})},
                    {"set", "\x8F(" + pickle::integer(1) + "\x90"},
                    {"frozen", "(" + pickle::integer(1) + "\x91"},
                    {"bytes", "C\3abc"},
                    {"harm", pickle::call(pickle::global("os", "system"), {command})},
                    {"state_dict", pickle::dict({{"features.0.weight", test::small_weight()},
                                                 {"features.0.bias", test::small_bias()}})}}));
  const WeightSet set = read(test::legacy_file(object, test::small_storages()));
  EXPECT_EQ(set.convolutions[0].weights, counted(54));
  EXPECT_EQ(set.notes,
            std::vector<std::string>{"it holds objects of other programs, which are passed over and not "
                                     "run: \"argparse.Namespace\", \"builtins.list\", "
                                     "\"collections.defaultdict\", …"});
}

TEST(ReadPytorch, takes_the_tensors_out_of_a_whole_network) {
  const std::string parameters =
      pickle::dict({{"weight", test::small_weight()}, {"bias", test::small_bias()}});
  const auto module = [](const std::string& type, const std::string& own) {
    return object_of(pickle::global("torch.nn.modules", type), own);
  };
  const std::string layer =
      module("Conv2d", pickle::dict({{"training", "\x88"}, {"_parameters", parameters}}));
  const std::string features =
      module("Sequential", pickle::dict({{"_modules", pickle::dict({{"0", layer}})}}));
  const std::string net = object_of(pickle::global("__main__", "VGG"),
                                    pickle::dict({{"_modules", pickle::dict({{"features", features}})}}));
  const WeightSet set = read(test::legacy_file(pickle::whole(net), test::small_storages()));
  EXPECT_EQ(set.convolutions[0].weights, counted(54));
  EXPECT_EQ(set.convolutions[0].bias, counted(2));
}

TEST(ReadPytorch, reads_pickles_of_protocol_4) {
  // FRAME, names by SHORT_BINUNICODE and MEMOIZE, functions by STACK_GLOBAL.
  const auto text = [](const std::string& word) {
    return "\x8C" + std::string(1, static_cast<char>(word.size())) + word + "\x94";
  };
  const std::string dict = text("collections") + text("OrderedDict") + "\x93\x94)R\x94";
  const std::string object = "\x80\x04\x95" + std::string(8, '\x7F') + dict + "(" +
                             text("features.0.weight") + test::small_weight() + text("features.0.bias") +
                             test::small_bias() + "u.";
  EXPECT_EQ(read(test::legacy_file(object, test::small_storages())).convolutions[0].weights, counted(54));
}

std::vector<std::pair<std::string, std::vector<float>>> values_of(const WeightSet& set) {
  std::vector<std::pair<std::string, std::vector<float>>> values;
  for (const Convolution& convolution : set.convolutions) {
    values.emplace_back(convolution.name, convolution.weights);
    values.emplace_back(convolution.name, convolution.bias);
  }
  return values;
}

TEST(ReadPytorch, reads_arrays_of_NumPys_as_tensors) {
  if (!test::reads_zip()) GTEST_SKIP() << "built without libzip";
  const WeightSet tensors = open_weights({test::data_path("vgg16-slices.pth")});
  for (const char* file : {"vgg16-numpy.pth", "vgg16-numpy-protocol5.pth"}) {
    EXPECT_EQ(values_of(open_weights({test::data_path(file)})), values_of(tensors)) << file;
  }
}

// Bytes as protocol 2 has them: what Latin-1 makes of them, in UTF-8.
std::string array(const std::string& utf8, const std::vector<std::int64_t>& shape, const char* type = "f4",
                  const char* order = "<") {
  const std::string none = "N";
  const std::string dtype =
      pickle::call(pickle::global("numpy", "dtype"), {pickle::text(type), "\x89", "\x88"}) +
      pickle::tuple({pickle::integer(3), pickle::text(order), none, none, none}) + "b";
  const std::string bytes =
      pickle::call(pickle::global("_codecs", "encode"), {pickle::text(utf8), pickle::text("latin1")});
  return pickle::call(pickle::global("numpy.core.multiarray", "_reconstruct"),
                      {pickle::global("numpy", "ndarray"), pickle::numbers({0}), pickle::text("b")}) +
         pickle::tuple({pickle::integer(1), pickle::numbers(shape), dtype, "\x89", bytes}) + "b";
}

std::string one_and(const std::string& array) {
  return test::small_file(test::small_weight(), test::small_bias(), {{"a", array}});
}

TEST(ReadPytorch, passes_over_arrays_of_other_numbers) {
  const std::string four(4, '0');
  for (const std::string& other :
       {array(four, {1}, "i4"), array(four, {1}, "f4", ">"), array("", {0}), array(four, {1}, "O")}) {
    EXPECT_EQ(read(one_and(other)).convolutions.size(), 1U);
  }
}

TEST(ReadPytorch, refuses_arrays_that_cannot_be) {
  const std::string four(4, '0');
  for (const std::string& wrong : {array(four, {2}), array(four + four, {1}), array("000", {1}),
                                   array(four, {std::int64_t{1} << 62, 4}), array("00\xE2\x82\xAC", {1})}) {
    EXPECT_THROW(read(one_and(wrong)), base::Error);
  }
}

TEST(ReadPytorch, comes_to_an_end_with_a_dictionary_that_holds_itself) {
  // }q\0 is remembered, gets its entries, and then itself (h\0).
  const std::string remember = std::string("q") + '\0', recall = std::string("h") + '\0';
  const std::string object = "}" + remember + "(" + pickle::text("features.0.weight") + test::small_weight() +
                             pickle::text("features.0.bias") + test::small_bias() + pickle::text("self") +
                             recall + "u";
  const WeightSet set = read(test::legacy_file(pickle::whole(object), test::small_storages()));
  EXPECT_EQ(set.convolutions[0].weights, counted(54));
}

}  // namespace
}  // namespace weights
