"""GIMP in a window on a virtual screen, worked as a user does.

What GIMP holds is asked over its Script-Fu server, which goes on answering while the plug-in's dialog is open.
"""

import os
import socket
import struct
import subprocess
import sys

from gimp_profile import HERE, NAME, make_pictures, make_profile, scheme_string

sys.path.insert(0, str(HERE.parent / "ui"))
import desktop  # noqa: E402: the path comes first
from desktop import PATIENCE, until, xdotool  # noqa: E402

SHORTCUT = "F12"


def enter():
    return desktop.enter(make_profile)


def open_dialog(title):
    return desktop.Dialog(NAME, title)


def choose_file(path):
    desktop.choose_file(NAME, path)


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
        # The search fails where another window closes meanwhile.
        windows = until(lambda: xdotool("search", "--onlyvisible", "--name", window_title).stdout.split(), window_title)
        window = windows[-1]
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
