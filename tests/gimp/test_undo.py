"""From GIMP's window: the dialog and its preview; one undo takes back what Render did, and nothing else."""

import unittest

import numpy

import record
import window
from gimp_profile import GENERATION

RGB, INDEXED = 0, 2


class Undo(window.WindowTest):
    def test_render_adds_a_layer_that_one_undo_takes_away(self):
        layer = self.active_layer()
        self.gimp.ask(f"(gimp-drawable-invert {layer} FALSE)")
        self.gimp.ask(f"(gimp-image-select-rectangle {self.image} CHANNEL-OP-REPLACE 10 10 50 30)")
        before = self.pixels(layer)
        dialog = self.open_dialog()
        self.choose_style(dialog)
        self.see_the_preview(dialog)
        self.render(dialog, 12)
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
        again = self.active_layer()
        self.assertNotEqual(self.gimp.number(f"(car (gimp-layer-get-mask {again}))"), -1)
        self.assertTrue(numpy.array_equal(self.pixels(again), result))

    def test_a_painting_is_edited_again_and_replaced_in_one_step(self):
        content = self.active_layer()
        self.gimp.ask(f"(gimp-image-select-rectangle {self.image} CHANNEL-OP-REPLACE 10 10 50 30)")
        channel = self.gimp.number(f"(car (gimp-selection-save {self.image}))")
        self.gimp.ask(f'(gimp-item-set-name {channel} "Face")')
        self.gimp.ask(f"(activate {self.image} {content})")
        dialog = self.open_dialog()
        self.choose_style(dialog)
        dialog.choose("Keep firmly", "Channel “Face”")
        dialog.choose("Freeze", "Selection")
        self.render(dialog, 12)
        self.wait_for_layers(2)
        painting = self.active_layer()
        before = self.pixels(painting)

        self.gimp.ask(f"(gimp-selection-none {self.image})")
        self.gimp.ask(f'(gimp-item-set-name {channel} "The face")')
        dialog = self.open_dialog()
        dialog.set_number("Iterations", 40)
        dialog.press("Edit this painting")
        window.until(lambda: "in place of" in self.dialog_text(), "the dialog with the painting's settings")
        dialog = window.desktop.Dialog(window.NAME, window.TITLE)
        self.assertEqual(dialog.number("Iterations"), 12)
        self.assertEqual(dialog.choice("Keep firmly"), "Channel “The face”")
        self.assertIn("left as it was is not there any more", dialog.text())
        self.render(dialog, 3)
        window.until(lambda: self.active_layer() != painting, "another painting")
        self.assertEqual(self.layer_count(), 2)
        again = self.pixels(self.active_layer())
        self.assertGreater(numpy.abs(again - before).mean(), 0.001)
        self.assertGreater(numpy.abs(again - self.pixels(content)).mean(), 0.01)

        self.gimp.press_key(self.name, "ctrl+z")
        window.until(lambda: self.active_layer() == painting, "the first painting")
        self.assertEqual(self.layer_count(), 2)
        self.assertTrue(numpy.array_equal(self.pixels(painting), before))

    def test_indexed_colours_become_rgb_in_the_same_step(self):
        layer = self.active_layer()
        self.gimp.ask(f"(gimp-image-convert-indexed {self.image} CONVERT-DITHER-NONE CONVERT-PALETTE-GENERATE 32"
                      ' FALSE FALSE "")')
        before = self.pixels(layer)
        dialog = self.open_dialog()
        self.choose_style(dialog)
        self.render(dialog, 3, "Convert to RGB and render")
        self.wait_for_layers(2)
        self.assertEqual(self.base_type(), RGB)
        self.assertGreater(numpy.abs(self.pixels(self.active_layer()) - before).mean(), 0.01)

        self.gimp.press_key(self.name, "ctrl+z")
        self.wait_for_layers(1)
        self.assertEqual(self.base_type(), INDEXED)
        self.assertTrue(numpy.array_equal(self.pixels(layer), before))

    @unittest.skipIf(GENERATION == 2, "GIMP 2.10 selects one layer at a time")
    def test_several_layers_are_painted_in_one_step_each_with_its_own_mask(self):
        first = self.active_layer()
        second = self.gimp.number(f"(copy-of {first})")
        self.gimp.ask(f"(gimp-image-insert-layer {self.image} {second} 0 0)")
        self.gimp.ask(f"(gimp-drawable-invert {second} FALSE)")
        mask = self.gimp.number(f"(car (gimp-layer-create-mask {second} ADD-MASK-BLACK))")
        self.gimp.ask(f"(gimp-layer-add-mask {second} {mask})")
        before = [self.pixels(layer) for layer in (first, second)]
        self.gimp.ask(f"(gimp-image-set-selected-layers {self.image} (vector {first} {second}))")
        dialog = self.open_dialog()
        self.assertIn("the other selected layers (2 in all)", dialog.text())
        self.choose_style(dialog)
        self.render(dialog, 3)
        self.wait_for_layers(4)
        layers = [self.gimp.number(f"(list-ref (top-layers {self.image}) {place})") for place in range(4)]
        self.assertEqual((layers[1], layers[3]), (second, first))
        for layer, original, masked in zip(layers[2::-2], (first, second), (False, True)):
            self.assertEqual(self.gimp.number(f"(car (gimp-layer-get-mask {layer}))") != -1, masked)
            self.assertGreater(numpy.abs(self.pixels(layer) - self.pixels(original)).mean(), 0.01)

        self.gimp.press_key(self.name, "ctrl+z")
        self.wait_for_layers(2)
        for layer, pixels in zip((first, second), before):
            self.assertTrue(numpy.array_equal(self.pixels(layer), pixels))
        self.assertNotEqual(self.gimp.number(f"(car (gimp-layer-get-mask {second}))"), -1)

    def base_type(self):
        return self.gimp.number(f"(base-type-of {self.image})")

    @staticmethod
    def dialog_text():
        try:
            return window.desktop.Dialog(window.NAME, window.TITLE).text()
        except window.desktop.GLib.GError:  # it is just being closed
            return ""


if __name__ == "__main__":
    window.WindowTest.folder = window.enter()
    record.main()
