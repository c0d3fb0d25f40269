// A recipe as it comes with a picture or as a preset's file, under arbitrary bytes: it is refused in one
// sentence, or says the same when written and read again; and lies in any XMP packet as it was put there. Built
// with libFuzzer, or with replay_main.cpp as a test.
#include <cstddef>
#include <cstdint>
#include <string>

#include "base/error.h"
#include "core/recipe.h"
#include "pictures/recipe_xmp.h"
#include "require.h"

namespace {

using fuzz::require;

const std::string kFile = "bytes.json";

void check_recipe(const std::string& bytes) {
  try {
    const std::string text = core::recipe_text(core::read_recipe(bytes, kFile));
    require(core::recipe_text(core::read_recipe(text, kFile)) == text, "another recipe after writing");
  } catch (const base::Error& error) {
    fuzz::require_sentence(error, kFile + " ");
  }
}

void check_packet(const std::string& bytes) {
  const pictures::Bytes packet(bytes.begin(), bytes.end());
  check_recipe(pictures::recipe_in(packet));
  const std::string recipe = R"({"recipe":1,"content":{"file":"a <b> & \"c\".png"}})";
  const pictures::Bytes with = pictures::with_recipe(packet, recipe);
  require(pictures::recipe_in(with) == recipe, "another recipe in the packet");
  require(pictures::with_recipe(with, recipe) == with, "the packet grows with each recipe");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  check_recipe(bytes);
  check_packet(bytes);
  return 0;
}
