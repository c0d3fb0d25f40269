#include "flow/dis_flow.h"

#include <algorithm>
#include <cmath>
#include <opencv2/core.hpp>
#include <opencv2/video/tracking.hpp>

#include "base/error.h"
#include "base/translation.h"

namespace flow {
namespace {

constexpr int kLeastSide = 16;  // DIS takes no smaller ones

// Brightness as in Rec. 601, in 8 bits, which is what DIS takes; a small picture's borders are replicated.
cv::Mat gray(const core::Image& picture) {
  cv::Mat result(picture.height(), picture.width(), CV_8U);
  const float *red = picture.plane(0), *green = picture.plane(1), *blue = picture.plane(2);
  unsigned char* const values = result.ptr();
  for (std::size_t i = 0; i < picture.pixels(); ++i) {
    const float value = 0.299f * red[i] + 0.587f * green[i] + 0.114f * blue[i];
    values[i] = static_cast<unsigned char>(std::lround(255 * std::clamp(value, 0.0f, 1.0f)));
  }
  const int below = std::max(0, kLeastSide - result.rows), right = std::max(0, kLeastSide - result.cols);
  if (below > 0 || right > 0) cv::copyMakeBorder(result, result, 0, below, 0, right, cv::BORDER_REPLICATE);
  return result;
}

class DisFlow : public core::OpticalFlow {
 public:
  core::Flow between(const core::Image& from, const core::Image& to) override {
    try {
      // What DIS computes depends on how many threads share it.
      cv::setNumThreads(1);
      cv::Mat field;
      cv::DISOpticalFlow::create(cv::DISOpticalFlow::PRESET_MEDIUM)->calc(gray(from), gray(to), field);
      core::Flow flow{size_of(from), {}, {}};
      for (int y = 0; y < from.height(); ++y) {
        for (int x = 0; x < from.width(); ++x) {
          const auto& vector = field.at<cv::Vec2f>(y, x);
          flow.u.push_back(vector[0]);
          flow.v.push_back(vector[1]);
        }
      }
      return flow;
    } catch (const cv::Exception& error) {
      throw base::Error(base::format(_("the motion between two frames of %d×%d px cannot be found: %s"),
                                     from.width(), from.height(), error.err.c_str()));
    }
  }
};

}  // namespace

std::unique_ptr<core::OpticalFlow> make_dis_flow() { return std::make_unique<DisFlow>(); }

}  // namespace flow
