"""From GIMP's window: the dialog, a style chosen by hand, Render; and Cancel, which leaves no trace."""

import numpy

import record
import window

ASKS_FOR_STYLE = "Choose a style first"


class Window(window.WindowTest):
    def setUp(self):
        super().setUp()
        self.gimp.forget_last_values()

    def is_dirty(self):
        return self.gimp.number(f"(car (gimp-image-is-dirty {self.image}))") == 1

    def test_what_was_set_is_what_a_script_repeats(self):
        layer = self.active_layer()
        dialog = self.open_dialog()
        self.choose_style(dialog)
        self.render(dialog, 12)
        self.wait_for_layers(2)
        result = self.pixels(self.active_layer())
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
        self.render(dialog, 7)
        self.wait_for_layers(2)
        dialog = self.open_dialog()
        self.assertEqual(dialog.number("Iterations"), 7)
        dialog.press("Render")
        dialog.wait_until_closed()
        self.wait_for_layers(3)

    def test_an_animation_becomes_a_new_image_in_a_window_of_its_own(self):
        self.gimp.ask(f"""
            (let ((photo (active-layer {self.image})))
              (gimp-image-insert-layer {self.image} (copy-of photo) 0 0)
              (gimp-item-set-name (active-layer {self.image}) "Wave (250ms) (combine)")
              (gimp-item-set-name photo "Background (100ms)"))""")
        windows = self.untitled_windows()
        self.gimp.press_key(self.name, window.ANIMATION_SHORTCUT)
        dialog = window.open_dialog(window.TITLE)
        self.choose_style(dialog)
        self.render(dialog, 2)
        window.until(lambda: self.untitled_windows() == windows + 1, "the new image's window")
        names = self.gimp.ask("(map (lambda (layer) (car (gimp-item-get-name layer))) "
                              "(top-layers (apply max (open-images))))")
        self.assertEqual(names, '("Frame 2 (250ms) (replace)" "Frame 1 (100ms) (replace)")')
        self.assertEqual(self.layer_count(), 2)

    def untitled_windows(self):
        return len(window.xdotool("search", "--onlyvisible", "--name", "Untitled.*RGB").stdout.split())

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
    window.WindowTest.folder = window.enter()
    record.main()
