#include "weights/open_weights.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "test_files.h"

namespace weights {
namespace {

std::string refusal(const std::string& source, const std::string& network = "auto") {
  return test::error_of([&] { open_weights({source, network, Width::kHalf, 0}); });
}

TEST(OpenWeights, makes_random_ones_of_the_network_width_and_seed_asked_for) {
  const WeightSet set = open_weights({"random", "vgg16", Width::kHalf, 8});
  EXPECT_EQ(set.network, NetworkKind::kVgg16);
  EXPECT_EQ(set.source, "random (seed 8, half width)");
  EXPECT_EQ(set.convolutions[3].weights,
            random_weights(NetworkKind::kVgg16, Width::kHalf, 8).convolutions[3].weights);
}

TEST(OpenWeights, makes_random_VGG_19_weights_of_half_width_where_nothing_is_asked) {
  const WeightSet set = open_weights({});
  EXPECT_EQ(set.network, NetworkKind::kVgg19);
  EXPECT_EQ(set.source, "random (seed 0, half width)");
}

TEST(OpenWeights, reads_a_file) {
  const std::string path = test::data_path("vgg16-narrow-bf16.safetensors");
  EXPECT_EQ(open_weights({path, "auto"}).network, NetworkKind::kVgg16);
  EXPECT_EQ(open_weights({path, "vgg16"}).source, path);
}

TEST(OpenWeights, refuses_a_file_with_another_network_than_asked_for) {
  const std::string path = test::data_path("vgg16-narrow-bf16.safetensors");
  EXPECT_EQ(refusal(path, "vgg19"),
            path + ": the file holds vgg16 weights, not vgg19 as asked; let the network be auto or vgg16");
}

TEST(OpenWeights, takes_a_file_that_ends_before_the_networks_part_for_either) {
  const std::string path = test::data_path("vgg-narrow-cut-f64.safetensors");
  EXPECT_EQ(open_weights({path, "vgg16"}).network, NetworkKind::kVgg16);
  EXPECT_EQ(open_weights({path, "vgg19"}).network, NetworkKind::kVgg19);
}

TEST(OpenWeights, refuses_a_network_or_source_that_is_not_known) {
  EXPECT_EQ(refusal("random", "alexnet"), "the network \"alexnet\" is not known; auto, vgg19 and vgg16 are");
  EXPECT_EQ(refusal(""), "no weights are named; \"random\" or a weight file is needed");
}

TEST(OpenWeights, says_in_words_when_there_is_no_file_to_read) {
  const test::TemporaryFolder folder;
  const std::string needed = "a file with the weights of a VGG is needed";
  EXPECT_EQ(refusal(folder.path("none")), folder.path("none") + ": there is no such file; " + needed);
  EXPECT_EQ(refusal(folder.path("")), folder.path("") + ": this is a folder; " + needed);
  const std::string empty = folder.write("empty", "");
  EXPECT_EQ(refusal(empty), empty + ": the file is empty; " + needed);
  ASSERT_EQ(mkfifo(folder.path("pipe").c_str(), 0600), 0);
  EXPECT_EQ(refusal(folder.path("pipe")), folder.path("pipe") + ": this is a device or pipe; " + needed);
}

TEST(OpenWeights, says_when_a_file_may_not_be_read) {
  const test::TemporaryFolder folder;
  const std::string path = folder.write("secret", "x");
  ASSERT_EQ(chmod(path.c_str(), 0), 0);
  ASSERT_EQ(chmod(folder.path("").c_str(), 0755), 0);
  constexpr uid_t kNobody = 65534;
  const bool root = geteuid() == 0;  // who may read everything
  ASSERT_EQ(seteuid(root ? kNobody : geteuid()), 0);
  const std::string message = refusal(path);
  ASSERT_EQ(seteuid(root ? 0 : geteuid()), 0);
  EXPECT_EQ(message, path + ": the file could not be opened: Permission denied");
}

TEST(OpenWeights, says_when_it_was_built_without_the_reader) {
  if (test::reads_zip()) GTEST_SKIP() << "built with libzip";
  const std::string path = test::data_path("vgg19-narrow-zip.pth");
  EXPECT_EQ(refusal(path), path +
                               ": this is a zip archive (PyTorch or Keras); this program was built without "
                               "libzip, which reads it");
}

TEST(OpenWeights, names_the_format_of_a_file_that_is_not_read) {
  const test::TemporaryFolder folder;
  const struct {
    std::string name, bytes, words;
  } files[] = {
      {"vgg19.pth", "sys_info" + std::string(249, '\0') + "ustar", "a tar archive (PyTorch before 2017)"},
      {"VGG_ILSVRC_19_layers_deploy.prototxt", "name: \"VGG\"", "a Caffe file without weights"},
      {"weights.safetensors", "\x89PNG\r\n\x1A\nrest", "a PNG picture"},
  };
  for (const auto& file : files) {
    const std::string path = folder.write(file.name, file.bytes);
    EXPECT_EQ(refusal(path).rfind(path + ": this is " + file.words + "; this program reads weights from ", 0),
              0u)
        << refusal(path);
  }
  const std::string path = folder.write("notes.txt", "Some words that are no weights.");
  EXPECT_EQ(refusal(path).rfind(path + ": this is no safetensors file", 0), 0u) << refusal(path);
}

TEST(OpenWeights, says_which_library_is_missing_where_a_format_is_not_read_for_that) {
  const test::TemporaryFolder folder;
  const struct {
    std::string name, bytes, words, library;
  } files[] = {
#ifndef STYLE_TRANSFER_WITH_HDF5
      {"vgg19.h5", "\x89HDF\r\n\x1A\nrest", "an HDF5 file (Keras)", "HDF5"},
#endif
#ifndef STYLE_TRANSFER_WITH_PROTOBUF
      {"VGG19.ONNX", "\x08\x07\x12\x07pytorch", "an ONNX file", "protobuf"},
#endif
  };
  for (const auto& file : files) {
    const std::string path = folder.write(file.name, file.bytes);
    EXPECT_EQ(refusal(path), path + ": this is " + file.words + "; this program was built without " +
                                 file.library + ", which reads it");
  }
}

#ifdef STYLE_TRANSFER_WITH_PROTOBUF
TEST(OpenWeights, tells_models_of_ONNX_and_Caffe_by_their_first_fields_whatever_the_files_name) {
  const test::TemporaryFolder folder;
  for (const char* file :
       {"vgg16-gluon.onnx", "vgg19-torch.onnx", "vgg16.caffemodel", "vgg19-old.caffemodel"}) {
    const std::string path = folder.write("weights", test::read_bytes(test::data_path(file)));
    EXPECT_EQ(open_weights({path}).convolutions.back().weights,
              open_weights({test::data_path(file)}).convolutions.back().weights)
        << file;
  }
}
#endif

}  // namespace
}  // namespace weights
