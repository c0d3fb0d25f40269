#include "ui/kept_firmly.h"

#include <memory>
#include <utility>

namespace ui {

core::SharedPlane kept_firmly(const core::SharedPlane& place) {
  if (!place) return nullptr;
  core::Plane keep = *place;
  for (float& value : keep.values) value = 0.5f + 0.5f * value;
  return std::make_shared<const core::Plane>(std::move(keep));
}

}  // namespace ui
