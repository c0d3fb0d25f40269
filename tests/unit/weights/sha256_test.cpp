#include "weights/sha256.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "test_files.h"

namespace weights {
namespace {

std::string sum_of(const std::string& text) {
  Sha256 sum;
  sum.add(text.data(), text.size());
  return sum.hex();
}

// FIPS 180-4's own examples.
TEST(Sha256, gives_the_standards_examples) {
  EXPECT_EQ(sum_of(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sum_of("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sum_of("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

TEST(Sha256, does_not_depend_on_the_pieces) {
  const std::string text(1000000, 'a');
  Sha256 sum;
  sum.add("nonsense", 8);
  sum.restart();
  for (std::size_t at = 0, count = 1; at < text.size(); at += count, count = count * 3 % 977 + 1) {
    sum.add(text.data() + at, std::min(count, text.size() - at));
  }
  EXPECT_EQ(sum.hex(), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
  const test::TemporaryFolder folder;
  EXPECT_EQ(sha256_of_file(folder.write("file", text)),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Sha256, of_a_file_that_is_not_there_is_refused) {
  const test::TemporaryFolder folder;
  EXPECT_EQ(test::error_of([&] { sha256_of_file(folder.path("nowhere")); }),
            folder.path("nowhere") + ": the file could not be opened: No such file or directory");
}

}  // namespace
}  // namespace weights
