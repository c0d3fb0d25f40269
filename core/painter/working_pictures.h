// The pictures of a job at each scale: transparency filled, resized from the originals.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/image.h"
#include "core/painter.h"
#include "scales/working_sizes.h"

namespace core {

enum class PictureRole { kContent, kStyle, kNumberedStyle, kStart };

// Transparent pixels take the average colour of the visible ones, so that nothing hidden is painted or
// imitated; the result is opaque.
// Throws base::Error naming the picture, and the number of a numbered one, where it is empty or fully
// transparent.
Image fill_transparency(Image image, PictureRole role, int number = 0);

// The styles so; opaque ones as they are. Throws base::Error likewise.
std::vector<Style> fill_all(std::vector<Style> styles);

class WorkingPictures {
 public:
  // `styles`: opaque. See WorkingSizes. The sides of a content that wraps are joined. Throws base::Error as
  // WorkingSizes does, and for a content without anything visible.
  WorkingPictures(Image content, std::vector<Style> styles, double style_scale, int size, int least,
                  const std::string& deepest, Wrap wrap = {});

  const WorkingSizes& sizes() const { return sizes_; }
  // Valid until the next call: at the content's own size it is the content itself.
  const Image& content_at(int longer_side);
  std::vector<Image> styles_at(int longer_side) const;
  Image style_at(std::size_t number, int longer_side) const;
  // Which part of it is read; empty: all.
  Plane read_at(std::size_t number, int longer_side) const;
  const std::vector<Style>& styles() const { return styles_; }
  // Content and all styles.
  bool are_gray() const;

 private:
  Wrap wrap_;
  Image content_;
  Image scaled_content_;
  std::vector<Style> styles_;
  WorkingSizes sizes_;
};

}  // namespace core
