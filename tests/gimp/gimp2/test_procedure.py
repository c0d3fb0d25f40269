"""The procedure as GIMP's database shows it; runs repeat exactly, also with the last values."""

import unittest

import numpy

import batch
import record

NAMES = ("run-mode", "image", "drawable", "style-file", "style-drawable", "size", "iterations", "content-weight",
         "style-weight", "options")
INT32, FLOAT, STRING, DRAWABLE, IMAGE = "0", "3", "4", "16", "13"


class Procedure(batch.BatchTest):
    script = "procedure.scm"

    def assert_same(self, one, other):
        self.assertTrue(numpy.array_equal(self.picture(one), self.picture(other)), f"{one}, {other}")

    def test_is_in_the_menu_and_in_the_database(self):
        registered = self.facts["registered"]
        self.assertIn("<Image>/Filters/Artistic/Style Transfer…", registered["menus"])
        self.assertIn("plug-in-style-transfer", registered["procedures"])
        self.assertIn("GPL-3.0-or-later", registered["license"])
        self.assertEqual((registered["arguments"], registered["values"]), ("10", "1"))
        self.assertEqual(registered["value"], "layer")

    def test_has_another_one_for_animations(self):
        self.assertIn("<Image>/Filters/Animation/Style Transfer (Animation)…", self.facts["registered"]["menus"])
        self.assertEqual((self.facts["animation"]["arguments"], self.facts["animation"]["value"]), ("10", "new-image"))

    def test_takes_the_arguments_that_scripts_rely_on(self):
        self.assertEqual(tuple(self.facts["argument names"][str(i)] for i in range(10)), NAMES)
        self.assertEqual([self.facts["argument types"][str(i)] for i in range(10)],
                         [INT32, IMAGE, DRAWABLE, STRING, DRAWABLE, INT32, INT32, FLOAT, FLOAT, STRING])

    def test_the_same_call_paints_the_same_picture(self):
        self.assert_same("first", "first again")

    def test_other_values_paint_another_picture(self):
        self.assertGreater(batch.difference(self.picture("first"), self.picture("second")), 0.01)

    def test_last_values_repeat_the_last_run(self):
        self.assert_same("first", "first repeated")
        self.assert_same("second", "second repeated")
        self.assertEqual(self.facts["first"]["name"], self.facts["first repeated"]["name"])

    def test_a_failed_run_leaves_the_last_values(self):
        self.assertIn("seed", self.facts["failed"]["error"])
        self.assert_same("second", "second repeated after a failure")

    def test_last_values_without_an_earlier_run_are_refused(self):
        self.assertRegex(self.facts["nothing to repeat"]["error"], "no earlier run")
        self.assertEqual(self.facts["nothing to repeat"]["layers"], "1")

    def test_last_values_with_a_style_that_is_closed_are_refused(self):
        self.assertNotIn("style image", self.facts, "was refused")
        self.assertRegex(self.facts["style image closed"]["error"], "style")
        self.assertEqual(self.facts["style image closed"]["layers"], "1")

    def test_the_layer_is_named_after_the_style(self):
        self.assertIn("painting.png", self.facts["first"]["name"])

    def test_several_scales_are_painted_one_after_the_other(self):
        self.assertEqual(self.facts["one picture at two scales"]["layers"], "2")

    def test_no_image_is_left_open(self):
        self.assertEqual(self.facts["script"]["images-left"], "0")


if __name__ == "__main__":
    record.main()
