// In place of download.cpp in a build without libcurl.
#include "base/translation.h"
#include "files/file_error.h"
#include "weights/download.h"

namespace weights {

bool can_download() { return false; }

bool download(const Download& wanted, const std::function<bool(const DownloadProgress&)>&) {
  refuse(wanted.url, _("this program was built without libcurl and cannot download; get the file in another "
                       "way and import it"));
}

}  // namespace weights
