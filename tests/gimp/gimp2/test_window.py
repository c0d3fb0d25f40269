"""From GIMP's window: the dialog, a style chosen by hand, its preview, Render, undo; and Cancel, which leaves no
trace."""

import subprocess
import unittest

import numpy

import record
import window

TITLE = "Style Transfer"
ASKS_FOR_STYLE = "Choose a style first"
FOLDER = None


class Window(unittest.TestCase):
    """One GIMP for all tests; each has an image of its own and closes it."""

    @classmethod
    def setUpClass(cls):
        cls.gimp = window.Gimp(FOLDER)
        cls.addClassCleanup(cls.gimp.close)

    def setUp(self):
        # Each has its own name, by which its window is found.
        self.name = f"photo of {self.id().rsplit('.', 1)[-1]}"
        file = FOLDER / f"{self.name}.png"
        file.write_bytes((FOLDER / "photo.png").read_bytes())
        self.gimp.forget_last_values()
        self.image, display = self.gimp.open_image(file, self.name)
        self.addCleanup(self.close_window, display)

    def close_window(self, display):
        # Closes without asking whether to save.
        self.gimp.ask(f"(gimp-display-delete {display})")
        self.assertNotRegex(self.gimp.stderr(), r"crashed|GIMP-Error|Gimp-.*CRITICAL")

    def layer_count(self):
        return self.gimp.number(f"(car (gimp-image-get-layers {self.image}))")

    def active_layer(self):
        return self.gimp.number(f"(car (gimp-image-get-active-layer {self.image}))")

    def is_dirty(self):
        return self.gimp.number(f"(car (gimp-image-is-dirty {self.image}))") == 1

    def pixels(self, layer):
        png, raw = FOLDER / "pixels.png", FOLDER / "pixels.rgba"
        path = window.scheme_string(png)
        self.gimp.ask(f"(file-png-save RUN-NONINTERACTIVE {self.image} {layer} {path} {path} 0 1 0 0 0 0 0)")
        subprocess.run(["convert", png, "-depth", "8", raw], check=True)
        return numpy.fromfile(raw, numpy.uint8).reshape(64, 96, 4).astype(float) / 255

    def open_dialog(self):
        self.gimp.press_key(self.name, window.SHORTCUT)
        return window.open_dialog(TITLE)

    def choose_style(self, dialog):
        dialog.press("Choose a file…")
        window.choose_file(FOLDER / "painting.png")

    def see_the_preview(self, dialog):
        dialog.set_number("Before and after", 100, "slider")
        before = dialog.picture("Preview")
        self.assertGreater(len(numpy.unique(before)), 50)  # the photo
        dialog.set_number("Before and after", 0, "slider")
        window.until(lambda: numpy.abs(dialog.picture("Preview") - before).mean() > 5, "a painted preview")

    def wait_for_layers(self, count):
        window.until(lambda: self.layer_count() == count, f"{count} layers")

    def test_render_adds_a_layer_that_one_undo_takes_away(self):
        layer = self.active_layer()
        self.gimp.ask(f"(gimp-drawable-invert {layer} FALSE)")
        self.gimp.ask(f"(gimp-image-select-rectangle {self.image} CHANNEL-OP-REPLACE 10 10 50 30)")
        before = self.pixels(layer)
        dialog = self.open_dialog()
        self.choose_style(dialog)
        self.see_the_preview(dialog)
        dialog.set_number("Iterations", 12)
        dialog.press("Render")
        dialog.wait_until_closed()
        self.wait_for_layers(2)
        painted = self.active_layer()
        self.assertNotEqual(painted, layer)
        self.assertNotEqual(self.gimp.number(f"(car (gimp-layer-get-mask {painted}))"), -1)
        result = self.pixels(painted)
        self.assertGreater(numpy.abs(result - before).mean(), 0.02)
        self.assertTrue(numpy.array_equal(self.pixels(layer), before))

        self.gimp.press_key(self.name, "ctrl+z")
        self.wait_for_layers(1)
        # Not more than one step: the inverted colours and the selection are steps before it.
        self.assertTrue(numpy.array_equal(self.pixels(layer), before))
        self.assertEqual(self.gimp.number(f"(car (gimp-selection-is-empty {self.image}))"), 0)
        self.gimp.press_key(self.name, "ctrl+y")
        self.wait_for_layers(2)
        self.assertTrue(numpy.array_equal(self.pixels(self.active_layer()), result))

        # What was set in the dialog is what a script repeats.
        self.gimp.press_key(self.name, "ctrl+z")
        self.wait_for_layers(1)
        again = self.gimp.number("(car (plug-in-style-transfer RUN-WITH-LAST-VALS "
                                 f"{self.image} {layer} \"\" -1 0 0 0 0 \"\"))")
        self.assertTrue(numpy.array_equal(self.pixels(again), result))

    def test_cancel_leaves_the_image_untouched(self):
        before = self.pixels(self.active_layer())
        dialog = self.open_dialog()
        self.choose_style(dialog)
        dialog.press("Cancel")
        dialog.wait_until_closed()
        self.assertEqual(self.layer_count(), 1)
        self.assertFalse(self.is_dirty())
        self.assertTrue(numpy.array_equal(self.pixels(self.active_layer()), before))

    def test_cancel_stops_a_run_and_leaves_the_image_untouched(self):
        before = self.pixels(self.active_layer())
        dialog = self.open_dialog()
        self.choose_style(dialog)
        dialog.set_number("Iterations", 100000)
        dialog.press("Render")
        window.until(lambda: "step" in dialog.text(), "the first step")
        dialog.press("Cancel")
        window.until(lambda: "Stopped" in dialog.text(), "the run to stop")
        dialog.press("Cancel")
        dialog.wait_until_closed()
        self.assertEqual(self.layer_count(), 1)
        self.assertFalse(self.is_dirty())
        self.assertTrue(numpy.array_equal(self.pixels(self.active_layer()), before))

    def test_an_open_image_may_be_the_style_and_the_values_are_there_again(self):
        dialog = self.open_dialog()
        dialog.select(f"{self.name}.png", "Styles")
        dialog.set_number("Iterations", 7)
        dialog.press("Render")
        dialog.wait_until_closed()
        self.wait_for_layers(2)
        dialog = self.open_dialog()
        self.assertEqual(dialog.number("Iterations"), 7)
        dialog.press("Render")
        dialog.wait_until_closed()
        self.wait_for_layers(3)

    def test_render_without_a_style_asks_for_one(self):
        dialog = self.open_dialog()
        dialog.unselect("Styles")  # a sample is chosen where the samples are installed
        self.assertNotIn(ASKS_FOR_STYLE, dialog.text())
        dialog.press("Render")
        window.until(lambda: ASKS_FOR_STYLE in dialog.text(), "a word about the style")
        dialog.press("Cancel")
        dialog.wait_until_closed()
        self.assertEqual(self.layer_count(), 1)
        self.assertFalse(self.is_dirty())


if __name__ == "__main__":
    FOLDER = window.enter()
    record.main()
