// Walks over the fields of a protobuf message in a stream without holding it in memory: what is not asked for
// is passed over by seeking. protobuf's own parsers keep whole messages, also the fields that their schema
// lacks, and a VGG's classifier alone takes 500 MB. Wire format: protobuf.dev/programming-guides/encoding.
//
// No length leads out of the message that holds it. Throws base::Error naming the file where the bytes are no
// message.
#pragma once

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>
#include <google/protobuf/message_lite.h>

#include <cstdint>
#include <functional>
#include <string>

#include "files/source_file.h"

namespace weights {

// Where a field's bytes lie in the file.
struct ByteRange {
  std::uint64_t begin = 0;
  std::uint64_t length = 0;
};

// A source as protobuf reads it, from byte `at` on.
class SourceBytes : public google::protobuf::io::CopyingInputStream {
 public:
  SourceBytes(SourceFile& source, std::uint64_t at) : source_(source), at_(at) {}
  int Read(void* buffer, int size) override;
  int Skip(int count) override;

 private:
  SourceFile& source_;
  std::uint64_t at_;
};

class ProtobufWalk {
 public:
  struct Field {
    int number = 0;
    bool has_bytes = false;   // text, bytes, a message or packed numbers; otherwise one number
    std::uint64_t value = 0;  // the number
    ByteRange bytes;
  };
  using Take = std::function<void(const Field&)>;

  // Refers to `source` as long as it lives.
  explicit ProtobufWalk(SourceFile& source);

  // Gives `take` each field of the whole file, or, called from `take`, of the message in `field`.
  void whole_file(const Take& take);
  void message(const Field& field, const Take& take);

  // From `take`: the bytes of a short field such as a name, and the number or packed numbers of a field.
  std::string text(const Field& field);
  void numbers(const Field& field, const std::function<void(std::uint64_t)>& take);

 private:
  void fields(std::uint64_t end, const Take& take);
  Field next_field(std::uint64_t end);
  std::uint64_t position() const;
  [[noreturn]] void refuse_bytes() const;

  SourceFile& source_;
  SourceBytes bytes_;
  google::protobuf::io::CopyingInputStreamAdaptor stream_;
  google::protobuf::io::CodedInputStream coded_;
};

// Parses the bytes of one message by protobuf itself.
void parse_message(SourceFile& source, const ByteRange& bytes, google::protobuf::MessageLite& message);

}  // namespace weights
