// The containers that VGG weights are passed around in, told by a file's first bytes, or by its name where
// the bytes do not tell.
#pragma once

#include <memory>

#include "files/source_file.h"
#include "files/tensor_file.h"

namespace weights {

// The reader for the file, which refers to `source` as long as it lives. Throws base::Error naming the file
// where it is damaged, of a format that is not read, or this program was built without its reader.
std::unique_ptr<TensorFile> open_container(SourceFile& source);

}  // namespace weights
