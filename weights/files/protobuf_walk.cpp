#include "files/protobuf_walk.h"

#include <algorithm>
#include <limits>

#include "base/translation.h"
#include "files/file_error.h"

namespace weights {
namespace {

constexpr std::uint64_t kLongestText = 1024;

enum WireType { kVarint = 0, kFixed64 = 1, kBytes = 2, kFixed32 = 5 };

}  // namespace

int SourceBytes::Read(void* buffer, int size) {
  const std::uint64_t count = std::min<std::uint64_t>(size, source_.size() - at_);
  source_.read(at_, count, static_cast<char*>(buffer));
  at_ += count;
  return static_cast<int>(count);
}

int SourceBytes::Skip(int count) {
  const std::uint64_t skipped = std::min<std::uint64_t>(count, source_.size() - at_);
  at_ += skipped;
  return static_cast<int>(skipped);
}

ProtobufWalk::ProtobufWalk(SourceFile& source)
    : source_(source), bytes_(source, 0), stream_(&bytes_), coded_(&stream_) {
  // protobuf counts the bytes of a message in int.
  if (source.size() > static_cast<std::uint64_t>(std::numeric_limits<int>::max())) {
    refuse(source.name(),
           base::format(_("the file has %ju bytes; files of protobuf messages end at 2 GiB"), source.size()));
  }
}

void ProtobufWalk::whole_file(const Take& take) { fields(source_.size(), take); }

void ProtobufWalk::message(const Field& field, const Take& take) {
  if (!field.has_bytes) refuse_bytes();
  fields(field.bytes.begin + field.bytes.length, take);
}

std::string ProtobufWalk::text(const Field& field) {
  std::string text;
  if (!field.has_bytes) refuse_bytes();
  if (field.bytes.length > kLongestText) {
    refuse(source_.name(), base::format(_("it holds a name of %ju bytes; at most %ju are read"),
                                        field.bytes.length, kLongestText));
  }
  if (!coded_.ReadString(&text, static_cast<int>(field.bytes.length))) refuse_bytes();
  return text;
}

void ProtobufWalk::numbers(const Field& field, const std::function<void(std::uint64_t)>& take) {
  if (!field.has_bytes) return take(field.value);
  const std::uint64_t end = field.bytes.begin + field.bytes.length;
  while (position() < end) {
    std::uint64_t number = 0;
    if (!coded_.ReadVarint64(&number) || position() > end) refuse_bytes();
    take(number);
  }
}

void ProtobufWalk::fields(std::uint64_t end, const Take& take) {
  while (position() < end) {
    const Field field = next_field(end);
    take(field);
    const std::uint64_t after = field.has_bytes ? field.bytes.begin + field.bytes.length : position();
    if (!coded_.Skip(static_cast<int>(after - position()))) refuse_bytes();
  }
}

ProtobufWalk::Field ProtobufWalk::next_field(std::uint64_t end) {
  const auto limit = coded_.PushLimit(static_cast<int>(end - position()));
  const std::uint32_t tag = coded_.ReadTag();
  Field field;
  field.number = static_cast<int>(tag >> 3);
  bool whole = field.number > 0;
  std::uint32_t narrow = 0;
  switch (tag & 7) {
    case kVarint:
      whole = whole && coded_.ReadVarint64(&field.value);
      break;
    case kFixed64:
      whole = whole && coded_.ReadLittleEndian64(&field.value);
      break;
    case kFixed32:
      whole = whole && coded_.ReadLittleEndian32(&narrow);
      field.value = narrow;
      break;
    case kBytes:
      field.has_bytes = true;
      whole = whole && coded_.ReadVarint64(&field.bytes.length);
      field.bytes.begin = position();
      whole = whole && field.bytes.length <= end - field.bytes.begin;
      break;
    default:  // groups, which none of the formats read here has
      whole = false;
  }
  coded_.PopLimit(limit);
  if (!whole) refuse_bytes();
  return field;
}

std::uint64_t ProtobufWalk::position() const { return static_cast<std::uint64_t>(coded_.CurrentPosition()); }

void ProtobufWalk::refuse_bytes() const {
  refuse(
      source_.name(),
      base::format(
          _("its bytes make no protobuf message near byte %ju; it is damaged, cut off or of another format"),
          position()));
}

void parse_message(SourceFile& source, const ByteRange& range, google::protobuf::MessageLite& message) {
  SourceBytes bytes(source, range.begin);
  google::protobuf::io::CopyingInputStreamAdaptor stream(&bytes);
  if (!message.ParseFromBoundedZeroCopyStream(&stream, static_cast<int>(range.length))) {
    refuse(source.name(),
           base::format(_("the tensor at byte %ju is no protobuf message; it is damaged"), range.begin));
  }
}

}  // namespace weights
