// Owners of what GLib and GEGL hand out, so that an exception leaks nothing.
#pragma once

#include <gegl.h>

#include <memory>

#include "presets/take_text.h"

namespace gimp {

struct ObjectDeleter {
  void operator()(gpointer object) const { g_object_unref(object); }
};
template <typename T>
using ObjectHandle = std::unique_ptr<T, ObjectDeleter>;
using BufferHandle = ObjectHandle<GeglBuffer>;

struct UnmapDeleter {
  void operator()(GMappedFile* file) const { g_mapped_file_unref(file); }
};
using MappedFile = std::unique_ptr<GMappedFile, UnmapDeleter>;

struct FreeDeleter {
  void operator()(gpointer memory) const { g_free(memory); }
};
template <typename T>
using Allocated = std::unique_ptr<T, FreeDeleter>;

using presets::take_text;

}  // namespace gimp
