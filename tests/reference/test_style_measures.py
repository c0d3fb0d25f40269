#!/usr/bin/python3
"""The measures of tests/bench/style_quality on pictures whose order is known, with a random network."""
import sys
import tempfile
import unittest
from pathlib import Path

try:
    import numpy as np
    import torch
    from PIL import Image  # noqa: F401
    from scipy import ndimage
except ModuleNotFoundError as missing:
    print(f"skipped: {missing}; see install/packages-reference.txt")
    sys.exit(77)

TESTS = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TESTS / "bench/style_quality"))
import basis  # noqa: E402
import faults  # noqa: E402
import measures  # noqa: E402
from picture_files import at_longer_side, at_size, read  # noqa: E402
from vgg16 import Vgg16  # noqa: E402, which knows the folder of the next
from vgg16_file import MEAN, PLACES, write_network  # noqa: E402

CHANNELS = {"1": 64, "2": 128, "3": 256, "4": 512, "5": 512}
SIDE = 128


def random_layers():
    """A VGG-16 with He's filters (arXiv 1502.01852): enough to tell textures apart."""
    draw, layers, inputs = np.random.default_rng(0), {}, 3
    for name in PLACES:
        outputs = CHANNELS[name[0]]
        filters = draw.normal(0, np.sqrt(2 / (9 * inputs)), (outputs, inputs, 3, 3)).astype(np.float16)
        layers[name] = (torch.from_numpy(filters).float(), torch.zeros(outputs))
        inputs = outputs
    return layers


class Network(unittest.TestCase):
    def test_takes_blue_green_red_less_its_means(self):
        layers = random_layers()
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "random.safetensors"
            write_network(path, layers, {})
            network = Vgg16.from_file(path)
        colour = np.array([0.9, 0.5, 0.2], np.float32)
        found = network.features(np.broadcast_to(colour, (8, 8, 3)), ["1_1"])["1_1"][:, 4, 4].numpy()
        blue_green_red = 255 * colour[::-1] - MEAN
        expected = np.maximum(layers["1_1"][0].double().numpy().sum((2, 3)) @ blue_green_red, 0)
        np.testing.assert_allclose(found, expected, rtol=1e-4, atol=1e-4)


class Measures(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        torch.set_num_threads(1)
        cls.network = Vgg16(random_layers())
        photographs = [at_longer_side(read(path), SIDE) for path in sorted((TESTS / "data").glob("content-*.png"))]
        cls.photo = photographs[0]
        cls.style = at_longer_side(read(TESTS / "data/style-starry-night.png"), SIDE)
        cls.basis = basis.principal_directions(cls.network, photographs)
        names = [*basis.DIRECTIONS]
        half = at_size(cls.style, SIDE // 2, SIDE // 2)  # a painted photograph, as far as a test can have one
        blend = 0.5 * cls.photo + 0.5 * at_size(cls.style, *cls.photo.shape[:2])
        cls.pictures = {"photo": cls.photo, "style": cls.style, "blend": blend, "half": half}
        cls.features = {name: cls.network.features(picture, names) for name, picture in cls.pictures.items()}

    def e(self, result):
        gaussians = [measures.gaussians(self.features[name], self.basis) for name in (result, "style")]
        return np.mean(measures.effectiveness(*gaussians))

    def lp(self, result):
        return measures.local_patterns(self.features[result], self.features["style"])

    def swd(self, result):
        quantiles = [measures.patch_quantiles(self.pictures[name]) for name in (result, "style")]
        return np.mean(measures.patch_distance(*quantiles))

    def cfsd(self, picture):
        ours = self.network.features(picture, ["3_1"])["3_1"]
        return measures.structure_distance(ours, self.features["photo"]["3_1"])

    def test_e_rises_from_the_photograph_over_a_blend_to_the_style(self):
        self.assertGreater(self.e("blend"), self.e("photo") + 0.2)
        self.assertGreater(self.e("style"), self.e("blend") + 5)

    def test_e_is_the_divergence_of_two_gaussians(self):
        draw = np.random.default_rng(3)
        one, other = ((draw.normal(size=2), np.diag(draw.uniform(0.5, 2, 2))) for _ in range(2))
        points = np.random.default_rng(4).multivariate_normal(*one, 200000)
        logarithms = [-0.5 * ((points - mean) ** 2 / np.diag(covariance) + np.log(np.diag(covariance))).sum(1)
                      for mean, covariance in (one, other)]
        self.assertAlmostEqual(measures.divergence(one, other), (logarithms[0] - logarithms[1]).mean(), delta=0.02)

    def test_lp_is_1_for_the_style_and_less_for_a_photograph(self):
        self.assertAlmostEqual(self.lp("style"), 1, places=4)
        self.assertLess(self.lp("photo"), 0.9)

    def test_lp_falls_where_one_patch_of_the_style_is_repeated(self):
        tile = np.tile(self.style[:16, :16], (8, 8, 1))
        repeated = measures.local_patterns(self.network.features(tile, measures.PATCH_LAYERS), self.features["style"])
        self.assertLess(repeated, 0.75)

    def test_swd_is_0_for_the_style_and_grows_towards_a_photograph(self):
        self.assertEqual(self.swd("style"), 0)
        self.assertGreater(self.swd("photo"), self.swd("blend"))
        self.assertGreater(self.swd("blend"), 0.01)

    def test_swd_compares_pictures_of_different_sizes(self):
        self.assertLess(self.swd("half"), self.swd("photo"))

    def test_swd_sees_colour_at_the_coarsest_level_and_grain_at_the_finest(self):
        style = measures.patch_quantiles(self.style)
        tinted = measures.patch_distance(measures.patch_quantiles(self.style * np.float32([1, 0.8, 0.8])), style)
        self.assertGreater(tinted[-1], 2 * tinted[0])
        noise = np.random.default_rng(0).normal(0, 0.05, self.style.shape).astype(np.float32)
        grainy = measures.patch_distance(measures.patch_quantiles(self.style + noise), style)
        self.assertGreater(grainy[0], 2 * grainy[-1])

    def test_cfsd_is_0_for_the_photograph_and_grows_as_it_dissolves(self):
        self.assertAlmostEqual(self.cfsd(self.photo), 0, places=6)
        blurred = ndimage.gaussian_filter(self.photo, (2, 2, 0))
        other = at_size(self.style, *self.photo.shape[:2])
        self.assertGreater(self.cfsd(blurred), 0)
        self.assertGreater(self.cfsd(other), 1.5 * self.cfsd(0.5 * self.photo + 0.5 * other))

    def test_kept_is_1_whatever_the_contrast_and_falls_as_the_photograph_dissolves(self):
        other = at_size(self.style, *self.photo.shape[:2])
        kept = [measures.structure_kept(picture, self.photo)
                for picture in (0.2 + 0.5 * self.photo, 1 - self.photo, 0.5 * self.photo + 0.5 * other, other)]
        np.testing.assert_allclose(kept[:2], 1, atol=1e-4)
        self.assertLess(kept[2], 0.95)
        self.assertLess(kept[3], kept[2] - 0.1)

    def test_all_are_measured_at_once_whatever_the_sizes(self):
        found = measures.Measures(self.network, self.basis).measure(self.photo, read(TESTS / "data/content-city.png"),
                                                                    self.style)
        self.assertLess(found["cfsd"], self.cfsd(ndimage.gaussian_filter(self.photo, (2, 2, 0))))
        self.assertGreater(found["kept"], 0.99)
        self.assertEqual([len(found[name]) for name in ("e_layers", "swd_levels")], [5, measures.LEVELS])


class Faults(unittest.TestCase):
    def setUp(self):
        self.photo = at_longer_side(read(TESTS / "data/content-city.png"), 256)
        self.style = at_longer_side(read(TESTS / "data/style-starry-night.png"), 256)

    def test_are_0_where_nothing_was_changed(self):
        found = faults.faults(self.style, self.style, self.style)
        self.assertIsNone(found["specks"])
        self.assertEqual((found["grain"], found["grid"], found["border"]), (0, 0, 0))
        self.assertAlmostEqual(found["dark"], 0.001, delta=1e-4)

    def test_noise_is_grain_and_blur_is_its_opposite(self):
        noise = np.random.default_rng(0).normal(0, 0.1, self.style.shape).astype(np.float32)
        self.assertGreater(faults.grain(self.style + noise, self.style), 1)
        self.assertLess(faults.grain(ndimage.gaussian_filter(self.style, (1, 1, 0)), self.style), -1)

    def test_darker_lines_are_a_grid_whatever_their_direction(self):
        for period in faults.PERIODS:
            for axis in (0, 1):
                lined = self.style.copy()
                np.moveaxis(lined, axis, 0)[::period] *= 0.9
                self.assertGreater(faults.grid(lined, self.style), 3, (period, axis))

    def test_small_pictures_have_no_grid(self):
        self.assertIsNone(faults.grid(self.style[:40], self.style))

    def test_a_dark_frame_is_a_border(self):
        framed = self.photo.copy()
        framed[-8:] *= 0.8
        self.assertLess(faults.border(framed, self.photo), -2)

    def test_pits_are_darker_than_the_style(self):
        pitted = np.maximum(self.style, 0.2)
        pitted[::10, ::10] = 0
        self.assertAlmostEqual(faults.dark(pitted, np.maximum(self.style, 0.2)), 0.01, delta=0.002)

    def test_of_a_gray_pair_colours_are_specks(self):
        gray = np.repeat(self.style.mean(2, keepdims=True), 3, 2)
        speckled = gray.copy()
        speckled[::10, ::10, 0] += 0.2
        self.assertEqual(faults.specks(gray, gray, gray), 0)
        self.assertAlmostEqual(faults.specks(speckled, gray, gray), 0.01, delta=0.002)
        self.assertIsNone(faults.specks(speckled, self.photo, gray))


if __name__ == "__main__":
    unittest.main()
