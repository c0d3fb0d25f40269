// Recognises the other formats that VGG weights are passed around in, to say in words that they are not read.
#pragma once

#include <string>

namespace weights {

// What the file is, in words that follow "this is", by its first eight bytes and its name; null if unknown.
const char* foreign_format(const std::string& first_bytes, const std::string& file);

}  // namespace weights
