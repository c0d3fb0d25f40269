"""Faults that painted pictures must not have, as numbers: frames and strips at borders, the lattice of the poolings in
plain areas, colours in gray pictures.

With the default weights, since these are what people see.
"""

import numpy

import png
import program

SIDE = 4  # px, of the strips at the borders
LEVELS = 1.5  # that they may differ by: 0.8 as it is, 2.3 where nothing lies beyond the picture
ITERATIONS = 30


def bright(pixels):
    return pixels[..., :3].astype(float).mean(axis=2)


class Borders(program.ProgramTest):
    def differences(self, height, width):
        """How much brighter or darker the result is than its content, as a map, over a content and the same
        turned round; from the content itself, as other colours would differ by what is at the border, too."""
        content = png.Picture(program.DATA / "content-mountain.png").colours[::4, ::4][:height, 40:40 + width]
        maps = []
        for step in (1, -1):
            turned = content[::step, ::step]
            picture = self.paint(content=self.make(f"{height}{step}.png", turned), weights="vgg16", size=0, scales=1,
                                 init="content", iterations=ITERATIONS // 2)
            maps.append(bright(picture.colours) - bright(turned))
        return numpy.mean(maps, axis=0)

    def test_hardly_differ_from_the_inside_also_at_odd_sizes(self):
        sides = []
        for height, width in ((80, 96), (79, 95)):
            map_ = self.differences(height, width)
            frame = numpy.ones(map_.shape, bool)
            frame[SIDE:-SIDE, SIDE:-SIDE] = False
            beside = ~frame
            beside[3 * SIDE:-3 * SIDE, 3 * SIDE:-3 * SIDE] = False
            self.assertLessEqual(abs(map_[frame].mean() - map_[beside].mean()), LEVELS, (width, height))
            strips = map_[:, :SIDE], map_[:, -SIDE:], map_[:SIDE], map_[-SIDE:]
            sides.append([strip.mean() - map_.mean() for strip in strips])
            self.assertLessEqual(abs(sides[-1][0] - sides[-1][1]), LEVELS, (width, height))
        # What pooling leaves out at an odd size was 13 to 32 levels darker.
        self.assertLessEqual(numpy.abs(numpy.subtract(*sides)).max(), LEVELS, sides)


def unevenness(pixels, period):
    """Differences of neighbours at the strongest phase of the period against the middle one, the worse axis."""
    worst = 0
    for plane in (bright(pixels), bright(pixels).T):
        differences = numpy.abs(numpy.diff(plane, axis=1)).mean(axis=0)
        phases = [differences[period + phase:-period:period].mean() for phase in range(period)]
        worst = max(worst, max(phases) / numpy.median(phases))
    return worst


class PlainAreas(program.ProgramTest):
    def test_show_no_lattice(self):
        down = numpy.arange(144)[:, None, None] / 192
        sky = numpy.broadcast_to((120, 150, 220) + down * (80, 60, -20), (144, 192, 3)).astype(numpy.uint8)
        picture = self.paint(content=self.make("sky.png", sky), style=program.DATA / "style-starry-night.png",
                             weights="vgg16", size=0, iterations=ITERATIONS)
        self.assertGreater(bright(picture.colours).std(axis=1).mean(), 4, "nothing was painted")
        # With the picture always at one place of the poolings' grid: 1.05 and 1.06.
        self.assertLess(unevenness(picture.colours, 2), 1.025)


class Gray(program.ProgramTest):
    def test_content_and_style_give_a_gray_picture(self):
        gray = {name: numpy.repeat(png.Picture(path).colours[::6, ::6, :1], 3, axis=2)
                for name, path in (("content", program.CITY), ("style", program.SCREAM))}
        files = {name: self.make(f"{name}.png", pixels) for name, pixels in gray.items()}
        picture = self.paint(**files, weights="vgg16", size=0, iterations=ITERATIONS // 3).colours[..., :3].astype(int)
        self.assertLessEqual((picture.max(axis=2) - picture.min(axis=2)).max(), 2)
        self.assertGreater(picture.std(), 10)


if __name__ == "__main__":
    program.main()
