// Reads the pickles that PyTorch writes: protocols 2 to 5 (docs.python.org/3/library/pickletools.html). A
// pickle is a program; of its instructions only those are known that put together dictionaries, lists and
// tuples of plain values, and those that call a function are given to PytorchObjects, which knows a few by
// name and calls none.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "files/pytorch/pickle_values.h"
#include "files/pytorch/pytorch_objects.h"

namespace weights {

// The longest pickle read out of a file of the older container, and the most instructions in any; those of
// a VGG are of 10 kB and 1,500.
constexpr std::size_t kLongestPickle = 4u << 20;
constexpr std::size_t kMostInstructions = 200000;

struct Unpickled {
  ValueId value;
  std::size_t length;  // of the pickle in bytes
};

// The pickle at the start of `bytes`, to which the values refer. Throws base::Error naming `file`.
Unpickled unpickle(std::string_view bytes, PickleValues& values, PytorchObjects& objects,
                   const std::string& file);

}  // namespace weights
