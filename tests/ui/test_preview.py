"""The preview on the screen: it is painted, follows each control, and is worked by keys."""

import unittest

import numpy
from gi.repository import Atspi

import desktop
import program


class Preview(program.Session):
    def wait_for_another(self, dialog, than):
        """The preview when it has been painted and is not the one given."""
        desktop.until(lambda: "Refining" not in dialog.text()
                      and numpy.abs(dialog.picture("Preview") - than).mean() > 0.2, "another preview")
        return dialog.picture("Preview")

    def press_key(self, dialog, key):
        Atspi.Component.grab_focus(dialog.find("Preview", "drawing area"))
        self.press_key_where_the_focus_is(key)

    def press_key_where_the_focus_is(self, key):
        window = desktop.xdotool("search", "--onlyvisible", "--name", f"^{program.TITLE}$").stdout.split()[-1]
        desktop.xdotool("windowactivate", "--sync", window, "key", key)

    def open_painted(self):
        dialog = self.open()
        dialog.set_number("Before and after", 100, "slider")
        before = dialog.picture("Preview")
        dialog.set_number("Before and after", 0, "slider")
        return dialog, before, self.wait_for_another(dialog, before)

    def test_is_painted_when_the_dialog_opens(self):
        dialog, before, after = self.open_painted()
        self.assertGreater(len(numpy.unique(before)), 50)  # the photo
        self.assertGreater(numpy.abs(after - before).mean(), 5)
        self.cancel(dialog)

    def test_follows_each_of_the_few_controls(self):
        dialog, _, picture = self.open_painted()
        for change in (lambda: dialog.set_number("Style strength", 100, "slider"),
                       lambda: dialog.set_number("Stroke size", 1, "slider"),
                       lambda: dialog.set_size(48),
                       lambda: dialog.set_number("Iterations", 20),
                       lambda: dialog.choose("Preset", "Keep the photo"),
                       lambda: dialog.select(dialog.entries("Styles")[-1], "Styles")):
            change()
            picture = self.wait_for_another(dialog, picture)
        self.cancel(dialog)

    def test_keys_move_the_line(self):
        dialog, _, _ = self.open_painted()
        for key, place in (("End", 100), ("Left", 98), ("space", 0), ("b", 100), ("Home", 0)):
            self.press_key(dialog, key)
            desktop.until(lambda: dialog.number("Before and after", "slider") == place, f"{key} to move the line")
        self.cancel(dialog)

    def test_keys_choose_the_detail(self):
        dialog, _, _ = self.open_painted()
        dialog.press("Check detail", "toggle button")
        desktop.until(lambda: "arrow keys" in dialog.text(), "a word about the keys")
        whole = dialog.picture("Preview")
        self.press_key_where_the_focus_is("Left")
        desktop.until(lambda: (dialog.picture("Preview") != whole).any(), "the cross to move")
        self.press_key_where_the_focus_is("Return")
        desktop.until(lambda: "arrow keys" not in dialog.text(), "the place to be chosen")
        self.wait_for_another(dialog, whole)
        self.cancel(dialog)


if __name__ == "__main__":
    program.main()
