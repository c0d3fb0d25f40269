#include "working_pictures.h"

#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "scale_schedule.h"

namespace core {
namespace {

std::string text(int width, int height) { return std::to_string(width) + "×" + std::to_string(height); }

int longer(int width, int height) { return std::max(width, height); }

// The longer side at which the shorter one has `least` pixels.
int longer_side_for(int width, int height, int least) {
  const double aspect = static_cast<double>(longer(width, height)) / std::min(width, height);
  return static_cast<int>(std::ceil(least * aspect));
}

void check_size(const std::string& what, int width, int height, int least, const std::string& deepest) {
  if (std::min(width, height) >= least) return;
  throw base::Error("the " + what + " has " + text(width, height) + " px; layer " + deepest +
                    " needs at least " + text(least, least) + " px");
}

}  // namespace

Image fill_transparency(Image image, const std::string& what) {
  if (image.empty()) throw base::Error("the " + what + " has no pixels");
  if (!image.has_alpha()) return image;
  const std::vector<float> alpha = std::move(image.alpha());
  image.alpha().clear();
  double visible = 0;
  for (const float a : alpha) visible += a;
  // Less than one step of an 8-bit alpha anywhere counts as nothing.
  if (*std::max_element(alpha.begin(), alpha.end()) < 0.5f / 255) {
    throw base::Error("the " + what + " is fully transparent: there is nothing to work on");
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

WorkingPictures::WorkingPictures(Image content, std::vector<Image> styles, double style_scale, int size,
                                 int least, const std::string& deepest)
    : content_(fill_transparency(std::move(content), "content picture")),
      style_scale_(style_scale),
      least_(least) {
  check_size("content picture", content_.width(), content_.height(), least, deepest);
  working_ = fit_longer_side(content_.width(), content_.height(),
                             std::min(size, longer(content_.width(), content_.height())));
  check_size("content picture at working size " + std::to_string(size), working_.width, working_.height,
             least, deepest);
  if (styles.empty()) throw base::Error("no style picture is given; at least one is needed");
  for (const Image& style : styles) {
    std::string name = "style picture";
    if (styles.size() > 1) name += " " + std::to_string(styles_.size() + 1);
    styles_.push_back(fill_transparency(style, name));
    check_size(name, style.width(), style.height(), least, deepest);
  }
}

int WorkingPictures::least_longer_side() const {
  return longer_side_for(working_.width, working_.height, least_);
}

std::vector<int> WorkingPictures::scales(int count) const {
  return scale_schedule(longer(working_.width, working_.height), count, least_longer_side());
}

Size WorkingPictures::size_at(int longer_side) const {
  return fit_longer_side(content_.width(), content_.height(), longer_side);
}

const Image& WorkingPictures::content_at(int longer_side) {
  scaled_content_ = {};
  const Size size = size_at(longer_side);
  if (size.width == content_.width() && size.height == content_.height()) return content_;
  return scaled_content_ = resize(content_, size.width, size.height);
}

std::vector<Size> WorkingPictures::style_sizes_at(int longer_side) const {
  std::vector<Size> sizes;
  for (const Image& style : styles_) {
    const int wanted = static_cast<int>(std::lround(style_scale_ * longer_side));
    const int least = longer_side_for(style.width(), style.height(), least_);
    // A style is never enlarged: that would only teach blur.
    const int side = std::min(std::max(wanted, least), longer(style.width(), style.height()));
    sizes.push_back(fit_longer_side(style.width(), style.height(), side));
  }
  return sizes;
}

std::vector<Image> WorkingPictures::styles_at(int longer_side) const {
  const std::vector<Size> sizes = style_sizes_at(longer_side);
  std::vector<Image> result;
  for (std::size_t i = 0; i < styles_.size(); ++i) {
    result.push_back(resize(styles_[i], sizes[i].width, sizes[i].height));
  }
  return result;
}

}  // namespace core
