// Opens an HDF5 file wherever its bytes lie, in a file or within an archive, through a file driver of our
// own: HDF5 itself opens no file, whatever the bytes say, and reads only the parts it asks for.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>

#include "files/keras/hdf5_handle.h"

namespace weights {

struct Hdf5Bytes {
  std::string file;  // for messages
  std::uint64_t size;
  // Throws base::Error where the bytes cannot be read.
  std::function<void(std::uint64_t offset, std::size_t length, char* bytes)> read;
};

// For reading; `bytes` must outlive the handle, which is not valid where HDF5 finds no file. Silences HDF5's
// own messages in this thread and its loading of plug-ins in this process.
Hdf5Handle open_hdf5(Hdf5Bytes& bytes);

}  // namespace weights
