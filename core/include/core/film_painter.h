// Paints the frames of a film, one after the other, so that they hold still where the film does and move with
// it where it moves: Ruder, Dosovitskiy & Brox, "Artistic style transfer for videos", arXiv 1604.08610.
//
// The first frame of a shot is painted as a still is, to the same bytes. Each one after it starts from the
// painting before, warped by the optical flow between the two contents, and is painted on in a few small
// steps while a temporal term holds it where the flow can be trusted; that takes a sixth of a still at most.
// A shot ends at a cut, which is found, and where the size changes.
//
//   core::FilmPainter film(painter, flow.get(), {});
//   for (each frame) { core::Painted painted = film.next({content}, observer); … }
//
// A second pass goes back over the film, from its last frame to the first, and makes it steadier: what comes
// later is then known, too.
//
//   core::FilmPainter back(painter, flow.get(), {});
//   for (each frame, the last one first) { painted = back.again({content}, painted.picture, observer); … }
//
// Belongs to the painter's thread. The same frames give the same bytes, also by way of state() and restore().
#pragma once

#include <iosfwd>
#include <memory>
#include <vector>

#include "core/image.h"
#include "core/observer.h"
#include "core/painter.h"

namespace core {

// What a frame that is painted on from the one before takes, of a still of its size.
constexpr double kShareOfStill = 1.0 / 6;

// Where the pixel at (x, y) of one picture is in another: at (x + u, y + v), in pixels.
struct Flow {
  Size size;
  std::vector<float> u, v;  // row-major, as many as pixels
};

// Finds it. The same two pictures give the same flow, to the last bit, whatever else the machine does.
class OpticalFlow {
 public:
  virtual ~OpticalFlow() = default;
  // Opaque, of the same size. Throws base::Error.
  virtual Flow between(const Image& from, const Image& to) = 0;
};

struct Painted {
  Image picture;           // at the working size; alpha from the content
  int shot = 0;            // 0, 1, …; always 0 without flow
  double kept = 0;         // 0…1: the share of the picture that was taken on from the frame before
  bool cancelled = false;  // then `picture` is the best so far, and next() may be asked for this frame again
};

// What the next frame needs of those before it; see FilmPainter::state(). A value; copies share its pictures.
struct FilmState {
  struct Memory;
  std::shared_ptr<const Memory> memory;  // null: the film begins
};

// For going on after a crash, on the same kind of machine: 18 bytes a pixel, in its own byte order. Whether
// it could be written the stream tells. load_film_state() trusts no length in the stream; throws base::Error
// for one that is not whole, or no state.
void save(const FilmState& state, std::ostream& stream);
FilmState load_film_state(std::istream& stream);

class FilmPainter {
 public:
  struct Settings {
    static constexpr double kGreatestTemporalWeight = 1e9;  // as of the other losses

    // How firmly a frame is held to the one before, where the flow can be trusted: λ of the temporal term,
    // from 0 up.
    double temporal_weight = 1000;
  };

  // Paints with the painter, which must outlive it and not be updated meanwhile. `flow` must outlive it too;
  // null: each frame is painted by itself. Throws base::Error for settings that cannot be used.
  FilmPainter(Painter& painter, OpticalFlow* flow, Settings settings);
  ~FilmPainter();
  FilmPainter(const FilmPainter&) = delete;
  FilmPainter& operator=(const FilmPainter&) = delete;

  // Throws base::Error as Painter::paint() and the flow do; the film then goes on as if the frame had not
  // begun.
  Painted next(Frame frame, Observer& observer);

  // Of a film that is gone over backwards: paints on what the first pass has made of the frame, half of it
  // moved from the frame painted before, which is the one that comes later. A shot's last frame stays as it
  // is. Not for Parameters::colour "photo", whose pictures are not what was painted. `first`: as next() gave
  // it, of the working size. Throws as next().
  Painted again(Frame frame, const Image& first, Observer& observer);

  // After the last frame that was painted whole.
  FilmState state() const;
  // Goes on from there. Parameters, styles and settings must be those that it was painted with.
  void restore(FilmState state);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace core
