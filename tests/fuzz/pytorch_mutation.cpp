#include <algorithm>
#include <cstddef>
#include <iterator>

#include "mutation.h"

namespace fuzz {
namespace {

using namespace std::string_literals;

// What readers of pickles stumble over.
const std::string kParts[] = {"(",
                              "t",
                              "u",
                              "R",
                              "Q",
                              "b",
                              "}",
                              "]",
                              ")",
                              "N",
                              ".",
                              "h\0"s,
                              "q\1"s,
                              "K\0"s,
                              "K\2"s,
                              "J\xFF\xFF\xFF\xFF"s,
                              "J\xFF\xFF\xFF\x7F"s,
                              "\x8A\x08\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x7F"s,
                              "\x8A\x08\0\0\0\0\0\0\0\x40"s,
                              "\x8A\x09"s,
                              "X\xFF\xFF\xFF\xFF"s,
                              "X\0\0\0\0"s,
                              "cos\nsystem\n",
                              "ctorch\nFloatStorage\n",
                              "ctorch\nDoubleStorage\n",
                              "ctorch\nLongStorage\n",
                              "ccollections\nOrderedDict\n",
                              "ctorch._utils\n_rebuild_tensor\n",
                              "ctorch._utils\n_rebuild_parameter\n",
                              "\x80\x04"s,
                              "\x93"s,
                              "\x81"s,
                              "\x92"s,
                              "\x94"s,
                              "\x8F(K\1\x90"s,
                              "\x91"s,
                              "0",
                              "1",
                              "2",
                              "\x8C\6weight"s,
                              "\x8C\x08_modules"s,
                              "\x8C\x0Brunning_var"s,
                              "\x95\0\0\0\0\0\0\0\0"s,
                              "\x8B\xFF\xFF\xFF\x7F"s,
                              "C\2ab",
                              "cargparse\nNamespace\n)\x81",
                              "}b",
                              "ctorch._tensor\n_rebuild_from_type_v2\n",
                              "PK\x01\x02"s,
                              "PK\x05\x06"s,
                              "\0\0\0\0\0\0\0\x80"s};

// std::uniform_int_distribution differs between libraries; a slight bias does not matter here.
std::size_t below(std::size_t limit, std::mt19937_64& random) { return limit == 0 ? 0 : random() % limit; }

}  // namespace

std::string mutated(std::string bytes, std::mt19937_64& random) {
  for (std::size_t changes = 1 + below(4, random); changes > 0 && !bytes.empty(); --changes) {
    const std::size_t at = below(bytes.size(), random);
    const std::size_t count = std::min(1 + below(16, random), bytes.size() - at);
    const std::string& part = kParts[below(std::size(kParts), random)];
    switch (below(8, random)) {
      case 0:
        bytes[at] = static_cast<char>(bytes[at] ^ (1 << below(8, random)));
        break;
      case 1:
        bytes[at] = static_cast<char>(random());
        break;
      case 2:
        bytes.erase(at, count);
        break;
      case 3:
        bytes.insert(at, bytes.substr(below(bytes.size(), random), count));
        break;
      case 4:
        if (below(4, random) == 0) bytes.resize(at);
        break;
      case 5:
        bytes.insert(at, part);
        break;
      default:
        bytes.replace(at, part.size(), part);
    }
  }
  return bytes;
}

}  // namespace fuzz
