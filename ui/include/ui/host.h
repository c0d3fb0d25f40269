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
#include "core/plane.h"
#include "core/resample.h"
#include "ui/animation.h"

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

// Where something is white on the layer.
struct Place {
  enum class Kind { kEverywhere, kSelection, kLayerMask, kDrawable };
  Kind kind = Kind::kEverywhere;
  int id = -1;  // kDrawable: the host's own number for it
};

inline bool operator==(const Place& a, const Place& b) { return a.kind == b.kind && a.id == b.id; }

struct OfferedPlace {
  Place place;
  std::string name;  // "Selection", "Channel “Sky”"
};

// One of the styles that are painted with.
struct StyleUse {
  StyleChoice picture;
  double weight = 1;  // see core::Style
  double scale = 1;
  Place place;  // where it paints; everywhere: where no other style has a place
};

struct Settings {
  std::vector<StyleUse> styles;
  // What is white there is kept four times as firmly as the rest; everywhere: all alike.
  Place keep;
  // What is white there stays as it is; everywhere: nothing does.
  Place freeze;
  core::Parameters parameters;
  // Of an animation; see core::FilmPainter::Settings.
  double temporal_weight = core::FilmPainter::Settings().temporal_weight;

  // Whether any style is chosen.
  bool has_style() const {
    return !styles.empty() && styles.front().picture.kind != StyleChoice::Kind::kNone;
  }
};

// The layer as it was read for a run.
struct Content {
  core::Image picture;
  // Takes StyleJob's result from this picture, at the working size, and adds it to the image as one step of
  // undo. To be called while the host is there, as its own members are.
  std::function<void(const core::Image& result)> write_result;
};

// The settings written down as what a shell or a script repeats them by.
struct OfferedCommand {
  std::string name;  // of the menu's entry: "Copy as _command line"
  // Throws base::Error for settings that cannot be written so.
  std::function<std::string(const Settings&)> text;
};

class Host {
 public:
  virtual ~Host() = default;

  // Of a layer that this program has painted: its name, if it can be painted anew; else empty.
  virtual std::string offered_painting() { return ""; }
  // From now on content and settings are those that the offered painting was made of, and the result takes
  // its place. Returns sentences on what of them was not found.
  virtual std::vector<std::string> edit_painting() { return {}; }
  // The painting that is being edited; empty: none.
  virtual std::string edited_painting() { return ""; }

  // Null: one picture is painted.
  virtual Animation* animation() { return nullptr; }

  // The layer to paint, for people: "Background of photo.xcf".
  virtual std::string content_name() = 0;
  // Its size in pixels.
  virtual int content_width() = 0;
  virtual int content_height() = 0;
  // The sizes of the layers that are painted after it, with the same settings.
  virtual std::vector<core::Size> further_layers() { return {}; }
  // The image is converted to RGB with the result, which the user must know before.
  virtual bool converts_to_rgb() { return false; }
  // To be painted so; the result is named after the first style. Where the selection is a place in the
  // settings, it does not limit the result. `layer`: 0, or one of the further ones, counted from 1.
  virtual Content read_content(const Settings& settings, std::size_t layer) = 0;
  // Calls it once; what it writes is one step of undo.
  virtual void in_one_step(const std::function<void()>& write) { write(); }
  // The whole layer made small, its longer side at most this; for previews.
  virtual core::Image read_content_at(int longer_side) = 0;
  // The selection's bounds within the layer; all of the layer if nothing is selected.
  virtual Area selected_area() = 0;

  virtual std::vector<OpenPicture> open_pictures(int thumbnail_size) = 0;
  virtual core::Image read_style(const StyleChoice&) = 0;
  // The places that can be chosen, but for everywhere.
  virtual std::vector<OfferedPlace> places() { return {}; }
  // Its values over the layer, at the layer's size; null for everywhere.
  virtual core::SharedPlane read_place(const Place&) { return nullptr; }
  // For Parameters::init where that is a file.
  virtual core::Image read_file(const std::string& path) = 0;

  virtual Settings load_settings() = 0;
  virtual void save_settings(const Settings&) = 0;
  virtual std::vector<OfferedCommand> commands() { return {}; }

  // The X window that the dialog belongs to, or 0.
  virtual unsigned long parent_window() { return 0; }
};

}  // namespace ui
