// What the dialog asks of the program around it: pictures in, the result out, settings kept.
//
// An implementation belongs to one run on one layer. Every call comes on the main thread, the one that runs
// GTK. Any of them may throw base::Error; the dialog shows its message and goes on.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/image.h"
#include "core/parameters.h"

namespace ui {

// A picture open in the host.
struct OpenPicture {
  int id = -1;  // the host's own number for it
  std::string name;
  core::Image thumbnail;  // may be empty
};

// A part of the layer, in its pixels.
struct Area {
  int x = 0;
  int y = 0;
  int width = 0;
  int height = 0;
};

// Where the style comes from.
struct StyleChoice {
  enum class Kind { kNone, kFile, kOpenPicture };
  Kind kind = Kind::kNone;
  std::string file;  // kFile: a path
  int picture = -1;  // kOpenPicture: OpenPicture::id
};

inline bool operator==(const StyleChoice& a, const StyleChoice& b) {
  return a.kind == b.kind && a.file == b.file && a.picture == b.picture;
}

struct Settings {
  StyleChoice style;
  core::Parameters parameters;
};

// The layer as it was read for a run.
struct Content {
  core::Image picture;
  // Takes StyleJob's result from this picture, at the working size, and adds it to the image as one step of
  // undo. To be called while the host is there, as its own members are.
  std::function<void(const core::Image& result)> write_result;
};

class Host {
 public:
  virtual ~Host() = default;

  // The layer to paint, for people: "Background of photo.xcf".
  virtual std::string content_name() = 0;
  // Its size in pixels.
  virtual int content_width() = 0;
  virtual int content_height() = 0;
  // To be painted in that style, which the result is named after.
  virtual Content read_content(const StyleChoice& style) = 0;
  // The whole layer made small, its longer side at most this; for previews.
  virtual core::Image read_content_at(int longer_side) = 0;
  // The selection's bounds within the layer; all of the layer if nothing is selected.
  virtual Area selected_area() = 0;

  virtual std::vector<OpenPicture> open_pictures(int thumbnail_size) = 0;
  virtual core::Image read_style(const StyleChoice&) = 0;
  // For Parameters::init where that is a file.
  virtual core::Image read_file(const std::string& path) = 0;

  virtual Settings load_settings() = 0;
  virtual void save_settings(const Settings&) = 0;

  // The X window that the dialog belongs to, or 0.
  virtual unsigned long parent_window() { return 0; }
};

}  // namespace ui
