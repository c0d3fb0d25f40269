"""The layers of an animation are painted as frames, each on from the one before, into a new image."""

import os
import subprocess
import unittest

import numpy

import batch
import record

NAMES = ["Frame 1 (100ms) (replace)", "Frame 2 (40ms) (replace)", "Frame 3 (replace)", "Frame 4 (250ms) (replace)"]
RGB = "0"


@unittest.skipIf("STYLE_TRANSFER_WITHOUT_FLOW" in os.environ, "this plug-in was built without optical flow")
class Animation(batch.BatchTest):
    script = "animation.scm"

    def frames(self, case):
        self.assertNotIn("error", self.facts[case])
        return [self.picture(f"{case} {number}") for number in range(1, 5)]

    def assert_refused(self, case, words):
        self.assertRegex(self.facts[case]["error"], words)
        self.assertEqual(self.facts[case]["images"], "0")
        self.assertEqual(self.facts[case]["dirty"], "0")

    def test_has_a_layer_for_each_with_its_time(self):
        self.assertEqual(self.facts["painted"]["frames"], "4")
        self.assertEqual([self.facts[f"painted {number}"]["name"] for number in range(1, 5)], NAMES)

    def test_is_one_new_image_and_leaves_the_other_alone(self):
        facts = self.facts["painted"]
        self.assertEqual((facts["images"], facts["layers"], facts["dirty"]), ("1", "4", "0"))
        self.assertEqual((facts["width"], facts["height"], facts["base type"]), ("96", "64", RGB))

    def test_every_frame_is_whole_and_opaque(self):
        for number, frame in enumerate(self.frames("painted"), 1):
            self.assertEqual(frame.shape[:2], (64, 96))
            self.assertEqual(self.facts[f"painted {number}"]["offsets"], "(0 0)")
            self.assertEqual(frame[..., 3].min(), 1)

    def test_layers_are_drawn_over_those_before_from_the_last_that_replaces(self):
        first, square, again, corner = self.frames("own")
        inside, apart = (slice(24, 36), slice(34, 46)), (slice(44, 64), slice(60, 96))
        self.assertGreater(numpy.abs(square - first)[inside].mean(), 0.1)
        self.assertLess(numpy.abs(square - first)[apart].mean(), 0.03)
        self.assertLess(numpy.abs(again - first).max(), 0.001)  # the same frame, painted by itself
        self.assertGreater(numpy.abs(corner - again)[:16, :16].mean(), 0.1)
        self.assertLess(numpy.abs(corner - again)[apart].mean(), 0.03)

    def test_is_painted(self):
        photo = self.picture("original Background (100ms)")
        self.assertGreater(batch.difference(photo, self.frames("painted")[0]), 0.01)

    def test_holds_still_where_the_animation_does(self):
        apart = (slice(44, 64), slice(60, 96))

        def unrest(case):
            frames = self.frames(case)
            return numpy.mean([numpy.abs(a - b)[apart].mean() for a, b in zip(frames, frames[1:])])

        self.assertGreater(unrest("own"), 0)
        self.assertLess(unrest("painted"), 0.02)
        # The first frame begins, and the others go on from it.
        self.assertTrue(numpy.array_equal(self.frames("painted")[0], self.frames("own")[0]))
        self.assertFalse(numpy.array_equal(self.frames("painted")[2], self.frames("own")[2]))

    def test_last_values_repeat_the_last_run(self):
        if not self.facts["repeated"].get("error"):
            for one, other in zip(self.frames("painted"), self.frames("repeated")):
                self.assertTrue(numpy.array_equal(one, other))
        elif batch.GENERATION == 2:  # GIMP 3 keeps those of its dialog alone
            self.fail(self.facts["repeated"]["error"])

    def test_can_be_exported_as_gif_with_its_times(self):
        told = subprocess.run(["identify", "-format", "%T %wx%h ", self.folder / "painted.gif"],
                              check=True, capture_output=True, text=True).stdout.split()
        self.assertEqual(told[0::2], ["10", "4", "10", "25"])
        self.assertEqual(set(told[1::2]), {"96x64"})

    def test_an_image_of_indexed_colours_is_painted_in_all_colours(self):
        self.assertEqual(self.facts["indexed"]["base type"], RGB)
        self.assertEqual([self.facts[f"indexed {number}"]["name"] for number in range(1, 5)][:2], NAMES[:2])

    def test_a_selection_does_not_matter(self):
        for one, other in zip(self.frames("painted"), self.frames("selection")):
            self.assertTrue(numpy.array_equal(one, other))

    def test_one_layer_is_refused(self):
        self.assert_refused("one layer", "has one layer, but an animation needs two or more")

    def test_places_are_refused(self):
        self.assert_refused("place", "painted whole; style-places, keep and freeze must be empty")

    def test_a_start_picture_is_refused(self):
        self.assert_refused("init", "init must be content, matched, noise or style for an animation")

    def test_other_values_are_checked(self):
        self.assert_refused("no such option", 'optimizer must be one of adam, lbfgs, not "sgd"')


if __name__ == "__main__":
    record.main()
