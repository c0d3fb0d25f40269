// What must hold for every reader of weights, whatever the bytes.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>

#include "files/tensor_file.h"

namespace fuzz {

// Aborts unless `open`ing the tensors of `file` and recognising a VGG in them either refuses them in one
// sentence that begins with the file's name, or gives a weight set that holds together and has at most
// `most_values` values.
void check_reader(const std::string& file, std::size_t most_values,
                  const std::function<std::unique_ptr<weights::TensorFile>()>& open);

}  // namespace fuzz
