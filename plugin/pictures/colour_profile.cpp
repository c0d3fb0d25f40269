#include "pictures/colour_profile.h"

#include <lcms2.h>

#include <algorithm>
#include <memory>
#include <type_traits>

namespace pictures {
namespace {

struct CloseProfile {
  void operator()(void* profile) const { cmsCloseProfile(profile); }
};
using Handle = std::unique_ptr<std::remove_pointer_t<cmsHPROFILE>, CloseProfile>;

struct DeleteTransform {
  void operator()(void* transform) const { cmsDeleteTransform(transform); }
};

constexpr double kPngUnit = 100000;
constexpr std::int32_t kSrgbGamma = 45455;
constexpr std::int32_t kGammaNear = 500;  // programs write 45000 … 45455 for sRGB

bool is_special_gamma(const Description& description) {
  return description.gamma && !description.srgb_intent && *description.gamma > 0 &&
         std::abs(*description.gamma - kSrgbGamma) > kGammaNear;
}

Handle by_gamma(const Description& description) {
  cmsCIExyY white{0.3127, 0.3290, 1};
  cmsCIExyYTRIPLE primaries{{0.64, 0.33, 1}, {0.30, 0.60, 1}, {0.15, 0.06, 1}};
  if (description.chromaticities) {
    const auto& c = *description.chromaticities;
    white = {c[0] / kPngUnit, c[1] / kPngUnit, 1};
    primaries = {{c[2] / kPngUnit, c[3] / kPngUnit, 1},
                 {c[4] / kPngUnit, c[5] / kPngUnit, 1},
                 {c[6] / kPngUnit, c[7] / kPngUnit, 1}};
  }
  cmsToneCurve* curve = cmsBuildGamma(nullptr, kPngUnit / *description.gamma);
  cmsToneCurve* const curves[3] = {curve, curve, curve};
  Handle profile(cmsCreateRGBProfile(&white, &primaries, curves));
  cmsFreeToneCurve(curve);
  return profile;
}

Handle profile_of(const Description& description) {
  Handle profile;
  if (description.profile && description.profile->is_rgb()) {
    profile.reset(cmsOpenProfileFromMem(description.profile->bytes.data(),
                                        static_cast<cmsUInt32Number>(description.profile->bytes.size())));
    if (profile && cmsGetColorSpace(profile.get()) != cmsSigRgbData) profile.reset();
  } else if (is_special_gamma(description)) {
    profile = by_gamma(description);
  }
  if (!profile) profile.reset(cmsCreate_sRGBProfile());
  return profile;
}

}  // namespace

bool same_colours(const Description& a, const Description& b) {
  const auto profile = [](const Description& d) {
    return d.profile && d.profile->is_rgb() ? d.profile->bytes : Bytes();
  };
  const auto gamma = [](const Description& d) { return is_special_gamma(d) ? *d.gamma : 0; };
  return profile(a) == profile(b) && (!profile(a).empty() || gamma(a) == gamma(b));
}

void convert_colours(core::Image& image, const Description& from, const Description& to) {
  if (same_colours(from, to)) return;
  const Handle source = profile_of(from), target = profile_of(to);
  if (!source || !target) return;
  const cmsUInt32Number planes = TYPE_RGB_FLT | PLANAR_SH(1);
  const std::unique_ptr<void, DeleteTransform> transform(
      cmsCreateTransform(source.get(), planes, target.get(), planes, INTENT_RELATIVE_COLORIMETRIC,
                         cmsFLAGS_BLACKPOINTCOMPENSATION | cmsFLAGS_NOCACHE));
  if (!transform) return;  // a profile that cannot be used so, such as one for printing alone
  const auto pixels = static_cast<cmsUInt32Number>(image.pixels());
  const auto plane_bytes = static_cast<cmsUInt32Number>(image.pixels() * sizeof(float));
  cmsDoTransformLineStride(transform.get(), image.rgb().data(), image.rgb().data(), pixels, 1, 0, 0,
                           plane_bytes, plane_bytes);
  for (float& value : image.rgb()) value = std::clamp(value, 0.0f, 1.0f);
}

}  // namespace pictures
