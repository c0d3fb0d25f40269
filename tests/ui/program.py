"""The dialog's test program `ui_dialog`, started in user folders of its own."""

import os
import pathlib
import subprocess
import tempfile
import unittest

import desktop

HERE = pathlib.Path(__file__).resolve().parent
DATA = HERE.parent / "data"
BIN = pathlib.Path(os.environ["STYLE_TRANSFER_BIN"])
APPLICATION = "ui_dialog"
TITLE = "Style Transfer"
QUICK = "weights=fast\nsize=64\nscales=1\niterations=4\ncontent-layers=relu2_1\nstyle-layers=relu1_1,relu2_1\n"
FOLDER = None


def make_environment(folder):
    environment = dict(os.environ, HOME=str(folder), LC_ALL="C.UTF-8", LANGUAGE="", OMP_WAIT_POLICY="PASSIVE")
    for name in ("CONFIG", "CACHE", "DATA"):
        environment[f"XDG_{name}_HOME"] = str(folder / name.lower())
        (folder / name.lower()).mkdir(parents=True)
    environment["XDG_DATA_DIRS"] = f"{os.environ['STYLE_TRANSFER_SHARE']}:/usr/local/share:/usr/share"
    # The accessibility bus has its sockets there, whose names must be short.
    environment["XDG_RUNTIME_DIR"] = str(folder / "run")
    (folder / "run").mkdir(mode=0o700)
    for name in ("WAYLAND_DISPLAY", *(name for name in environment if name.lower().endswith("_proxy"))):
        environment.pop(name, None)
    return environment


def convert(*arguments):
    """ImageMagick."""
    subprocess.run(["convert", *map(str, arguments)], check=True)


class Session(unittest.TestCase):
    """Each test has folders of its own, and ends what it has started."""

    @classmethod
    def setUpClass(cls):
        cls.window_manager = subprocess.Popen(["openbox"], stderr=subprocess.DEVNULL)
        cls.addClassCleanup(cls.stop, cls.window_manager)
        desktop.xdotool("mousemove", 1279, 959)

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(dir=FOLDER))
        self.environment = make_environment(self.folder / "user")
        self.config = self.folder / "user" / "config" / "gimp-style-transfer"
        self.photo, self.result = self.folder / "photo.png", self.folder / "result.png"
        self.settings = self.folder / "settings.txt"
        convert(DATA / "content-city.png", "-resize", "96x64!", self.photo)
        self.process = None

    @staticmethod
    def stop(process):
        process.kill()
        process.wait()

    def open(self, *arguments, settings=QUICK, title=TITLE, **environment):
        self.settings.write_text(settings)
        with open(self.folder / "stderr.txt", "a") as errors:
            self.process = subprocess.Popen(
                [BIN / "ui_dialog", self.photo, self.result, self.settings, *arguments],
                env=dict(self.environment, DISPLAY=os.environ["DISPLAY"], **environment), stderr=errors)
        self.addCleanup(self.stop, self.process)
        return desktop.Dialog(APPLICATION, title)

    def render(self, dialog):
        """To the end; returns what was saved: the style and the parameters."""
        dialog.press("Render")
        self.assertEqual(self.process.wait(desktop.PATIENCE), 0)
        style, *lines = self.settings.read_text().splitlines()
        self.assertTrue(self.result.exists())
        self.check_errors()
        return style, dict(line.split("=", 1) for line in lines)

    def cancel(self, dialog, button="Cancel"):
        dialog.press(button)
        self.assertEqual(self.process.wait(desktop.PATIENCE), 3)
        self.check_errors()

    def check_errors(self):
        errors = (self.folder / "stderr.txt").read_text(errors="replace")
        # GTK's notebook says this of its own pages while a screen reader listens.
        known = "gtk_notebook_get_tab_label: assertion 'list != NULL' failed"
        self.assertFalse([line for line in errors.splitlines() if "CRITICAL" in line and known not in line], errors)

    def start(self, *command):
        process = subprocess.Popen(list(map(str, command)),
                                   env=dict(self.environment, DISPLAY=os.environ["DISPLAY"]))
        self.addCleanup(self.stop, process)
        return process


def main():
    global FOLDER
    FOLDER = desktop.enter(make_environment)
    unittest.main("__main__")
