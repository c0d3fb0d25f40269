// A file that appears only when it is complete: written beside its place and renamed.
//
// The constructor finds out, before any computing, whether the folder takes a new file; it leaves nothing
// there. A symbolic link is followed; anything that is neither absent nor a plain file (a folder, /dev/null)
// is refused, because renaming would replace it. A file that cannot be replaced, only written, as one that is
// mounted into a container, is written in place once the content is complete; so is standard output, for
// the path "-". Throws base::Error naming the file; then no part of it stays.
#pragma once

#include <cstdio>
#include <functional>
#include <string>

namespace cli {

class OutputFile {
 public:
  explicit OutputFile(const std::string& path);
  // The same, but what is not complete lies in `folder`, which is made until write() and on the same disk.
  OutputFile(const std::string& path, const std::string& folder);

  // `fill` writes the whole content, and may throw.
  void write(const std::function<void(std::FILE*)>& fill) const;

  const std::string& path() const { return path_; }
  // Where it will be, links followed.
  const std::string& target() const { return target_; }

 private:
  void copy_in_place(std::FILE* whole) const;

  std::string path_;       // as given, for messages
  std::string target_;     // links followed
  std::string temporary_;  // in the target's folder; empty: written in place
};

}  // namespace cli
