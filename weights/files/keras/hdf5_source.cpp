#include "files/keras/hdf5_source.h"

#include <H5version.h>

#include <cstring>
#include <memory>

#include "base/error.h"
#if H5_VERSION_GE(1, 13, 0)
#include <H5FDdevelop.h>
#endif

namespace weights {
namespace {

struct OpenFile {
  H5FD_t base;  // HDF5's own part, which has to be the first
  Hdf5Bytes* bytes;
  haddr_t end_of_addresses;
};

OpenFile& own(H5FD_t* file) { return *reinterpret_cast<OpenFile*>(file); }
const OpenFile& own(const H5FD_t* file) { return *reinterpret_cast<const OpenFile*>(file); }

H5FD_t* open_file(const char*, unsigned, hid_t access, haddr_t) {
  const void* info = H5Pget_driver_info(access);
  if (info == nullptr) return nullptr;
  auto file = std::make_unique<OpenFile>();
  file->bytes = *static_cast<Hdf5Bytes* const*>(info);
  return &file.release()->base;  // NOLINT: HDF5 gives it back to close_file
}

herr_t close_file(H5FD_t* file) {
  const std::unique_ptr<OpenFile> closed(&own(file));
  return 0;
}

herr_t query(const H5FD_t*, unsigned long* flags) {
  if (flags != nullptr) *flags = 0;
  return 0;
}

haddr_t end_of_addresses(const H5FD_t* file, H5FD_mem_t) { return own(file).end_of_addresses; }

herr_t set_end_of_addresses(H5FD_t* file, H5FD_mem_t, haddr_t address) {
  own(file).end_of_addresses = address;
  return 0;
}

haddr_t end_of_file(const H5FD_t* file, H5FD_mem_t) { return own(file).bytes->size; }

herr_t read_bytes(H5FD_t* file, H5FD_mem_t, hid_t, haddr_t address, std::size_t size, void* buffer) {
  const Hdf5Bytes& bytes = *own(file).bytes;
  if (address > bytes.size || size > bytes.size - address) return -1;
  try {
    bytes.read(address, size, static_cast<char*>(buffer));
  } catch (const base::Error&) {  // which may not pass through HDF5
    return -1;
  }
  return 0;
}

herr_t write_bytes(H5FD_t*, H5FD_mem_t, hid_t, haddr_t, std::size_t, const void*) { return -1; }

hid_t driver() {
  static const hid_t id = [] {
    static H5FD_class_t driver{};
#if H5_VERSION_GE(1, 13, 0)
    driver.version = H5FD_CLASS_VERSION;
    driver.value = static_cast<H5FD_class_value_t>(H5_VFD_RESERVED);  // the first of those free to use
#endif
    driver.name = "bytes";
    driver.maxaddr = HADDR_MAX;
    driver.fc_degree = H5F_CLOSE_STRONG;
    driver.fapl_size = sizeof(Hdf5Bytes*);  // NOLINT: the pointer is what a file gets
    driver.open = open_file;
    driver.close = close_file;
    driver.query = query;
    driver.get_eoa = end_of_addresses;
    driver.set_eoa = set_end_of_addresses;
    driver.get_eof = end_of_file;
    driver.read = read_bytes;
    driver.write = write_bytes;
    const H5FD_mem_t one_list[] = H5FD_FLMAP_SINGLE;
    std::memcpy(driver.fl_map, one_list, sizeof one_list);
    return H5FDregister(&driver);
  }();
  return id;
}

}  // namespace

Hdf5Handle open_hdf5(Hdf5Bytes& bytes) {
  H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
  H5PLset_loading_state(0);
  const Hdf5Handle access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose);
  const Hdf5Bytes* info = &bytes;
  if (H5Pset_driver(access.get(), driver(), &info) < 0) return {};
  return {H5Fopen(bytes.file.c_str(), H5F_ACC_RDONLY, access.get()), H5Fclose};
}

}  // namespace weights
