"""GIMP in a window on a virtual screen, worked as a user does.

What GIMP holds is asked over its Script-Fu server, which goes on answering while the plug-in's dialog is open.
"""

import os
import socket
import struct
import subprocess
import sys
import unittest

import numpy

from gimp_profile import GENERATION, HERE, NAME, convert, make_pictures, make_profile, scheme_string

sys.path.insert(0, str(HERE.parent / "ui"))
import desktop  # noqa: E402: the path comes first
from desktop import PATIENCE, until, xdotool  # noqa: E402

TITLE = "Style Transfer"
MENU_ENTRY = "Style Transfer…"
SHORTCUT, ANIMATION_SHORTCUT = "F12", "F9"  # GIMP 2.10
# GIMP 3's own programs complain a lot.
CRITICAL = "Gimp-.*CRITICAL" if GENERATION == 2 else fr"{NAME}:\d+\).*CRITICAL"


def enter():
    return desktop.enter(make_profile)


def open_dialog(title):
    return desktop.Dialog(NAME, title)


def choose_file(path):
    desktop.choose_file(NAME, path)


def find_widget(parent, name, role):
    """The first below `parent`, or None."""
    for i in range(parent.get_child_count()):
        child = parent.get_child_at_index(i)
        if child is None:
            continue
        if child.get_name() == name and child.get_role_name() == role:
            return child
        found = find_widget(child, name, role)
        if found:
            return found
    return None


class Gimp:
    """A running GIMP with a window manager around it; each image has a window."""

    def __init__(self, folder):
        self.folder = folder
        environment = make_profile(folder)
        environment.update({name: os.environ[name] for name in ("DISPLAY", "XAUTHORITY")})
        make_pictures(folder)
        self._set_up(folder / "gimp")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.window_manager = subprocess.Popen(["openbox"], stderr=subprocess.DEVNULL)
        # Out of the way: GIMP's GTK 2 asks what is under the pointer, and dies where that is another program's
        # window which is just being closed.
        xdotool("mousemove", 1279, 959)
        self.errors = open(folder / "stderr.txt", "w+")
        self.process = subprocess.Popen(self._command(), env=environment, stdin=subprocess.DEVNULL,
                                        stdout=self.errors, stderr=self.errors)
        self.server = until(self._connect, "GIMP's Script-Fu server")
        # What GIMP says of all its plug-ins when it first asks them is not about ours.
        self.said_at_start = len(self.stderr())
        self.ask(f"(load {scheme_string(HERE / f'gimp{GENERATION}' / 'names.scm')})")

    @staticmethod
    def _set_up(folder):
        if GENERATION == 2:
            shortcuts = {NAME: SHORTCUT, f"{NAME}-animation": ANIMATION_SHORTCUT}
            (folder / "menurc").write_text("".join(f'(gtk_accel_path "<Actions>/plug-in/{name}" "{key}")\n'
                                                   for name, key in shortcuts.items()))
        else:
            (folder / "gimprc").write_text("(show-welcome-dialog no)\n(check-updates no)\n")

    def _command(self):
        address = f'"127.0.0.1" {self.port} ""'
        if GENERATION == 2:
            program, interpreter = "gimp-2.10", []
        else:
            program, interpreter = "gimp", ["--batch-interpreter", "plug-in-script-fu-eval"]
        return [program, "--new-instance", "--no-splash", "-d", "-f", *interpreter,
                "-b", f"(plug-in-script-fu-server RUN-NONINTERACTIVE {address})"]

    def _connect(self):
        try:
            return socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE)
        except ConnectionRefusedError:
            if self.process.poll() is not None:
                raise AssertionError(f"GIMP ended: {self.stderr()}")
            return None

    def stderr(self):
        self.errors.flush()
        return (self.folder / "stderr.txt").read_text(errors="replace")

    def _receive(self, count):
        data = b""
        while len(data) < count:
            more = self.server.recv(count - len(data))
            if not more:
                raise AssertionError(f"GIMP's server ended: {self.stderr()}")
            data += more
        return data

    def ask(self, expression):
        """The Script-Fu expression's value as Script-Fu writes it."""
        data = expression.encode()
        self.server.sendall(b"G" + struct.pack(">H", len(data)) + data)
        _, failed, length = struct.unpack(">cBH", self._receive(4))
        answer = self._receive(length).decode(errors="replace")
        if failed:
            raise AssertionError(f"{expression}: {answer}")
        return answer

    def number(self, expression):
        return int(float(self.ask(expression)))

    def forget_last_values(self):
        """The plug-in's, of this session and of earlier ones."""
        (self.folder / "config" / "gimp-style-transfer" / "last-values.ini").unlink(missing_ok=True)
        # GIMP keeps data until it ends; this much is nothing to the plug-in.
        self.ask('(gimp-procedural-db-set-data "plug-in-style-transfer-last-values" 1 #(10))')

    def open_image(self, file, window_title):
        """Opens a window; returns the numbers of the image and of its display."""
        path = scheme_string(file)
        image = self.number(f"(load-picture {path})")
        self.ask(f"(name-image {image} {path})")
        self.ask(f"(gimp-image-clean-all {image})")
        display = self.number(f"(car (gimp-display-new {image}))")
        until(lambda: xdotool("search", "--onlyvisible", "--name", window_title).stdout, f"the window of {file}")
        return image, display

    def press_key(self, window_title, key):
        # The search fails where another window closes meanwhile.
        windows = until(lambda: xdotool("search", "--onlyvisible", "--name", window_title).stdout.split(), window_title)
        window = windows[-1]
        xdotool("windowactivate", "--sync", window)
        until(lambda: xdotool("getactivewindow").stdout.strip() == window, f"{window_title} to be in front")
        xdotool("key", "--clearmodifiers", key)

    def start_plug_in(self, window_title):
        """As its menu entry does, without opening the menu."""
        if GENERATION == 2:  # whose GTK 2 is not on the accessibility bus
            self.press_key(window_title, SHORTCUT)
        else:  # GIMP 3.2 does not heed shortcuts of plug-ins that it has just found
            gimp = until(lambda: find_widget(desktop.Atspi.get_desktop(0), "gimp", "application"), "GIMP on the bus")
            entry = until(lambda: find_widget(gimp, MENU_ENTRY, "menu item"), f"the menu entry {MENU_ENTRY}")
            desktop.Atspi.Action.do_action(entry, 0)

    def close(self):
        self.server.close()
        self.process.kill()
        self.process.wait()
        self.window_manager.terminate()
        self.window_manager.wait()
        self.errors.close()


class WindowTest(unittest.TestCase):
    """One GIMP for all tests of a class; each has an image of its own and closes it."""

    folder = None  # what enter() returned

    @classmethod
    def setUpClass(cls):
        cls.gimp = Gimp(cls.folder)
        cls.addClassCleanup(cls.gimp.close)

    def setUp(self):
        # Each has its own name, by which its window is found.
        self.name = f"photo of {self.id().rsplit('.', 1)[-1]}"
        file = self.folder / f"{self.name}.png"
        file.write_bytes((self.folder / "photo.png").read_bytes())
        self.image, display = self.gimp.open_image(file, self.name)
        self.addCleanup(self.close_window, display)

    def close_window(self, display):
        # Closes without asking whether to save.
        self.gimp.ask(f"(gimp-display-delete {display})")
        self.assertNotRegex(self.gimp.stderr()[self.gimp.said_at_start:], fr"crashed|GIMP-Error|{CRITICAL}")

    def layer_count(self):
        return self.gimp.number(f"(length (top-layers {self.image}))")

    def active_layer(self):
        return self.gimp.number(f"(active-layer {self.image})")

    def pixels(self, layer):
        """Without its mask."""
        png, raw = self.folder / "pixels.png", self.folder / "pixels.rgba"
        self.gimp.ask(f"""
            (let* ((image (car (gimp-image-new 96 64 RGB)))
                   (copy (car (gimp-layer-new-from-drawable {layer} image))))
              (gimp-image-insert-layer image copy 0 0)
              (if (not (= -1 (car (gimp-layer-get-mask copy)))) (gimp-layer-remove-mask copy MASK-DISCARD))
              (save-png image copy {scheme_string(png)})
              (gimp-image-delete image))""")
        convert(png, "-depth", "8", raw)
        return numpy.fromfile(raw, numpy.uint8).reshape(64, 96, 4).astype(float) / 255

    def open_dialog(self):
        self.gimp.start_plug_in(self.name)
        return open_dialog(TITLE)

    def choose_style(self, dialog):
        dialog.press("Choose a file…")
        choose_file(self.folder / "painting.png")

    def render(self, dialog, iterations, button="Render"):
        dialog.set_number("Iterations", iterations)
        dialog.press(button)
        dialog.wait_until_closed()

    def see_the_preview(self, dialog):
        dialog.set_number("Before and after", 100, "slider")
        before = dialog.picture("Preview")
        self.assertGreater(len(numpy.unique(before)), 50)  # the photo
        dialog.set_number("Before and after", 0, "slider")
        until(lambda: numpy.abs(dialog.picture("Preview") - before).mean() > 5, "a painted preview")

    def wait_for_layers(self, count):
        until(lambda: self.layer_count() == count, f"{count} layers")
