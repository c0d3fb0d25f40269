#include <gtest/gtest.h>
#include <hdf5.h>

#include "files/keras/hdf5_handle.h"
#include "files/keras/keras_file.h"
#include "test_files.h"
#include "vgg/vgg_recognition.h"
#include "weights/open_weights.h"

namespace weights {
namespace {

const std::string kKernel = "block1_conv1/kernel:0";
const std::string kBias = "block1_conv1/bias:0";

// An HDF5 file in the making, by HDF5 itself.
class SmallFile {
 public:
  SmallFile() : file_(H5Fcreate(path().c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT), H5Fclose) {
    H5Gclose(H5Gcreate2(file_.get(), "block1_conv1", H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT));
  }

  hid_t get() const { return file_.get(); }

  void add(const std::string& name, const std::vector<hsize_t>& shape, hid_t type = H5T_IEEE_F32LE,
           hid_t how = H5P_DEFAULT) {
    const Hdf5Handle space(H5Screate_simple(static_cast<int>(shape.size()), shape.data(), nullptr), H5Sclose);
    const Hdf5Handle set(
        H5Dcreate2(file_.get(), name.c_str(), type, space.get(), H5P_DEFAULT, how, H5P_DEFAULT), H5Dclose);
    ASSERT_TRUE(set.valid()) << name;
    std::size_t count = 1;
    for (const hsize_t size : shape) count *= size;
    if (count > 100000) return;  // claimed and never written
    const std::vector<float> values(count, 0.5f);
    ASSERT_GE(H5Dwrite(set.get(), H5T_NATIVE_FLOAT, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()), 0);
  }

  std::string bytes() {
    file_ = {};
    return test::read_bytes(path());
  }

 private:
  std::string path() const { return folder_.path("small.h5"); }

  test::TemporaryFolder folder_;
  Hdf5Handle file_;
};

Hdf5Handle creation() { return {H5Pcreate(H5P_DATASET_CREATE), H5Pclose}; }

WeightSet parse(const std::string& bytes) {
  SourceFile source("small.h5", bytes);
  KerasFile file(source);
  return recognise_vgg(file, source.name());
}

std::string refusal(const std::string& bytes) {
  return test::error_of([&] { parse(bytes); });
}

std::string small_bytes() {
  SmallFile file;
  file.add(kKernel, {3, 3, 3, 2});
  file.add(kBias, {2});
  return file.bytes();
}

TEST(RefuseKeras, the_small_file_itself_is_read) { EXPECT_EQ(parse(small_bytes()).convolutions.size(), 1u); }

TEST(RefuseKeras, files_that_are_cut_off_anywhere) {
  const std::string bytes = small_bytes();
  for (std::size_t length = 1; length < bytes.size(); length += 37) {
    EXPECT_EQ(refusal(bytes.substr(0, length)).rfind("small.h5: ", 0), 0u) << length;
  }
}

TEST(RefuseKeras, missing_tensors) {
  SmallFile file;
  file.add(kKernel, {3, 3, 3, 2});
  EXPECT_EQ(refusal(file.bytes()),
            "small.h5: it goes to \"block1_conv1/kernel:0\" of a vgg19, but these tensors are missing: "
            "block1_conv1/bias");
}

TEST(RefuseKeras, wrong_shapes) {
  SmallFile file;
  file.add(kKernel, {3, 5, 3, 2});
  file.add(kBias, {2});
  EXPECT_EQ(
      refusal(file.bytes()),
      "small.h5: tensor \"block1_conv1/kernel:0\" has the shape [3, 5, 3, 2]; [3, 3, 3, filters] is right");
}

TEST(RefuseKeras, filters_in_the_order_of_Theano) {
  SmallFile file;
  file.add(kKernel, {64, 3, 3, 3});
  EXPECT_EQ(
      refusal(file.bytes()),
      "small.h5: its tensor \"block1_conv1/kernel:0\" has the shape [64, 3, 3, 3], which is Theano's order; "
      "filters in TensorFlow's, [3, 3, in, out], are needed");
  const test::TemporaryFolder folder;
  const std::string path = folder.write("vgg19_weights_tf_dim_ordering_th_kernels_notop.h5", small_bytes());
  EXPECT_EQ(test::error_of([&] { open_weights({path}); }),
            path + ": by its name the file holds filters turned for Theano; one with tf_kernels is needed");
}

TEST(RefuseKeras, sizes_that_the_file_does_not_hold) {
  SmallFile file;
  file.add(kKernel, {3, 3, 3, 4000});
  file.add(kBias, {4000});
  EXPECT_EQ(refusal(file.bytes()),
            "small.h5: its tensor \"block1_conv1/kernel:0\" has the shape [3, 3, 3, 4000] but only 0 bytes");
}

TEST(RefuseKeras, pieces_that_unpack_to_more_than_weights_do) {
  const Hdf5Handle packed = creation();
  const hsize_t chunk[] = {3, 3, 3, 900};
  H5Pset_chunk(packed.get(), 4, chunk);
  H5Pset_deflate(packed.get(), 9);
  SmallFile file;
  file.add(kKernel, {3, 3, 3, 900}, H5T_IEEE_F32LE, packed.get());
  file.add(kBias, {900});
  const std::string message = refusal(file.bytes());
  EXPECT_EQ(message.rfind(
                "small.h5: its tensor \"block1_conv1/kernel:0\" has the shape [3, 3, 3, 900] but only ", 0),
            0u)
      << message;
}

TEST(RefuseKeras, filters_other_than_gzip_and_shuffle) {
  const Hdf5Handle packed = creation();
  const hsize_t chunk[] = {3, 3, 3, 2};
  H5Pset_chunk(packed.get(), 4, chunk);
  H5Pset_nbit(packed.get());
  SmallFile file;
  file.add(kKernel, {3, 3, 3, 2}, H5T_IEEE_F32LE, packed.get());
  file.add(kBias, {2});
  EXPECT_EQ(refusal(file.bytes()),
            "small.h5: its tensor \"block1_conv1/kernel:0\" is packed by HDF5's filter 5; gzip and shuffle "
            "are read");
}

TEST(RefuseKeras, numbers_that_are_not_floating) {
  SmallFile file;
  file.add(kKernel, {3, 3, 3, 2}, H5T_STD_I32LE);
  file.add(kBias, {2});
  EXPECT_EQ(refusal(file.bytes()),
            "small.h5: its tensor \"block1_conv1/kernel:0\" does not hold float16, float32 or float64, which "
            "are read");
}

TEST(RefuseKeras, values_in_another_file_which_it_does_not_open) {
  const test::TemporaryFolder folder;
  const std::string secret = folder.write("secret", std::string(54 * 4, '\0'));
  const Hdf5Handle outside = creation();
  H5Pset_external(outside.get(), secret.c_str(), 0, 54 * 4);
  SmallFile file;
  file.add(kKernel, {3, 3, 3, 2}, H5T_IEEE_F32LE, outside.get());
  file.add(kBias, {2});
  EXPECT_EQ(refusal(file.bytes()),
            "small.h5: its tensor \"block1_conv1/kernel:0\" keeps its values in another file; a file that "
            "holds all of its weights is needed");
}

TEST(RefuseKeras, links_to_other_files_and_places) {
  const test::TemporaryFolder folder;
  const std::string other = folder.write("other.h5", small_bytes());
  SmallFile file;
  file.add(kBias, {2});
  H5Lcreate_external(other.c_str(), kKernel.c_str(), file.get(), kKernel.c_str(), H5P_DEFAULT, H5P_DEFAULT);
  H5Lcreate_soft(("/" + kBias).c_str(), file.get(), "block1_conv1/W:0", H5P_DEFAULT, H5P_DEFAULT);
  EXPECT_EQ(refusal(file.bytes()),
            "small.h5: it goes to \"block1_conv1/bias:0\" of a vgg19, but these tensors are missing: "
            "block1_conv1/kernel");
}

TEST(RefuseKeras, groups_that_hold_themselves) {
  SmallFile file;
  file.add(kKernel, {3, 3, 3, 2});
  H5Lcreate_hard(file.get(), "block1_conv1", file.get(), "block1_conv1/again", H5P_DEFAULT, H5P_DEFAULT);
  EXPECT_EQ(refusal(file.bytes()), "small.h5: its groups are nested too deeply");
}

TEST(RefuseKeras, archives_that_are_cut_off) {
  const test::TemporaryFolder folder;
  const std::string bytes = test::read_bytes(test::data_path("vgg19-keras3.keras"));
  for (std::size_t length = 100; length < bytes.size(); length += 9973) {
    const std::string path = folder.write("cut.keras", bytes.substr(0, length));
    EXPECT_EQ(test::error_of([&] { open_weights({path}); }).rfind(path + ": ", 0), 0u) << length;
  }
}

}  // namespace
}  // namespace weights
