// The bytes that a reader reads, of a file or of memory (fuzzing), so that both go the same way.
#pragma once

#include <cstddef>
#include <cstdint>
#include <istream>
#include <memory>
#include <string>
#include <string_view>

namespace weights {

class SourceFile {
 public:
  // Throws base::Error naming the file where there is none that can be read.
  explicit SourceFile(const std::string& path);
  SourceFile(const std::string& name, const std::string& bytes);
  // Bytes that stay where they are as long as this lives.
  static SourceFile in_memory(const std::string& name, std::string_view bytes);
  // A file of the program's own, mapped into memory; of a file that is cut while it is read, a read would end
  // the process. Throws like the first.
  static SourceFile mapped(const std::string& path);

  // Another file in the folder of this one, by its plain name. Throws base::Error naming this file where
  // there is none itself: links are not followed, and bytes in memory have no folder.
  SourceFile beside(const std::string& name) const;

  const std::string& name() const { return name_; }  // the path, for messages
  std::uint64_t size() const { return size_; }
  // All bytes of one in memory or mapped; empty of others.
  std::string_view memory() const { return memory_; }

  // Bytes offset … offset + length − 1. Throws base::Error where the file has not so many or they cannot be
  // read.
  void read(std::uint64_t offset, std::size_t length, char* bytes);
  std::string read(std::uint64_t offset, std::uint64_t length);
  // The first bytes, as many as there are.
  std::string start(std::uint64_t length);

 private:
  SourceFile() = default;
  void check(std::uint64_t offset, std::uint64_t length) const;

  std::string name_;
  std::unique_ptr<std::istream> stream_;  // or
  std::string_view memory_;
  std::shared_ptr<const void> mapping_;  // that it shows
  std::uint64_t size_ = 0;
  bool has_folder_ = false;
};

}  // namespace weights
