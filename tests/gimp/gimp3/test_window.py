"""The dialog in GIMP 3: its values come back, Cancel and a killed plug-in leave the image as it is."""

import os
import pathlib
import shutil
import signal
import unittest

import numpy

import batch
import record
import window
from desktop import until

TITLE = "Style Transfer"


def plug_in_process(gimp):
    """The process number of the plug-in that GIMP runs."""
    for entry in pathlib.Path("/proc").iterdir():
        try:
            parent = (entry / "stat").read_text().rsplit(")", 1)[1].split()[1]
            if int(parent) == gimp and "plug-in-style-transfer" in (entry / "cmdline").read_text():
                return int(entry.name)
        except (OSError, IndexError):
            continue
    raise AssertionError("the plug-in does not run")


class Window(batch.BatchTest):
    script = "window.scm"

    @classmethod
    def prepare(cls, folder):
        # The dialog begins with the first sample style.
        styles = folder / "data" / "gimp-style-transfer" / "styles"
        styles.mkdir(parents=True)
        shutil.copy(folder / "painting.png", styles / "starry-night.png")

    @classmethod
    def run_gimp(cls):
        screen = {name: os.environ[name] for name in ("DISPLAY", "XAUTHORITY", "DBUS_SESSION_BUS_ADDRESS")}
        screen["NO_AT_BRIDGE"] = "0"
        return batch.GimpRun(cls.script, cls.folder, cls.definitions, cls.timeout, screen, cls.work_dialogs)

    @classmethod
    def work_dialogs(cls, gimp):
        """Works the dialogs of window.scm in their order."""
        dialog = window.open_dialog(TITLE)
        dialog.set_size(48)
        dialog.set_number("Iterations", 7)
        cls.close_by(dialog, "Render")
        dialog = window.open_dialog(TITLE)
        cls.values_shown_again = dialog.number("Size in pixels"), dialog.number("Iterations")
        dialog.set_number("Iterations", 9)
        cls.close_by(dialog, "Cancel")
        dialog = window.open_dialog(TITLE)
        cls.values_after_cancel = dialog.number("Size in pixels"), dialog.number("Iterations")
        dialog.select(dialog.entries("Styles")[0], "Styles")  # open images come before the samples
        cls.close_by(dialog, "Render")
        dialog = window.open_dialog(TITLE)
        dialog.set_number("Iterations", 100000)
        dialog.press("Render")
        until(lambda: "step" in dialog.text(), "the first step")
        os.kill(plug_in_process(gimp.pid), signal.SIGKILL)

    @staticmethod
    def close_by(dialog, button):
        dialog.press(button)
        until(lambda: not dialog.is_open(), f"the dialog to close after {button}")

    def test_nothing_crashes_or_leaks(self):
        # But the plug-in that the test kills.
        self.assertEqual(self.gimp.stderr.count("crashed"), 1)
        self.assertNotRegex(self.gimp.stderr, r"plug-in-style-transfer:\d+\).*CRITICAL|GeglBuffers leaked")

    def test_render_adds_a_layer(self):
        self.assertEqual(self.facts["rendered"]["layers"], "2")
        self.assertIn("starry-night.png", self.facts["rendered"]["name"])
        self.assertGreater(batch.difference(self.picture("rendered before"), self.picture("rendered painted")), 0.01)
        self.assert_original_unchanged("rendered")

    def test_the_last_values_are_shown_again_and_those_of_a_cancelled_run_are_not(self):
        self.assertEqual(self.values_shown_again, (48, 7))
        self.assertEqual(self.values_after_cancel, (48, 7))

    def test_the_last_values_repeat_the_run_without_a_dialog(self):
        self.assertTrue(numpy.array_equal(self.picture("repeated"), self.picture("rendered painted")))

    def test_an_open_image_as_style_is_remembered_too(self):
        name = self.facts["open image as style"]["name"]
        self.assertNotEqual(name, self.facts["rendered"]["name"])
        self.assertEqual(name, self.facts["open image repeated"]["name"])
        self.assertTrue(numpy.array_equal(self.picture("open image repeated"),
                                          self.picture("open image as style painted")))

    def test_cancel_leaves_the_image_as_it_is(self):
        self.assertEqual(self.facts["cancelled"]["layers"], "1")
        self.assert_original_unchanged("cancelled")

    def test_gimp_outlives_a_killed_plug_in_and_the_image_is_as_it_was(self):
        self.assertIn("error", self.facts["killed"])
        self.assertEqual(self.facts["killed"]["layers"], "1")
        self.assert_original_unchanged("killed")


if __name__ == "__main__":
    window.enter()
    record.main()
