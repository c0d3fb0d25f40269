// A film holds still where its contents do, goes on from what was kept, and begins anew at a cut.
#include "core/film_painter.h"

#include <gtest/gtest.h>

#include <sstream>

#include "base/error.h"
#include "sample_flow.h"
#include "sample_job.h"

namespace {

using core::FilmPainter;
using core::FilmState;
using core::Image;
using core::Painted;
using core::Painter;
using core::Parameters;
using test::Pan;
using test::quick;
using test::Recorder;
using test::waves;

struct Studio {
  explicit Studio(const Parameters& parameters = quick()) {
    painter.update(parameters, core::as_styles({waves(36, 36, 7)}));
  }
  Painter painter;
  core::Observer silent;
};

std::vector<Image> paint(FilmPainter& film, const std::vector<Image>& frames) {
  core::Observer silent;
  std::vector<Image> painted;
  for (const Image& frame : frames) painted.push_back(film.next({frame}, silent).picture);
  return painted;
}

Pan pan(int step = 2, int frames = 4) { return {waves(60, 32, 20), 40, step, frames}; }

std::vector<Image> paint(Pan scene, const Parameters& parameters = quick()) {
  Studio studio(parameters);
  FilmPainter film(studio.painter, &scene, {});
  return paint(film, scene.frames());
}

TEST(FilmPainter, PaintsAShotsFirstFrameAsAStill) {
  Pan scene = pan();
  EXPECT_EQ(paint(scene).front().rgb(), core::StyleJob(scene.frames().front(), {waves(36, 36, 7)}, quick())
                                            .run(*std::make_unique<core::Observer>())
                                            .picture.rgb());
}

TEST(FilmPainter, WithoutFlowPaintsEachFrameByItself) {
  Studio studio;
  FilmPainter film(studio.painter, nullptr, {});
  const std::vector<Image> frames = pan().frames();
  const std::vector<Image> painted = paint(film, frames);
  for (std::size_t i = 0; i < frames.size(); ++i) {
    EXPECT_EQ(painted[i].rgb(), studio.painter.paint({frames[i]}, studio.silent).picture.rgb());
  }
}

double apart(const Image& a, const Image& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.rgb().size(); ++i) sum += std::abs(a.rgb()[i] - b.rgb()[i]);
  return sum / static_cast<double>(a.rgb().size());
}

TEST(FilmPainter, MovesWithTheFilm) {
  Pan scene = pan();
  const std::vector<Image> painted = paint(scene);
  Studio studio;
  for (std::size_t i = 1; i < painted.size(); ++i) {
    const Image still = studio.painter.paint({scene.frames()[i]}, studio.silent).picture;
    const Image before = test::part(painted[i - 1], 2, 38), after = test::part(painted[i], 0, 38);
    EXPECT_LT(apart(before, after), 0.5 * apart(before, test::part(still, 0, 38))) << i;
  }
}

// The frames of a film that has been gone over backwards, the first one first.
std::vector<Image> paint_back(Pan scene, const std::vector<Image>& first) {
  Studio studio;
  FilmPainter film(studio.painter, &scene, {});
  std::vector<Image> painted(first.size());
  for (std::size_t i = first.size(); i-- > 0;) {
    painted[i] = film.again({scene.frames()[i]}, first[i], studio.silent).picture;
  }
  return painted;
}

// How far frames are from each other where the film only moves.
double unrest(const std::vector<Image>& painted) {
  double sum = 0;
  for (std::size_t i = 1; i < painted.size(); ++i) {
    sum += apart(test::part(painted[i - 1], 2, 38), test::part(painted[i], 0, 38));
  }
  return sum;
}

TEST(FilmPainter, IsSteadierGoneOverBackwards) {
  const std::vector<Image> first = paint(pan()), second = paint_back(pan(), first);
  EXPECT_LT(unrest(second), unrest(first));
  EXPECT_EQ(second.back().rgb(), first.back().rgb());  // there is nothing after it
  for (std::size_t i = 0; i < first.size(); ++i) EXPECT_LT(apart(first[i], second[i]), 0.05) << i;
}

TEST(FilmPainter, GoesOnBackwardsFromWhatWasKept) {
  Pan scene = pan();
  const std::vector<Image> first = paint(scene), whole = paint_back(scene, first);
  Studio studio;
  std::stringstream kept;
  {
    FilmPainter film(studio.painter, &scene, {});
    film.again({scene.frames()[3]}, first[3], studio.silent);
    film.again({scene.frames()[2]}, first[2], studio.silent);
    save(film.state(), kept);
  }
  FilmPainter film(studio.painter, &scene, {});
  film.restore(core::load_film_state(kept));
  EXPECT_EQ(film.again({scene.frames()[1]}, first[1], studio.silent).picture.rgb(), whole[1].rgb());
}

double mean_of(const Image& image, int channel) {
  double sum = 0;
  for (std::size_t i = 0; i < image.pixels(); ++i) sum += image.plane(channel)[i];
  return sum / static_cast<double>(image.pixels());
}

TEST(FilmPainter, KeepsTheColoursOfAShot) {
  const std::vector<Image> painted = paint(pan(0, 6));
  for (int channel = 0; channel < 3; ++channel) {
    EXPECT_NEAR(mean_of(painted.back(), channel), mean_of(painted.front(), channel), 0.001) << channel;
  }
}

TEST(FilmPainter, TellsWhatWasKept) {
  Pan scene = pan(2, 2);
  Studio studio;
  FilmPainter film(studio.painter, &scene, {});
  EXPECT_EQ(film.next({scene.frames()[0]}, studio.silent).kept, 0);
  // Two columns came into the picture; those beside them are compared with them, too.
  EXPECT_NEAR(film.next({scene.frames()[1]}, studio.silent).kept, 38.0 / 40, 0.03);
}

// Frames that have nothing in common, with flow that says so.
class Cut : public core::OpticalFlow {
 public:
  core::Flow between(const Image& from, const Image&) override {
    return test::constant_flow(size_of(from), 9, 4);
  }
};

TEST(FilmPainter, BeginsAnewAtACut) {
  Cut cut;
  Studio studio;
  FilmPainter film(studio.painter, &cut, {});
  Image other = waves(40, 32, 20);
  for (float& value : other.rgb()) value = 1 - value;
  EXPECT_EQ(film.next({waves(40, 32, 20)}, studio.silent).shot, 0);
  const Painted painted = film.next({other}, studio.silent);
  EXPECT_EQ(painted.shot, 1);
  EXPECT_EQ(painted.kept, 0);
  EXPECT_EQ(painted.picture.rgb(), studio.painter.paint({other}, studio.silent).picture.rgb());
}

TEST(FilmPainter, BeginsAnewWhereTheSizeChanges) {
  Cut cut;
  Studio studio;
  FilmPainter film(studio.painter, &cut, {});
  film.next({waves(40, 32, 20)}, studio.silent);
  EXPECT_EQ(film.next({waves(40, 36, 20)}, studio.silent).shot, 1);
}

TEST(FilmPainter, GoesOnFromWhatWasSavedToTheSameBytes) {
  Parameters matched = quick();
  matched.colour = "matched";
  Parameters random = quick();
  random.weights = "random";
  for (const Parameters& parameters : {quick(), matched, random}) {
    Pan scene = pan();
    const std::vector<Image> whole = paint(scene, parameters);
    std::stringstream kept;
    {
      Studio studio(parameters);
      FilmPainter film(studio.painter, &scene, {});
      paint(film, {scene.frames()[0], scene.frames()[1]});
      save(film.state(), kept);
    }
    Studio studio(parameters);
    FilmPainter film(studio.painter, &scene, {});
    film.restore(core::load_film_state(kept));
    const std::vector<Image> rest = paint(film, {scene.frames()[2], scene.frames()[3]});
    EXPECT_EQ(rest[0].rgb(), whole[2].rgb()) << parameters.colour << parameters.weights;
    EXPECT_EQ(rest[1].rgb(), whole[3].rgb());
  }
}

TEST(FilmPainter, PaintsTheSameBytesOnOneThreadAndOnTwo) {
  Parameters one = quick();
  one.threads = 1;
  const std::vector<Image> a = paint(pan(2, 3), one), b = paint(pan(2, 3));
  for (std::size_t i = 0; i < a.size(); ++i) EXPECT_EQ(a[i].rgb(), b[i].rgb());
}

TEST(FilmPainter, GoesOnAfterACancelledFrameAsIfThatHadNotBegun) {
  Pan scene = pan();
  Studio studio;
  FilmPainter film(studio.painter, &scene, {});
  film.next({scene.frames()[0]}, studio.silent);
  Recorder impatient;
  impatient.cancel_after = 1;
  const Painted painted = film.next({scene.frames()[1]}, impatient);
  EXPECT_TRUE(painted.cancelled);
  test::expect_picture(painted.picture, 40, 32);
  EXPECT_EQ(film.next({scene.frames()[1]}, studio.silent).picture.rgb(), paint(scene)[1].rgb());
}

TEST(FilmPainter, KeepsAlphaAndFrozenPixelsOfEachFrame) {
  Pan scene = pan(2, 2);
  Parameters photo = quick();
  photo.colour = "photo";
  Studio studio(photo);
  FilmPainter film(studio.painter, &scene, {});
  core::Plane left{40, 32, std::vector<float>(40 * 32, 0.0f)};
  left.values[0] = 1;
  const auto freeze = std::make_shared<const core::Plane>(left);
  for (const Image& frame : scene.frames()) {
    core::Frame wanted{frame};
    wanted.content.alpha().assign(frame.pixels(), 1.0f);
    wanted.content.alpha()[7] = 0.5f;
    wanted.freeze = freeze;
    const Image picture = film.next(wanted, studio.silent).picture;
    EXPECT_EQ(picture.alpha(), wanted.content.alpha());
    EXPECT_EQ(picture.plane(1)[0], frame.plane(1)[0]);
  }
}

std::string refusal(const std::string& bytes) {
  std::istringstream stream(bytes);
  try {
    core::load_film_state(stream);
  } catch (const base::Error& error) {
    return error.what();
  }
  return "accepted";
}

TEST(FilmState, OfAFilmThatHasNotBegunIsNone) {
  std::stringstream stream;
  save(FilmState{}, stream);
  EXPECT_EQ(core::load_film_state(stream).memory, nullptr);
}

TEST(FilmState, RefusesWhatIsNotWhole) {
  Pan scene = pan(2, 1);
  Studio studio;
  FilmPainter film(studio.painter, &scene, {});
  paint(film, scene.frames());
  std::ostringstream stream;
  save(film.state(), stream);
  const std::string bytes = stream.str();
  ASSERT_EQ(refusal(bytes), "accepted");
  const std::string sentence =
      "what was kept of the film's last frame is not whole; the film must be begun anew";
  for (std::size_t length = 0; length < bytes.size(); length += 1 + length / 3) {
    EXPECT_EQ(refusal(bytes.substr(0, length)), sentence) << length;
  }
  for (const std::size_t place : {0, 8, 23, 31, 39}) {  // the mark, and the highest byte of each number
    std::string damaged = bytes;
    damaged[place] = 0x7f;
    EXPECT_EQ(refusal(damaged), sentence) << place;
  }
}

}  // namespace
