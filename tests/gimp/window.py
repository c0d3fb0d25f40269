"""GIMP in a window on a virtual screen, worked as a user does: keys by xdotool, widgets by their accessible names.

What GIMP holds is asked over its Script-Fu server, which goes on answering while the plug-in's dialog is open.
"""

import os
import pathlib
import socket
import struct
import subprocess
import sys
import tempfile
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402: the version comes first

from gimp_profile import make_pictures, make_profile, scheme_string

SHORTCUT = "F12"
PATIENCE = 120  # seconds; a busy machine starts GIMP slowly
INSIDE = "STYLE_TRANSFER_TEST_FOLDER"


def enter():
    """Runs this program again inside a session bus and a virtual screen of its own; returns a folder to work in."""
    if INSIDE in os.environ:
        return pathlib.Path(os.environ[INSIDE])
    with tempfile.TemporaryDirectory(prefix="style-transfer-window-") as temporary:
        folder = pathlib.Path(temporary)
        environment = make_profile(folder / "session")
        environment.update({INSIDE: temporary, "NO_AT_BRIDGE": "0", "GTK_USE_PORTAL": "0",
                            "GSETTINGS_BACKEND": "memory"})
        screen = ["xvfb-run", "-a", "-s", "-screen 0 1280x960x24 -nolisten tcp"]
        command = ["dbus-run-session", "--", *screen, sys.executable, "-B", *sys.argv]
        sys.exit(subprocess.run(command, env=environment).returncode)


def until(condition, what, seconds=PATIENCE):
    """The condition's value as soon as it is true."""
    end = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > end:
            raise AssertionError(f"waited {seconds} s in vain for {what}")
        time.sleep(0.1)


def xdotool(*arguments):
    return subprocess.run(["xdotool", *map(str, arguments)], capture_output=True, text=True)


class Dialog:
    """A window of the plug-in, through the accessibility bus."""

    APPLICATION = "plug-in-style-transfer"

    def __init__(self, title):
        self.title = title
        self.frame = until(self._find_frame, f"the window “{title}”")

    def _find_frame(self):
        desktop = Atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            application = desktop.get_child_at_index(i)
            if application is None or application.get_name() != self.APPLICATION:
                continue
            for j in range(application.get_child_count()):
                frame = application.get_child_at_index(j)
                if frame is not None and frame.get_name() == self.title and self._is(frame, "SHOWING"):
                    return frame
        return None

    @staticmethod
    def _is(widget, state):
        return widget.get_state_set().contains(getattr(Atspi.StateType, state))

    def is_open(self):
        return self._find_frame() is not None

    def _widgets(self, widget=None):
        widget = widget or self.frame
        yield widget
        for i in range(widget.get_child_count()):
            child = widget.get_child_at_index(i)
            if child is not None:
                yield from self._widgets(child)

    def find(self, name, role):
        def search():
            for widget in self._widgets():
                if widget.get_name() == name and widget.get_role_name() == role:
                    return widget
            return None
        return until(search, f"the {role} “{name}” in “{self.title}”")

    def press(self, name, role="push button"):
        button = self.find(name, role)
        until(lambda: self._is(button, "SENSITIVE"), f"“{name}” to be sensitive")
        if not Atspi.Action.do_action(button, 0):
            raise AssertionError(f"“{name}” could not be pressed")

    def location(self):
        for widget in self._widgets():
            if widget.get_role_name() == "text" and self._is(widget, "SHOWING") and self._is(widget, "EDITABLE"):
                return widget
        return None

    def set_number(self, name, value):
        spin = self.find(name, "spin button")
        Atspi.Value.set_current_value(spin, value)
        until(lambda: Atspi.Value.get_current_value(spin) == value, f"“{name}” to be {value}")

    def number(self, name):
        return Atspi.Value.get_current_value(self.find(name, "spin button"))

    def text(self):
        """Every visible label, one a line."""
        return "\n".join(widget.get_name() for widget in self._widgets()
                         if widget.get_role_name() == "label" and self._is(widget, "SHOWING"))


def choose_file(path):
    """In the open file chooser."""
    chooser = Dialog("Choose the style picture")
    until(lambda: xdotool("getactivewindow", "getwindowname").stdout.strip() == chooser.title,
          "the file chooser to be in front")
    xdotool("key", "slash")  # opens the field for a location
    location = until(chooser.location, "the field for a location")
    Atspi.EditableText.set_text_contents(location, str(path))
    chooser.press("Open")
    until(lambda: not chooser.is_open(), "the file chooser to close")


class Gimp:
    """A running GIMP with a window manager around it; each image has a window."""

    def __init__(self, folder):
        self.folder = folder
        environment = make_profile(folder)
        environment.update({name: os.environ[name] for name in ("DISPLAY", "XAUTHORITY")})
        make_pictures(folder)
        # A shortcut does what the menu entry does, and needs no menu to be open.
        (folder / "gimp" / "menurc").write_text(
            f'(gtk_accel_path "<Actions>/plug-in/plug-in-style-transfer" "{SHORTCUT}")\n')
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.window_manager = subprocess.Popen(["openbox"], stderr=subprocess.DEVNULL)
        # Out of the way: GIMP's GTK 2 asks what is under the pointer, and dies where that is another program's
        # window which is just being closed.
        xdotool("mousemove", 1279, 959)
        self.errors = open(folder / "stderr.txt", "w+")
        server = f'(plug-in-script-fu-server RUN-NONINTERACTIVE "127.0.0.1" {self.port} "")'
        self.process = subprocess.Popen(
            ["gimp-2.10", "--new-instance", "--no-splash", "-d", "-f", "-b", server],
            env=environment, stdin=subprocess.DEVNULL, stdout=self.errors, stderr=self.errors)
        self.server = until(self._connect, "GIMP's Script-Fu server")

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
        image = self.number(f"(car (gimp-file-load RUN-NONINTERACTIVE {path} {path}))")
        self.ask(f"(gimp-image-clean-all {image})")
        display = self.number(f"(car (gimp-display-new {image}))")
        until(lambda: xdotool("search", "--onlyvisible", "--name", window_title).stdout, f"the window of {file}")
        return image, display

    def press_key(self, window_title, key):
        window = xdotool("search", "--onlyvisible", "--name", window_title).stdout.split()[-1]
        xdotool("windowactivate", "--sync", window)
        until(lambda: xdotool("getactivewindow").stdout.strip() == window, f"{window_title} to be in front")
        xdotool("key", "--clearmodifiers", key)

    def close(self):
        self.server.close()
        self.process.kill()
        self.process.wait()
        self.window_manager.terminate()
        self.window_manager.wait()
        self.errors.close()
