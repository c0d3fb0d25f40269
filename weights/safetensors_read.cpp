#include <cerrno>
#include <filesystem>
#include <fstream>
#include <system_error>

#include "file_error.h"
#include "safetensors_parse.h"
#include "weights/safetensors.h"

namespace weights {

WeightSet read_safetensors(const std::string& path) {
  std::error_code error;
  const std::filesystem::file_status status = std::filesystem::status(path, error);
  if (!std::filesystem::exists(status)) {
    if (status.type() != std::filesystem::file_type::not_found) refuse(path, error.message());
    refuse(path, "there is no such file; a safetensors file with the weights of a VGG is needed");
  }
  if (std::filesystem::is_directory(status)) {
    refuse(path, "this is a folder; a safetensors file with the weights of a VGG is needed");
  }
  if (!std::filesystem::is_regular_file(status)) {
    refuse(path, "this is a device or pipe; a safetensors file with the weights of a VGG is needed");
  }
  errno = 0;
  std::ifstream stream(path, std::ios::binary);
  if (!stream) refuse(path, "the file could not be opened: " + std::generic_category().message(errno));
  stream.seekg(0, std::ios::end);
  const std::streamoff size = stream.tellg();
  if (size < 0) refuse(path, "the size of the file could not be found");
  return parse_safetensors(stream, static_cast<std::uint64_t>(size), path);
}

}  // namespace weights
