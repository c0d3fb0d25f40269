#include "weights/download.h"

#include <curl/curl.h>

#include <exception>
#include <filesystem>
#include <memory>
#include <new>

#include "base/error.h"
#include "base/translation.h"
#include "files/file_error.h"
#include "store/part_file.h"
#include "weights/catalogue.h"

namespace weights {
namespace {

constexpr long kMostRedirects = 10;
constexpr long kConnectSeconds = 30;
constexpr long kStallSeconds = 60;  // without a byte
constexpr long kWhole = 200, kPartial = 206, kNotFound = 404, kGone = 410, kNoSuchRange = 416;

using GoOn = std::function<bool(const DownloadProgress&)>;

bool begins(const std::string& text, const std::string& with) {
  return text.compare(0, with.size(), with) == 0;
}

void prepare_libcurl() {
  static const CURLcode prepared =
      curl_global_init(CURL_GLOBAL_DEFAULT);  // once, whichever thread comes first
  if (prepared != CURLE_OK) throw base::Error(_("libcurl cannot be used here"));
}

// One request: what is missing of the part, or all of it.
class Transfer {
 public:
  enum class Outcome { kEnded, kCancelled, kNoSuchRange };

  Transfer(const Download& wanted, PartFile& part, const GoOn& go_on)
      : wanted_(wanted), part_(part), go_on_(go_on), curl_(curl_easy_init(), curl_easy_cleanup) {
    if (!curl_) throw std::bad_alloc();
    const bool encrypted = begins(wanted.url, "https:");
    set(CURLOPT_URL, wanted.url.c_str());
    set(CURLOPT_PROTOCOLS_STR, "http,https");
    set(CURLOPT_REDIR_PROTOCOLS_STR, encrypted ? "https" : "http,https");
    set(CURLOPT_FOLLOWLOCATION, 1L);
    set(CURLOPT_MAXREDIRS, kMostRedirects);
    set(CURLOPT_CONNECTTIMEOUT, kConnectSeconds);
    set(CURLOPT_LOW_SPEED_LIMIT, 1L);
    set(CURLOPT_LOW_SPEED_TIME, kStallSeconds);
    set(CURLOPT_NOSIGNAL, 1L);  // the host program's signals are not libcurl's
    set(CURLOPT_USERAGENT, "style-transfer");
    set(CURLOPT_ERRORBUFFER, reason_);
    set(CURLOPT_WRITEFUNCTION, &Transfer::on_bytes);
    set(CURLOPT_WRITEDATA, this);
    set(CURLOPT_NOPROGRESS, 0L);
    set(CURLOPT_XFERINFOFUNCTION, &Transfer::on_progress);
    set(CURLOPT_XFERINFODATA, this);
    if (part.size() > 0) set(CURLOPT_RANGE, (std::to_string(part.size()) + "-").c_str());
  }

  Outcome run() {
    const bool in_part = part_.size() > 0;
    const CURLcode result = curl_easy_perform(curl_.get());
    if (failure_) std::rethrow_exception(failure_);
    if (result == CURLE_ABORTED_BY_CALLBACK) return Outcome::kCancelled;
    if (result == CURLE_TOO_MANY_REDIRECTS) {
      refuse(wanted_.url, base::format(_("the address redirects more than %ld times"), kMostRedirects));
    }
    const long code = response_code();
    if (code == kNoSuchRange && in_part) return Outcome::kNoSuchRange;
    if (code >= 300 && result != CURLE_UNSUPPORTED_PROTOCOL) refuse_response(code);
    if (result != CURLE_OK) refuse_result(result);
    if (part_.size() < wanted_.size) refuse_broken_off(_("it was closed early"));
    return Outcome::kEnded;
  }

 private:
  template <class Value>
  void set(CURLoption option, Value value) {
    if (curl_easy_setopt(curl_.get(), option, value) != CURLE_OK)
      throw base::Error(_("libcurl cannot be used here"));
  }

  static std::size_t on_bytes(char* bytes, std::size_t, std::size_t count, void* self) {
    Transfer& transfer = *static_cast<Transfer*>(self);
    try {
      return transfer.take(bytes, count) ? count : 0;
    } catch (...) {  // must not pass through C
      transfer.failure_ = std::current_exception();
      return 0;
    }
  }

  static int on_progress(void* self, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    Transfer& transfer = *static_cast<Transfer*>(self);
    try {
      const DownloadProgress progress{DownloadProgress::Phase::kReceiving, transfer.part_.size(),
                                      transfer.wanted_.size};
      return transfer.go_on_(progress) ? 0 : 1;
    } catch (...) {
      transfer.failure_ = std::current_exception();
      return 1;
    }
  }

  // False for the text that comes with a refusal, which nobody reads.
  bool take(const char* bytes, std::size_t count) {
    if (!begun_ && !begin()) return false;
    begun_ = true;
    if (count > wanted_.size - part_.size()) {
      refuse(wanted_.url,
             base::format(_("the server sends more than the %ju bytes that are right"), wanted_.size));
    }
    part_.append(bytes, count);
    return true;
  }

  // Looks at the response before its first byte is taken.
  bool begin() {
    const long code = response_code();
    if (code != kWhole && code != kPartial) return false;
    const std::uint64_t first = code == kWhole ? 0 : part_.size();  // a server may know no ranges
    if (code == kPartial && !begins(header("Content-Range"), "bytes " + std::to_string(first) + "-")) {
      refuse(wanted_.url, _("the server sends another part of the file than was asked for"));
    }
    curl_off_t length = -1;
    curl_easy_getinfo(curl_.get(), CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &length);
    if (length >= 0 && static_cast<std::uint64_t>(length) != wanted_.size - first) {
      const std::uint64_t size = first + static_cast<std::uint64_t>(length);
      refuse(wanted_.url,
             base::format(_("the file there has %ju bytes where %ju are right; it is another file"), size,
                          wanted_.size));
    }
    if (first < part_.size()) part_.restart();
    return true;
  }

  long response_code() const {
    long code = 0;
    curl_easy_getinfo(curl_.get(), CURLINFO_RESPONSE_CODE, &code);
    return code;
  }

  std::string header(const char* name) const {
    curl_header* found = nullptr;
    constexpr int kLastRequest = -1;
    const CURLHcode outcome = curl_easy_header(curl_.get(), name, 0, CURLH_HEADER, kLastRequest, &found);
    return outcome == CURLHE_OK ? found->value : "";
  }

  [[noreturn]] void refuse_response(long code) const {
    const bool absent = code == kNotFound || code == kGone;
    refuse(wanted_.url, base::format(absent ? _("the server has no such file (HTTP status %ld)")
                                            : _("the server refuses the file (HTTP status %ld)"),
                                     code));
  }

  [[noreturn]] void refuse_result(CURLcode result) const {
    const std::string reason = *reason_ != '\0' ? reason_ : curl_easy_strerror(result);
    switch (result) {
      case CURLE_COULDNT_RESOLVE_HOST:
      case CURLE_COULDNT_RESOLVE_PROXY:
      case CURLE_COULDNT_CONNECT:
        refuse(wanted_.url,
               base::format(_("the server cannot be reached (%s); is there a connection to the network?"),
                            reason.c_str()));
      case CURLE_PARTIAL_FILE:
      case CURLE_RECV_ERROR:
      case CURLE_GOT_NOTHING:
      case CURLE_HTTP2:
      case CURLE_HTTP2_STREAM:
      case CURLE_OPERATION_TIMEDOUT:
        refuse_broken_off(reason);
      case CURLE_UNSUPPORTED_PROTOCOL:
        refuse(wanted_.url,
               base::format(_("the address redirects to one that is not allowed (%s)"), reason.c_str()));
      default:
        refuse(wanted_.url, base::format(_("the download failed: %s"), reason.c_str()));
    }
  }

  [[noreturn]] void refuse_broken_off(const std::string& reason) const {
    refuse(wanted_.url, base::format(_("the connection ended after %ju of %ju bytes (%s); what has come is "
                                       "kept, and fetching again goes on from there"),
                                     part_.size(), wanted_.size, reason.c_str()));
  }

  const Download& wanted_;
  PartFile& part_;
  const GoOn& go_on_;
  std::unique_ptr<CURL, void (*)(CURL*)> curl_;
  char reason_[CURL_ERROR_SIZE] = "";
  bool begun_ = false;
  std::exception_ptr failure_;
};

// Better now than after most of it has come. Where the room cannot be told, writing will.
void check_room(const Download& wanted, std::uint64_t present) {
  std::error_code error;
  const std::filesystem::path folder = std::filesystem::path(wanted.path).parent_path();
  const std::filesystem::space_info space = std::filesystem::space(folder.empty() ? "." : folder, error);
  const std::uint64_t missing = wanted.size - present;
  if (!error && space.available < missing) {
    refuse(wanted.path, base::format(_("the disk is too full: %s are to come and %s are free"),
                                     megabytes(missing).c_str(), megabytes(space.available).c_str()));
  }
}

bool is_here(const Download& wanted) {
  std::error_code error;
  const std::uintmax_t size = std::filesystem::file_size(wanted.path, error);
  return !error && size == wanted.size && base::sha256_of_file(wanted.path) == wanted.sha256;
}

// False where `go_on` has ended it.
bool receive(const Download& wanted, PartFile& part, const GoOn& go_on) {
  check_room(wanted, part.size());
  Transfer::Outcome outcome = Transfer(wanted, part, go_on).run();
  if (outcome == Transfer::Outcome::kNoSuchRange) {  // the server has a file that is shorter than the part
    part.restart();
    outcome = Transfer(wanted, part, go_on).run();
  }
  return outcome == Transfer::Outcome::kEnded;
}

}  // namespace

bool can_download() { return true; }

bool download(const Download& wanted, const GoOn& go_on) {
  if (!begins(wanted.url, "https://") && !begins(wanted.url, "http://")) {
    refuse(wanted.url, _("only addresses that begin with https:// or http:// are fetched"));
  }
  prepare_libcurl();
  if (is_here(wanted)) return true;
  PartFile part(wanted.path);
  if (part.size() > wanted.size) part.restart();
  const bool summed = part.sum_present([&](std::uint64_t bytes) {
    return go_on({DownloadProgress::Phase::kChecking, bytes, wanted.size});
  });
  if (!summed || (part.size() < wanted.size && !receive(wanted, part, go_on))) return false;
  const std::string sum = part.sha256();
  if (sum != wanted.sha256) {
    part.remove();
    refuse(wanted.url, base::format(_("the file that came is not the right one and has been removed: its "
                                      "SHA-256 is %s where %s is right"),
                                    sum.c_str(), wanted.sha256.c_str()));
  }
  part.publish();
  return true;
}

}  // namespace weights
