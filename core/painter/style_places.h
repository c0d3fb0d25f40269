// Which styles paint together, and where: what their guides say, worked out for a picture.
#pragma once

#include <cstddef>
#include <vector>

#include "core/painter.h"

namespace core {

// Styles that share a place, by their numbers: each that has a guide by itself; those without one together,
// wherever no guide is.
using StyleGroup = std::vector<std::size_t>;
std::vector<StyleGroup> groups_of(const std::vector<Style>& styles);

// How much of each pixel each group has, 0…1, together 1 at most. Where guides overlap they share the place
// by their values and weights. Null for a group that has all of the picture.
std::vector<SharedPlane> places_of(const std::vector<Style>& styles, Size size);

// From what Frame::keep says to how many times as firmly a pixel is kept, at that size; null for null.
SharedPlane firmness_of(const SharedPlane& keep, Size size);

// Throws base::Error, in words for people, where a plane does not fit a picture of that size, or says nothing:
// a guide of a whole picture that is black, say. A part of a picture may well have none of it.
enum class PlaneRole { kGuide, kRead, kKeep, kFreeze };
enum class Extent { kWhole, kPart };
void check_plane(const SharedPlane& plane, Size picture, PlaneRole role, Extent extent, int number = 0);

}  // namespace core
