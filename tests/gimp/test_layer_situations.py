"""Wherever the layer is and whatever stands for it, the new layer lies over it and nothing else changes."""

import unittest

import numpy

import batch
import record
from gimp_profile import GENERATION, convert


def linear(picture):
    """A mask's own values: GIMP's masks are linear, the sheet is perceptual (sRGB)."""
    values = picture[..., 0]
    return numpy.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)


def placed(picture, x, y, width, height):
    """What a layer at (x, y) sees of a selection, which is as large as the image; 0 outside."""
    seen = numpy.zeros((height, width))
    rows, columns = picture.shape[:2]
    left, top, right, bottom = max(x, 0), max(y, 0), min(x + width, columns), min(y + height, rows)
    seen[top - y:bottom - y, left - x:right - x] = linear(picture)[top:bottom, left:right]
    return seen


class EveryLayerSituation(batch.BatchTest):
    script = "layer_situations.scm"
    # Ghostscript's, which GIMP depends on.
    definitions = {"wide-profile": "/usr/share/color/icc/ghostscript/a98.icc"}

    @classmethod
    def prepare(cls, folder):
        convert(folder / "painting.png", "-colors", "255", f"PNG8:{folder / 'palette.png'}")
        convert(folder / "painting.png", f"PNG48:{folder / 'deep.png'}")

    def assert_painted_directly_above(self, case):
        self.assert_painted(case)
        self.assertEqual(self.facts[case]["distance"], "1")

    def assert_mask(self, name, expected):
        mask = linear(self.picture(name))
        self.assertEqual(mask.shape, expected.shape)
        self.assertLess(numpy.abs(mask - expected).max(), 0.006)  # a mask has 8 bits here

    def assert_refused(self, case, words, layers):
        self.assertRegex(self.facts[case]["error"], words)
        self.assert_told_on_stderr(words)
        self.assertEqual(self.facts[case]["layers"], layers)

    def test_a_mask_stands_for_its_layer_and_is_carried_over(self):
        self.assert_painted_directly_above("mask")
        self.assert_mask("mask painted mask", linear(self.picture("mask original mask")))
        self.assert_mask("mask original mask after", linear(self.picture("mask original mask")))

    def test_a_mask_that_is_switched_off_is_not_carried_over(self):
        self.assert_painted_directly_above("mask switched off")
        self.assertEqual(self.facts["mask switched off"]["mask"], "no")

    def test_a_channel_is_refused(self):
        self.assert_refused("channel", "channel has no colours.*select a layer", "1")

    def test_a_group_is_painted_as_it_looks(self):
        self.assert_painted_directly_above("group")
        self.assertEqual(self.facts["group"]["parent"], "-1")
        self.assertEqual(self.facts["group"]["width"], "120")
        self.assertEqual(self.facts["group"]["height"], "80")

    def test_a_text_layer_is_painted_as_it_looks(self):
        self.assertGreater(int(self.facts["text"]["width"]), 20)
        self.assert_painted_directly_above("text layer")

    def test_a_layer_in_a_group_is_painted_in_that_group(self):
        self.assert_painted_directly_above("in a group")
        self.assertNotEqual(self.facts["in a group"]["parent"], "-1")

    def test_a_layer_partly_off_the_canvas_is_painted_whole(self):
        for case in ("offset", "beyond the canvas"):
            with self.subTest(case):
                self.assert_painted_directly_above(case)
        self.assertEqual((self.facts["offset"]["offset-x"], self.facts["offset"]["offset-y"]), ("-17", "23"))

    def test_a_selection_becomes_the_new_layers_mask_and_stays(self):
        self.assert_painted_directly_above("selected")
        selection = self.picture("selection")
        self.assertGreater(len(numpy.unique(selection[..., 0])), 10)
        self.assert_mask("selected mask", placed(selection, 0, 0, 96, 64))
        self.assertTrue(numpy.array_equal(selection, self.picture("selection after")))

    def test_a_selection_covers_a_moved_layer_where_it_lies(self):
        self.assert_painted_directly_above("selected at an offset")
        self.assert_mask("selected at an offset mask", placed(self.picture("offset selection"), 20, -10, 96, 64))

    def test_a_selection_and_the_layers_mask_are_multiplied(self):
        self.assert_painted_directly_above("selected with a mask")
        both = linear(self.picture("own mask")) * placed(self.picture("selection"), 0, 0, 96, 64)
        self.assert_mask("selected with a mask mask", both)

    def test_a_hidden_or_locked_layer_is_painted_too(self):
        for case in ("hidden", "locked"):
            with self.subTest(case):
                self.assert_painted_directly_above(case)

    @unittest.skipIf(GENERATION == 2, "GIMP 2.10 has no filters on layers")
    def test_a_layer_is_painted_with_its_filters_which_stay(self):
        self.assert_painted_directly_above("filter")
        facts = self.facts["filter"]
        self.assertEqual((facts["filters"], facts["filters painted"]), ("1", "0"))

    @unittest.skipIf(GENERATION == 2, "GIMP 2.10 has no filters on layers")
    def test_a_filter_does_not_make_the_new_layer_larger(self):
        shadow, without = (self.picture(case)[..., 3] for case in ("shadow", "no shadow"))
        self.assertEqual(shadow.shape, (64, 96))
        self.assertGreater((shadow - without).max(), 0.1)

    def test_tones_beyond_white_are_painted_as_white(self):
        self.assert_painted_directly_above("brighter than white")

    def test_indexed_colours_are_refused_and_not_quantised(self):
        self.assert_refused("indexed", "indexed colours.*RGB", "1")
        self.assertTrue(numpy.array_equal(self.picture("indexed before"), self.picture("indexed after")))

    def test_a_floating_selection_is_refused(self):
        self.assert_refused("floating", "floating selection.*anchor", "2")

    def test_the_style_may_be_a_drawable_of_an_open_image(self):
        from_file, from_drawable = self.picture("style from a file"), self.picture("style from a drawable")
        self.assertLess(batch.difference(from_file, from_drawable), 0.002)
        self.assertEqual(self.facts["style image"], {"dirty": "0", "layers": "1"})

    @unittest.skipIf(GENERATION == 2, "GIMP 2.10 has no filters on layers")
    def test_the_style_may_have_a_filter(self):
        from_file, filtered = self.picture("style from a file"), self.picture("style from a drawable with a filter")
        self.assertLess(batch.difference(from_file, filtered), 0.002)

    def test_the_style_may_be_any_kind_of_picture(self):
        from_file = self.picture("style from a file")
        # 255 colours are not quite the painting's.
        for kind, allowed in (("palette file", 0.02), ("indexed drawable", 0.02), ("deep file", 0.002),
                              ("layers", 0.002)):
            with self.subTest(kind):
                article = {"layers": "", "indexed drawable": "an "}.get(kind, "a ")
                style = f"style from {article}{kind}"
                self.assertNotIn(style, self.facts, "was refused")
                self.assertLess(batch.difference(from_file, self.picture(style)), allowed)

    def test_without_a_styles_weight_the_colours_stay_in_every_colour_space(self):
        filtered = ["copy with a filter", "copy of a group with a filter"] if GENERATION == 3 else []
        for case in ("copy", "copy in another profile", "copy in another profile and linear", *filtered):
            with self.subTest(case):
                self.assertNotIn(case, self.facts, "was refused")
                before, after = self.picture(f"{case} before"), self.picture(f"{case} painted")
                self.assertGreater(numpy.ptp(before[..., :3]), 0.5)
                self.assertLess(numpy.abs(before - after).max(), 0.01)

    def test_a_gray_style_takes_the_colours_away(self):
        coloured, gray = self.picture("style from a file"), self.picture("gray style")

        def colourfulness(picture):
            return numpy.ptp(picture[..., :3], axis=2).mean()

        self.assertLess(colourfulness(gray), 0.8 * colourfulness(coloured))

    def test_no_image_is_left_open(self):
        self.assertEqual(self.facts["script"]["images-left"], "0")


if __name__ == "__main__":
    record.main()
