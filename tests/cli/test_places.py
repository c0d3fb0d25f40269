"""What stays as it is, and what joins: frozen pixels, seamless pictures and textures."""

import numpy

import png
import program
from program import CITY, FAILED, LAKE, STARRY_NIGHT, WRONG_USAGE


def jump(pixels, axis):
    """Of neighbouring lines across the seam and inside: mean absolute differences, the latter in ascending order."""
    lines = numpy.moveaxis(pixels[..., :3].astype(int), axis, 0)
    across = numpy.abs(lines[0] - lines[-1]).mean()
    inside = numpy.sort([numpy.abs(a - b).mean() for a, b in zip(lines, lines[1:])])
    return across, inside


class Seamless(program.ProgramTest):
    def test_the_seam_is_no_larger_than_what_is_inside(self):
        for content in CITY, LAKE:
            for optimizer in ("adam", "lbfgs") if content == CITY else ("adam",):
                with self.subTest(content.stem, optimizer=optimizer):
                    picture = self.paint(content=content, size=192, iterations=20, seamless="xy", optimizer=optimizer)
                    for axis in 0, 1:
                        across, inside = jump(picture.pixels, axis)
                        self.assertLessEqual(across, inside[-1])

    def test_sides_are_joined_along_the_axis_that_is_named(self):
        content = self.make("ramp.png", numpy.stack([numpy.add(*numpy.mgrid[0:96:1, 0:128:1])] * 3, axis=2))
        ratio = {}
        for seamless in "none", "x", "y", "xy":
            picture = self.paint_small(content=content, size=0, seamless=seamless, log="run.jsonl")
            self.assertEqual(self.read_log()[0]["parameters"]["seamless"], seamless)
            for axis, name in enumerate("yx"):
                across, inside = jump(picture.pixels, axis)
                ratio[seamless, name] = across / inside[-1]
        for seamless, name in ratio:
            if name in seamless:
                self.assertLess(ratio[seamless, name], 1.2, (seamless, name))
            else:
                self.assertGreater(ratio[seamless, name], 2, (seamless, name))


class Texture(program.ProgramTest):
    def words(self, **options):
        return program.arguments(dict(style=STARRY_NIGHT, weights="fast", size=64, iterations=3, output="out.png",
                                      threads=2, **options))

    def test_of_a_style_alone_is_a_square(self):
        run = self.run_program(*self.words(seamless="xy", log="run.jsonl"))
        self.assertEqual((run.code, run.stderr), (0, ""))
        picture = png.Picture(self.folder / "out.png")
        self.assertEqual((picture.width, picture.height), (64, 64))
        self.assertGreater(numpy.std(picture.colours), 5)
        parameters = self.read_log()[0]["parameters"]
        self.assertEqual((parameters["content-weight"], parameters["init"]), (0, "noise"))
        first = (self.folder / "out.png").read_bytes()
        self.run_program(*self.words(seamless="xy", seed=1))
        self.assertNotEqual((self.folder / "out.png").read_bytes(), first)

    def test_is_estimated(self):
        run = self.run_program(*self.words(estimate=True))
        self.assertEqual((run.code, run.stderr), (0, ""))
        self.assertRegex(run.stdout, r"\AExpected: \d+ s, \d+ MiB\n\Z")

    def test_keeps_nothing(self):
        mask = self.make("mask.png", program.gradient(24, 32))
        for options in dict(content_weight=3), dict(colour="photo"), dict(init="content"), \
                dict(init="matched"), dict(freeze=mask), dict(keep=mask):
            with self.subTest(options):
                option = "--" + next(iter(options)).replace("_", "-")
                self.assert_refused(self.run_program(*self.words(**options)), WRONG_USAGE,
                                    f"without --content there is nothing that {option} could keep")
        run = self.run_program(*program.arguments(dict(style=STARRY_NIGHT, output="out.png")))
        self.assert_refused(run, WRONG_USAGE, "--content is missing.*a texture of the style alone needs --size")


class Freeze(program.ProgramTest):
    def mask(self, name="mask.png", height=24, width=32):
        pixels = numpy.zeros((height, width, 3), int)
        pixels[:, : width // 2] = 255
        return self.make(name, pixels)

    def test_keeps_the_very_pixels_where_the_mask_is_white(self):
        content = png.Picture(self.small()["content"]).pixels
        for options in dict(), dict(colour="photo"), dict(init="noise"), dict(seamless="xy"), dict(optimizer="lbfgs"):
            with self.subTest(options):
                painted = self.paint_small(freeze=self.mask(), log="run.jsonl", **options).pixels
                self.assertTrue((painted[:, :16] == content[:, :16]).all())
                self.assertGreater((painted[:, 16:] != content[:, 16:]).mean(), 0.5)
                self.assertEqual(self.read_log()[0]["freeze"], str(self.mask()))

    def test_keeps_16_bits(self):
        content = self.make("deep.png", program.gradient(24, 32, depth=16), depth=16)
        painted = self.paint_small(content=content, freeze=self.mask()).pixels
        self.assertTrue((painted[:, :16] == png.Picture(content).pixels[:, :16]).all())

    def test_of_another_size_is_scaled_and_told(self):
        words = self.paint_words(**self.small(), freeze=self.mask("large.png", 48, 64))
        run = self.run_program(*words)
        self.assertEqual((run.code, run.stderr), (0, ""))
        self.assertIn("large.png is scaled from 64×48 to 32×24 px",
                      run.stdout)

    def test_that_cannot_be_used_is_refused(self):
        (self.folder / "text.png").write_text("This is no picture.\n")
        white = self.make("white.png", numpy.full((24, 32, 3), 255))
        for mask, words in {"text.png": r"text\.png is no picture that can be read", "nowhere.png": r"nowhere\.png cannot be opened",
                            white: "is white everywhere, so that nothing would be painted",
                            self.mask("square.png", 32, 32): "has 32×32 px, another shape than the content's 32×24 px"}.items():
            with self.subTest(mask):
                run = self.run_program(*self.paint_words(**self.small(), freeze=mask))
                self.assert_refused(run, FAILED, words)
                self.assertFalse((self.folder / "out.png").exists())

    def test_is_not_the_log(self):
        run = self.run_program(*self.paint_words(**self.small(), freeze=self.mask(), log=self.mask()))
        self.assert_refused(run, WRONG_USAGE, r"--log names .*mask\.png, which another option names too")

    def test_what_is_painted_beside_it_is_no_wilder_than_without_it(self):
        """Where a plain half is frozen, the other must not make up for it."""
        content = self.make("city.png", png.Picture(CITY).pixels[150:250, 200:360])
        pixels = numpy.zeros((100, 160, 3), int)
        pixels[:, :80] = 255
        def contrast(**options):
            painted = self.paint(content=content, size=0, iterations=20, **options).pixels[:, 85:].astype(int)
            return numpy.abs(numpy.diff(painted, axis=1)).mean()
        self.assertLess(contrast(freeze=self.make("half.png", pixels)), 1.1 * contrast())


if __name__ == "__main__":
    program.main()
