#include "gimp/host/animation/flow.h"

#ifdef STYLE_TRANSFER_WITH_FLOW
#include "flow/dis_flow.h"
#else
#include "base/error.h"
#include "base/translation.h"
#endif

namespace gimp {

#ifdef STYLE_TRANSFER_WITH_FLOW
std::unique_ptr<core::OpticalFlow> make_flow() { return flow::make_dis_flow(); }
#else
std::unique_ptr<core::OpticalFlow> make_flow() {
  throw base::Error(
      _("this plug-in was built without optical flow (OpenCV), so that the animation would flicker; with "
        "a temporal weight of 0 each frame is painted by itself"));
}
#endif

}  // namespace gimp
