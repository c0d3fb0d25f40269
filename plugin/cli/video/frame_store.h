// The painted frames of a film while it is being painted: a folder beside the output, which a run that was
// ended in any way, or that found the disk full, goes on from.
//
//   recipe.json    what the frames were painted with
//   000001.png …   the frames
//   content-000001.png …   what they were painted of, where a second pass needs that
//   state-000012   what frame 13 needs of those before it
//   lock           held while a run paints
//
// A frame counts when the state after it is there; files appear when they are complete. Throws base::Error.
#pragma once

#include <cstdint>
#include <string>

#include "cli/json_lines.h"
#include "core/film_painter.h"
#include "pictures/picture.h"

namespace cli {

class FrameStore;

// Painted frames in the film's order. Of a second pass the last frame is the first one in the store.
struct PaintedFrames {
  const FrameStore& store;
  bool backwards = false;

  std::string file(std::int64_t number) const;  // from 1
};

class FrameStore {
 public:
  // Makes the folder, or goes on with it where it was made with the same recipe, an object of names and
  // values. With another it is refused, or emptied if `restart`. Refused while another run has it.
  FrameStore(const std::string& folder, const Json& recipe, bool restart);
  ~FrameStore();
  FrameStore(const FrameStore&) = delete;
  FrameStore& operator=(const FrameStore&) = delete;

  const std::string& folder() const { return folder_; }
  // How many frames there are.
  std::int64_t painted() const { return painted_; }
  // After the last of them.
  core::FilmState state() const;
  void add(const pictures::Picture& picture, const core::FilmState& state);

  // Of the next frame, before it is added.
  void add_content(const pictures::Picture& picture) const;

  // 1 … painted().
  std::string file(std::int64_t number) const;
  std::string content_file(std::int64_t number) const;
  // Removes the folder, whatever frames are still in it.
  void remove();

 private:
  void lock();
  void clear();
  void take_stock();
  std::string state_file(std::int64_t number) const;

  std::string folder_;
  int lock_ = -1;
  std::int64_t painted_ = 0;
};

}  // namespace cli
