#include "files/safetensors/safetensors_file.h"

#include <utility>

#include "base/translation.h"
#include "files/file_error.h"
#include "files/number_formats.h"

namespace weights {
namespace {

constexpr std::uint64_t kLengthBytes = 8;

std::uint64_t header_length(SourceFile& source) {
  const std::string start = source.start(kLengthBytes);
  if (start.size() < kLengthBytes) {
    refuse(
        source.name(),
        base::format(
            _("the file has %zu bytes, fewer than the length of a safetensors header takes; it is cut off"),
            start.size()));
  }
  std::uint64_t length = 0;
  for (std::size_t i = 0; i < start.size(); ++i) {
    length |= static_cast<std::uint64_t>(static_cast<unsigned char>(start[i])) << (8 * i);
  }
  if (length > kLongestHeader) {
    refuse(source.name(), base::format(_("this is no safetensors file: its first 8 bytes would be the length "
                                         "of a header of %ju bytes, where %ju are the most that is read"),
                                       length, kLongestHeader));
  }
  if (length > source.size() - kLengthBytes) {
    refuse(source.name(), base::format(_("its header should be %ju bytes long but the file has only %ju "
                                         "after the header's length; it is cut off"),
                                       length, source.size() - kLengthBytes));
  }
  return length;
}

}  // namespace

SafetensorsFile::SafetensorsFile(SourceFile& source) : source_(source) {
  const std::uint64_t length = header_length(source);
  data_begin_ = kLengthBytes + length;
  SafetensorsHeader header =
      parse_safetensors_header(source.read(kLengthBytes, length), source.size() - data_begin_, source.name());
  metadata_ = std::move(header.metadata);
  for (auto& [name, tensor] : header.tensors) {
    tensors_.push_back({name, tensor.shape});
    stored_.push_back(std::move(tensor));
  }
}

// Offsets and shapes have been checked against the file's size.
std::vector<float> SafetensorsFile::read(std::size_t index) {
  const SafetensorsTensor& tensor = stored_[index];
  NumberFormat format;
  if (!parse_number_format(tensor.dtype, format)) {
    refuse(source_.name(), base::format(_("tensor %s is of type %s; F16, BF16, F32 and F64 are read"),
                                        in_quotes(tensor.name).c_str(), in_quotes(tensor.dtype).c_str()));
  }
  return decode_numbers(format, source_.read(data_begin_ + tensor.begin, tensor.end - tensor.begin));
}

}  // namespace weights
