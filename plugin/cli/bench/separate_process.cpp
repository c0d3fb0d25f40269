#include "cli/bench/separate_process.h"

#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <exception>
#include <new>

#include "base/error.h"

namespace cli {
namespace {

constexpr int kThrew = 1;

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() { close(); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  int number() const { return number_; }
  void close() {
    if (number_ >= 0) ::close(number_);
    number_ = -1;
  }

 private:
  int number_;
};

[[noreturn]] void fail(const char* what) {
  throw base::Error(std::string("a process to measure in cannot ") + what + ": " + std::strerror(errno));
}

void write_all(int descriptor, const std::string& text) {
  for (std::size_t at = 0; at < text.size();) {
    const ssize_t written = ::write(descriptor, text.data() + at, text.size() - at);
    if (written < 0 && errno != EINTR) return;  // the parent is gone
    if (written > 0) at += static_cast<std::size_t>(written);
  }
}

std::string read_all(int descriptor) {
  std::string text;
  std::array<char, 4096> part{};
  for (;;) {
    const ssize_t count = ::read(descriptor, part.data(), part.size());
    if (count == 0) return text;
    if (count < 0 && errno != EINTR) fail("be heard");
    if (count > 0) text.append(part.data(), static_cast<std::size_t>(count));
  }
}

// Leaves without what the parent has registered for its own end.
[[noreturn]] void answer(int descriptor, const std::function<std::string()>& function) {
  int code = 0;
  std::string text;
  try {
    text = function();
  } catch (const std::bad_alloc&) {
    code = kThrew;
    text = "there is not enough memory; a smaller --size needs less";
  } catch (const std::exception& error) {
    code = kThrew;
    text = error.what();
  }
  write_all(descriptor, text);
  _exit(code);
}

}  // namespace

std::string in_separate_process(const std::function<std::string()>& function) {
  int ends[2];
  if (pipe(ends) != 0) fail("be started");
  const Descriptor reading(ends[0]);
  Descriptor writing(ends[1]);
  const pid_t child = fork();
  if (child < 0) fail("be started");
  if (child == 0) answer(writing.number(), function);
  writing.close();
  std::string text = read_all(reading.number());
  int status = 0;
  while (waitpid(child, &status, 0) < 0) {
    if (errno != EINTR) fail("be waited for");
  }
  if (WIFSIGNALED(status)) {
    throw base::Error("the measurement was ended by signal " + std::to_string(WTERMSIG(status)) +
                      "; a smaller --size needs less memory");
  }
  if (WEXITSTATUS(status) != 0) throw base::Error(text);
  return text;
}

}  // namespace cli
