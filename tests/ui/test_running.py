"""While it renders: Stop and keep, Cancel, and closing the window."""

import unittest

import desktop
import program

FOR_EVER = program.QUICK.replace("iterations=4", "iterations=100000")


class Running(program.Session):
    def start(self):
        dialog = self.open(settings=FOR_EVER)
        dialog.press("Render")
        desktop.until(lambda: "step" in dialog.text(), "the first step")
        return dialog

    def close(self):
        window = desktop.xdotool("search", "--onlyvisible", "--name", f"^{program.TITLE}$").stdout.split()[-1]
        desktop.xdotool("windowactivate", "--sync", window, "key", "alt+F4")

    def test_stop_and_keep_writes_the_picture_so_far(self):
        dialog = self.start()
        dialog.press("Stop and keep")
        self.assertEqual(self.process.wait(desktop.PATIENCE), 0)
        self.assertTrue(self.result.exists())

    def test_cancel_leaves_nothing(self):
        dialog = self.start()
        dialog.press("Cancel")
        desktop.until(lambda: "Stopped" in dialog.text(), "the run to stop", seconds=5)
        self.cancel(dialog)
        self.assertFalse(self.result.exists())

    def test_closing_the_window_leaves_nothing(self):
        dialog = self.start()
        self.close()
        desktop.until(lambda: "Stopped" in dialog.text(), "the run to stop", seconds=5)
        self.close()
        self.assertEqual(self.process.wait(desktop.PATIENCE), 3)
        self.assertFalse(self.result.exists())


if __name__ == "__main__":
    program.main()
