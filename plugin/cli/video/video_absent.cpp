// In place of the rest of this folder, where the program is built without FFmpeg's libraries.
#include "base/error.h"
#include "cli/command.h"

namespace cli {

Command parse_video(const Arguments&) {
  throw base::Error(
      "this program was built without films: FFmpeg's libraries and STYLE_TRANSFER_VIDEO=ON are needed");
}

}  // namespace cli
