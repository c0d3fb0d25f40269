"""What a run paints, how its losses fall, that it repeats, and that every choice can be made."""

import json
import shutil

import numpy

import png
import program
from program import CITY, LAKE, NARROW, SCREAM, SIZE, STARRY_NIGHT

LOSSES = ["content_loss", "style_loss", "tv_loss", "total_loss"]
LEAST_FALL = 2


def fall(iterations):
    return iterations[0]["total_loss"] / iterations[-1]["total_loss"]


def oklab_chroma(pixels):
    """a and b of Oklab (B. Ottosson, 2020) of 8-bit sRGB."""
    value = pixels / 255
    light = numpy.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)
    cones = light @ numpy.array([[0.4122214708, 0.5363325363, 0.0514459929], [0.2119034982, 0.6806995451, 0.1073969566],
                                 [0.0883024619, 0.2817188376, 0.6299787005]]).T
    return numpy.cbrt(cones) @ numpy.array([[1.9779984951, -2.4285922050, 0.4505937099],
                                            [0.0259040371, 0.7827717662, -0.8086757660]]).T


class SamplePictures(program.ProgramTest):
    def test_the_loss_falls_and_the_picture_changes_but_keeps_its_layout(self):
        for content, style in ((CITY, STARRY_NIGHT), (LAKE, SCREAM)):
            with self.subTest(content.stem):
                picture = self.paint(content=content, style=style, log="run.jsonl", style_weight=1000, init="content")
                _, iterations, _ = self.read_log()
                self.assertGreater(fall(iterations), LEAST_FALL)
                self.assertEqual((picture.width, picture.height), (SIZE, SIZE // 2))
                self.assertGreater(numpy.std(picture.colours), 10)

    def test_from_coarse_to_fine_each_scale_has_all_its_iterations(self):
        self.paint_small(content=CITY, size=64, scales=3, iterations=2, log="run.jsonl")
        _, iterations, _ = self.read_log()
        self.assertEqual([(line["scale"], line["iteration"]) for line in iterations],
                         [(32, 1), (32, 2), (45, 1), (45, 2), (64, 1), (64, 2)])


class LittleMemory(program.ProgramTest):
    def test_makes_tiles_that_give_the_same_picture_within_the_limit(self):
        # Adam's first steps follow a gradient's sign, also where it is all but zero; L-BFGS follows its size. And
        # what is rounded to bfloat16 may fall to the other side after any difference, however small.
        options = {"size": 512, "scales": 1, "iterations": 1, "optimizer": "lbfgs", "style_loss": "gram",
                   "precision": "f32"}
        whole = self.paint(content=CITY, **options).colours.astype(int)
        limit = 280
        run = self.run_program(*program.arguments({
            "content": CITY, "style": STARRY_NIGHT, "weights": "fast", "output": "tiled.png", "log": "run.jsonl",
            "memory_limit": limit, **options}))
        self.assertEqual((run.code, run.stderr), (0, ""))
        self.assertRegex(run.stdout, r"note: the memory allows only tiles of \d+ px")
        tiled = png.Picture(self.folder / "tiled.png").colours.astype(int)
        self.assertLessEqual(numpy.abs(tiled - whole).max(), 1)
        self.assertLess(self.read_log()[2]["peak_rss_bytes"], limit << 20)


class Repetition(program.ProgramTest):
    def output_of(self, **options):
        self.paint(weights=NARROW, iterations=10, **options)
        return (self.folder / "out.png").read_bytes()

    def test_gives_the_same_bytes(self):
        for optimizer in "adam", "lbfgs":
            with self.subTest(optimizer):
                self.assertEqual(self.output_of(optimizer=optimizer), self.output_of(optimizer=optimizer))

    def test_with_another_seed_gives_another_picture(self):
        self.assertNotEqual(self.output_of(init="noise", seed=0), self.output_of(init="noise", seed=1))

    def test_replaces_the_output_of_before(self):
        (self.folder / "out.png").write_text("what was there before")
        self.output_of()
        self.assertEqual(self.files(), ["out.png"])


class Log(program.ProgramTest):
    def test_holds_the_parameters_each_iteration_and_the_end(self):
        self.paint_small(log="run.jsonl", seed=7, style_weight=12.5, iterations=4)
        header, iterations, last = self.read_log()
        self.assertEqual(list(header), ["parameters", "styles", "recipe", "network", "version", "dnn", "predicted_seconds",
                                        "predicted_bytes"])
        self.assertEqual((header["parameters"]["seed"], header["parameters"]["style-weight"]), (7, 12.5))
        self.assertEqual(header["parameters"]["weights"], str(NARROW))
        self.assertRegex(header["dnn"], r"oneDNN \d+\.\d+")
        self.assertGreater(header["predicted_seconds"], 0)
        self.assertEqual([line["iteration"] for line in iterations], [1, 2, 3, 4])
        for line in iterations:
            self.assertEqual(list(line), ["scale", "iteration", *LOSSES, "seconds"])
            self.assertEqual(line["scale"], 32)
            self.assertTrue(all(numpy.isfinite(line[loss]) and line[loss] >= 0 for loss in LOSSES), line)
        self.assertEqual(iterations, sorted(iterations, key=lambda line: line["seconds"]))
        self.assertEqual((list(last), last["result"]), (["result", "total_loss", "peak_rss_bytes"], "out.png"))
        self.assertLess(last["total_loss"], iterations[0]["total_loss"])
        self.assertGreater(last["peak_rss_bytes"], 1 << 20)

    def test_names_every_parameter(self):
        self.paint_small(log="run.jsonl")
        table = self.run_program("--parameters-markdown").stdout
        names = [line.split("`")[1] for line in table.splitlines() if line.startswith("| `")]
        self.assertEqual(list(self.read_log()[0]["parameters"]), names)

    def test_weighs_the_losses_in_the_total(self):
        self.paint_small(log="run.jsonl", content_weight=2, style_weight=30, tv_weight=5, normalization="size")
        for line in self.read_log()[1]:
            total = 2 * line["content_loss"] + 30 * line["style_loss"] + 5 * line["tv_loss"]
            self.assertAlmostEqual(line["total_loss"] / total, 1, places=4)

    def test_can_be_followed_through_a_pipe(self):
        run = self.run_program(*self.paint_words(**self.small(), log="/dev/stdout", quiet=True))
        self.assertEqual(len([json.loads(line) for line in run.stdout.splitlines()]), 5)


class Choices(program.ProgramTest):
    """Each value of each choice paints, and what it changes shows in the log."""

    def iterations_with(self, **options):
        self.paint_small(log="run.jsonl", **options)
        header, iterations, _ = self.read_log()
        for name, value in options.items():
            self.assertEqual(str(header["parameters"].get(name.replace("_", "-"), value)), str(value))
        return iterations

    def test_optimizer(self):
        adam, lbfgs = (self.iterations_with(optimizer=name, iterations=12, init="content") for name in ("adam", "lbfgs"))
        self.assertEqual(adam[0]["content_loss"], 0, "the start is the content")
        self.assertGreater(fall(adam), 1)
        totals = [line["total_loss"] for line in lbfgs]
        self.assertEqual(totals, sorted(totals, reverse=True), "L-BFGS accepted a rise")
        self.assertGreater(fall(lbfgs), 1)

    def test_start_picture(self):
        start = self.make("start.png", 255 - program.gradient(24, 32))
        first = {init: self.iterations_with(init=init)[0] for init in ("content", "matched", "noise", "style", start)}
        self.assertEqual(min(first, key=lambda init: first[init]["content_loss"]), "content")
        self.assertEqual(min(first, key=lambda init: first[init]["style_loss"]), "style")
        self.assertEqual(len({line["total_loss"] for line in first.values()}), 5)

    def test_pooling_style_loss_normalization_and_network(self):
        for name, values in {"pooling": ("max", "avg"), "style_loss": ("gram", "covariance", "wasserstein"),
                             "normalization": ("size", "gradient", "none")}.items():
            with self.subTest(name):
                last = [self.iterations_with(**{name: value})[-1]["total_loss"] for value in values]
                self.assertEqual(len(set(last)), len(values))

    def test_colours_of_the_photograph(self):
        photograph = png.Picture(CITY).pixels[150:214, 200:296, :3]
        content = self.make("city.png", photograph)
        distance = {}
        for colour in ("style", "photo", "matched"):
            painting = self.paint(content=content, style=SCREAM, size=0, iterations=20, colour=colour)
            distance[colour] = numpy.abs(oklab_chroma(painting.pixels) - oklab_chroma(photograph)).mean()
        self.assertLess(distance["photo"], distance["style"] / 3)
        self.assertLess(distance["matched"], distance["style"])

    def test_network_of_random_weights(self):
        headers = []
        for network in "vgg19", "vgg16":
            self.iterations_with(weights="random", network=network)
            headers.append(self.read_log()[0]["network"])
        self.assertTrue(headers[0].startswith("vgg19, ") and headers[1].startswith("vgg16, "), headers)

    def test_layers(self):
        self.iterations_with(content_layers="relu2_2", style_layers="relu1_1,relu2_1:2")

    def test_several_styles_are_not_one_of_them(self):
        one, other = self.make("style.png", program.gradient(40, 36)), self.make("b.png", program.gradient(30, 30) // 2)
        styles = [one], [other], [one, other]
        first = [self.iterations_with(style=style)[0]["style_loss"] for style in styles]
        self.assertEqual(len(set(first)), 3)

    def test_styles_by_weight_and_size(self):
        one, other = self.make("style.png", program.gradient(40, 36)), self.make("b.png", program.gradient(64, 64) // 2)
        alone = self.paint_small(style=one).pixels
        def both(**options):
            return self.paint_small(style=[one, other], log="run.jsonl", **options).pixels
        self.assertTrue((both(style_weights="1,0") == alone).all())
        self.assertTrue((both(style_weights="0,3") == self.paint_small(style=other).pixels).all())
        self.assertTrue((both(style_weights="2,2") == both()).all())
        mixed = both(style_weights="0.7,0.3", style_scales="1,0.5")
        self.assertEqual([(style["weight"], style["scale"]) for style in self.read_log()[0]["styles"]], [(0.7, 1), (0.3, 0.5)])
        self.assertFalse((mixed == both(style_weights="0.3,0.7", style_scales="1,0.5")).all())
        self.assertFalse((mixed == both(style_weights="0.7,0.3")).all())

    def test_the_last_of_a_repeated_value_counts(self):
        self.paint_small(log="run.jsonl", seed=[1, 2])
        self.assertEqual(self.read_log()[0]["parameters"]["seed"], 2)

    def test_size_is_never_larger_than_the_content(self):
        picture = self.paint_small(size=500)
        self.assertEqual((picture.width, picture.height), (32, 24))


class Places(program.ProgramTest):
    """Styles that paint in places of their own, and what is kept of the content."""

    def setUp(self):
        super().setUp()
        self.blue = self.make("blue.png", self.speckled(0, 40, 220))
        self.red = self.make("red.png", self.speckled(220, 60, 0))
        self.left = self.mask("left.png", lambda x: x < 0.5)

    @staticmethod
    def speckled(*colour):
        light = numpy.random.default_rng(1).uniform(0.4, 1, (48, 64, 1))
        return (light * numpy.array(colour)).astype(numpy.uint8)

    def mask(self, name, white, shape=(48, 64)):
        x = numpy.broadcast_to(numpy.arange(shape[1]) / shape[1], shape)
        return self.make(name, numpy.where(white(x), 255, 0).astype(numpy.uint8)[..., None].repeat(3, 2))

    def paint_places(self, **options):
        content = self.make("gray.png", program.gradient(48, 64))
        return self.paint_small(**{**dict(content=content, style=[self.blue, self.red], size=64, iterations=30), **options}).pixels

    @staticmethod
    def redness(pixels):
        return pixels[..., 0].mean() - pixels[..., 2].mean()

    def test_each_style_paints_where_its_guide_is_white_and_the_other_elsewhere(self):
        both = self.paint_places(guide=self.left)
        self.assertLess(self.redness(both[:, :28]), -20)
        self.assertGreater(self.redness(both[:, 36:]), 20)

    def test_a_guide_all_white_is_none(self):
        white = self.mask("white.png", lambda x: x >= 0)
        one, other = self.paint_places(style=self.blue), self.paint_places(style=self.blue, guide=white)
        self.assertTrue((one == other).all())

    def test_guides_are_given_in_the_order_of_the_styles(self):
        right = self.mask("right.png", lambda x: x >= 0.5)
        one = self.paint_places(guide=["none", right], log="run.jsonl")
        self.assertEqual([style.get("guide") for style in self.read_log()[0]["styles"]], [None, str(right)])
        self.assertGreater(self.redness(one[:, 36:]), self.redness(one[:, :28]) + 40)

    def test_only_the_part_of_a_style_that_is_white_in_its_guide_is_read(self):
        halves = self.make("halves.png", numpy.hstack([self.speckled(0, 40, 220), self.speckled(220, 60, 0)]))
        right = self.mask("right half.png", lambda x: x >= 0.5, (48, 128))
        left = self.mask("left half.png", lambda x: x < 0.5, (48, 128))
        self.assertLess(self.redness(self.paint_places(style=halves, style_guide=left)), -20)
        self.assertGreater(self.redness(self.paint_places(style=halves, style_guide=right)), 20)

    def test_what_is_white_in_keep_stays_nearer_to_the_content(self):
        content = png.Picture(self.make("gray.png", program.gradient(48, 64))).pixels.astype(int)
        keep = self.make("keep.png", numpy.where(numpy.arange(64) < 32, 255, 0).astype(numpy.uint8)[None, :, None].repeat(48, 0).repeat(3, 2))
        free, kept = self.paint_places(init="content"), self.paint_places(init="content", keep=keep, log="run.jsonl")
        self.assertEqual(self.read_log()[0]["keep"], str(keep))
        def change(painting, part):
            return numpy.abs(painting - content)[:, part].mean()
        self.assertLess(change(kept, slice(28)), 0.9 * change(free, slice(28)))
        self.assertGreater(change(kept, slice(36, 64)), 0.9 * change(free, slice(36, 64)))

    def test_masks_of_another_size_are_scaled_which_is_told(self):
        small = self.mask("small.png", lambda x: x < 0.5, (24, 32))
        run = self.run_program(*self.paint_words(**{**self.small(), "content": self.make("gray.png", program.gradient(48, 64)),
                                                    "style": [self.blue, self.red], "guide": small}))
        self.assertEqual((run.code, run.stderr), (program.DONE, ""))
        self.assertIn("small.png is scaled from 32×24 to 64×48 px", run.stdout)


class Weights(program.ProgramTest):
    def put_in_data_folder(self, folder):
        weights = folder / "gimp-style-transfer" / "weights"
        weights.mkdir(parents=True)
        shutil.copy(NARROW, weights / "narrow.safetensors")

    def test_are_found_by_name_in_the_users_data_folder(self):
        by_path = self.paint_small().pixels
        data = self.home / "data"
        self.put_in_data_folder(data)
        self.environment["XDG_DATA_HOME"] = str(data)
        for name in "narrow", "narrow.safetensors":
            self.assertTrue(numpy.array_equal(self.paint_small(weights=name).pixels, by_path), name)

    def test_are_found_below_home_where_XDG_DATA_HOME_says_nothing(self):
        self.put_in_data_folder(self.home / ".local" / "share")
        for text in None, "", "relative/path":
            if text is not None:
                self.environment["XDG_DATA_HOME"] = text
            self.paint_small(weights="narrow")

    def test_are_listed_with_those_that_cannot_be_used(self):
        self.put_in_data_folder(self.home / ".local" / "share")
        folder = self.home / ".local" / "share" / "gimp-style-transfer" / "weights"
        (folder / "broken.safetensors").write_text("no weights")
        run = self.run_program("weights", "list")
        self.assertEqual((run.code, run.stderr), (0, ""))
        self.assertRegex(run.stdout, r"(?s)random\n  .*broken\n  cannot be used: .*narrow\n  vgg19 to conv5_4")
        self.assertIn(str(folder), run.stdout)

    def test_are_described(self):
        pytorch = NARROW.with_name("vgg16-narrow-legacy.pth")
        for weights, words in {NARROW: "vgg19", pytorch: "vgg16", "fast": "narrowed", "random": "random"}.items():
            with self.subTest(weights):
                run = self.run_program("weights", "info", weights)
                self.assertEqual((run.code, run.stderr), (0, ""))
                self.assertIn(words, run.stdout)
                self.assertRegex(run.stdout, r"conv1_1 +3 +\d+\n")

    def test_may_be_a_file_of_PyTorch(self):
        self.paint_small(weights=NARROW.with_name("vgg19-narrow-gatys.pth"))


if __name__ == "__main__":
    program.main()
