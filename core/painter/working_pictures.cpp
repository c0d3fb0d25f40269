#include "painter/working_pictures.h"

#include <algorithm>

#include "base/error.h"
#include "base/translation.h"
#include "picture/gray.h"
#include "picture/join_sides.h"

namespace core {
namespace {

struct PictureComplaints {
  const char* empty;
  const char* transparent;
};
// By PictureRole.
constexpr PictureComplaints kPictureComplaints[] = {
    {N_("the content picture has no pixels"),
     N_("the content picture is fully transparent: there is nothing to work on")},
    {N_("the style picture has no pixels"),
     N_("the style picture is fully transparent: there is nothing to work on")},
    {N_("the style picture %d has no pixels"),
     N_("the style picture %d is fully transparent: there is nothing to work on")},
    {N_("the start picture has no pixels"),
     N_("the start picture is fully transparent: there is nothing to work on")},
};

}  // namespace

Image fill_transparency(Image image, PictureRole role, int number) {
  const PictureComplaints& complaints = kPictureComplaints[static_cast<int>(role)];
  if (image.empty()) throw base::Error(base::format(_(complaints.empty), number));
  if (!image.has_alpha()) return image;
  const std::vector<float> alpha = std::move(image.alpha());
  image.alpha().clear();
  double visible = 0;
  for (const float a : alpha) visible += a;
  // Less than one step of an 8-bit alpha anywhere counts as nothing.
  if (*std::max_element(alpha.begin(), alpha.end()) < 0.5f / 255) {
    throw base::Error(base::format(_(complaints.transparent), number));
  }
  for (int channel = 0; channel < 3; ++channel) {
    float* plane = image.plane(channel);
    double sum = 0;
    for (std::size_t i = 0; i < alpha.size(); ++i) sum += static_cast<double>(alpha[i]) * plane[i];
    const float mean = static_cast<float>(sum / visible);
    for (std::size_t i = 0; i < alpha.size(); ++i) plane[i] = mean + alpha[i] * (plane[i] - mean);
  }
  return image;
}

std::vector<Style> fill_all(std::vector<Style> styles) {
  const PictureRole role = styles.size() == 1 ? PictureRole::kStyle : PictureRole::kNumberedStyle;
  int number = 0;
  for (Style& style : styles) {
    ++number;
    if (style.picture->empty() || style.picture->has_alpha()) {
      style.picture = std::make_shared<const Image>(fill_transparency(*style.picture, role, number));
    }
  }
  return styles;
}

WorkingPictures::WorkingPictures(Image content, std::vector<Style> styles, double style_scale, int size,
                                 int least, const std::string& deepest, Wrap wrap)
    : wrap_(wrap),
      content_(join_sides(fill_transparency(std::move(content), PictureRole::kContent), wrap)),
      styles_(std::move(styles)),
      sizes_(size_of(content_), sizes_of(styles_), style_scale, size, least, deepest) {}

const Image& WorkingPictures::content_at(int longer_side) {
  scaled_content_ = {};
  const Size size = sizes_.content_at(longer_side);
  if (size.width == content_.width() && size.height == content_.height()) return content_;
  return scaled_content_ = resize(content_, size.width, size.height, wrap_);
}

bool WorkingPictures::are_gray() const {
  return is_gray(content_) && std::all_of(styles_.begin(), styles_.end(),
                                          [](const auto& style) { return is_gray(*style.picture); });
}

std::vector<Image> WorkingPictures::styles_at(int longer_side) const {
  std::vector<Image> result;
  for (std::size_t i = 0; i < styles_.size(); ++i) result.push_back(style_at(i, longer_side));
  return result;
}

Image WorkingPictures::style_at(std::size_t number, int longer_side) const {
  const Size size = sizes_.styles_at(longer_side)[number];
  return resize(*styles_[number].picture, size.width, size.height);
}

Plane WorkingPictures::read_at(std::size_t number, int longer_side) const {
  const SharedPlane& read = styles_[number].read;
  return read ? resize(*read, sizes_.styles_at(longer_side)[number]) : Plane{};
}

}  // namespace core
