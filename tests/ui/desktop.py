"""A virtual screen with a session bus, and windows on it worked as a user does: keys by xdotool, widgets by their
accessible names."""

import os
import pathlib
import subprocess
import sys
import tempfile
import time

import gi
import numpy

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402: the version comes first

PATIENCE = 120  # seconds; a busy machine starts programs slowly
ROLES_NOW = {"push button": "button"}  # what newer accessibility libraries call them
INSIDE = "STYLE_TRANSFER_TEST_FOLDER"


def enter(make_environment):
    """Runs this program again inside a session bus and a virtual screen of its own; returns a folder to work in.
    `make_environment(folder)` makes its environment."""
    if INSIDE in os.environ:
        return pathlib.Path(os.environ[INSIDE])
    with tempfile.TemporaryDirectory(prefix="style-transfer-window-") as temporary:
        environment = make_environment(pathlib.Path(temporary) / "session")
        environment.update({INSIDE: temporary, "NO_AT_BRIDGE": "0", "GTK_USE_PORTAL": "0",
                            "GSETTINGS_BACKEND": "memory"})
        # -noreset: else it starts anew when the first, short-lived program ends, and throws the second out.
        screen = ["xvfb-run", "-a", "-s", "-screen 0 1280x960x24 -nolisten tcp -noreset"]
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
        time.sleep(0.05)


def xdotool(*arguments):
    return subprocess.run(["xdotool", *map(str, arguments)], capture_output=True, text=True)


class Dialog:
    """A window of the named program, through the accessibility bus."""

    def __init__(self, application, title):
        self.application, self.title = application, title
        self.frame = until(self._find_frame, f"the window “{title}”")

    def _find_frame(self):
        desktop = Atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            try:
                frame = self._frame_of(desktop.get_child_at_index(i))
            except GLib.GError:  # a program that has just ended
                continue
            if frame is not None:
                return frame
        return None

    def _frame_of(self, application):
        if application is None or application.get_name() != self.application:
            return None
        for i in range(application.get_child_count()):
            frame = application.get_child_at_index(i)
            if frame is not None and frame.get_name() == self.title and self.has(frame, "SHOWING"):
                return frame
        return None

    @staticmethod
    def has(widget, state):
        return widget.get_state_set().contains(getattr(Atspi.StateType, state))

    def is_open(self):
        return self._find_frame() is not None

    def wait_until_closed(self):
        until(lambda: not self.is_open(), f"“{self.title}” to close")

    def widgets(self, widget=None):
        widget = widget or self.frame
        yield widget
        for i in range(widget.get_child_count()):
            child = widget.get_child_at_index(i)
            if child is not None:
                yield from self.widgets(child)

    def find(self, name, role):
        def search():
            try:
                for widget in self.widgets():
                    if widget.get_name() == name and widget.get_role_name() in (role, ROLES_NOW.get(role)):
                        return widget
            except GLib.GError:  # one that was there a moment ago
                pass
            return None
        return until(search, f"the {role} “{name}” in “{self.title}”")

    def press(self, name, role="push button"):
        button = self.find(name, role)
        until(lambda: self.has(button, "SENSITIVE"), f"“{name}” to be sensitive")
        if not Atspi.Action.do_action(button, 0):
            raise AssertionError(f"“{name}” could not be pressed")

    def location(self):
        for widget in self.widgets():
            if widget.get_role_name() == "text" and self.has(widget, "SHOWING") and self.has(widget, "EDITABLE"):
                return widget
        return None

    def enter_text(self, name, text):
        Atspi.EditableText.set_text_contents(self.find(name, "text"), text)

    def set_number(self, name, value, role="spin button"):
        control = self.find(name, role)
        Atspi.Value.set_current_value(control, value)
        until(lambda: abs(Atspi.Value.get_current_value(control) - value) < 1e-9, f"“{name}” to be {value}")

    def set_size(self, pixels):
        self.choose("Size", "Another size")
        self.set_number("Size in pixels", pixels)

    def number(self, name, role="spin button"):
        return Atspi.Value.get_current_value(self.find(name, role))

    def choices(self, name):
        """Of a combo box: its texts."""
        combo = self.find(name, "combo box")
        return [widget.get_name() for widget in self.widgets(combo) if widget.get_role_name() == "menu item"]

    def choose(self, name, choice):
        combo = self.find(name, "combo box")
        until(lambda: choice in self.choices(name), f"“{choice}” in “{name}”")
        if not Atspi.Selection.select_child(combo, self.choices(name).index(choice)):
            raise AssertionError(f"“{choice}” could not be chosen")

    def choice(self, name):
        selected = Atspi.Selection.get_selected_child(self.find(name, "combo box"), 0)
        return selected.get_name() if selected else None

    def select(self, name, container):
        """One of a container's entries."""
        until(lambda: name in self.entries(container), f"“{name}” in “{container}”")
        Atspi.Selection.select_child(self.find(container, "table"), self.entries(container).index(name))

    def entries(self, container):
        entries = self.find(container, "table")
        return [entries.get_child_at_index(i).get_name() for i in range(entries.get_child_count())]

    def selected(self, container):
        selected = Atspi.Selection.get_selected_child(self.find(container, "table"), 0)
        return selected.get_name() if selected else None

    def unselect(self, container):
        Atspi.Selection.clear_selection(self.find(container, "table"))

    def picture(self, name):
        """What a drawing area shows on the screen: height × width × RGB, 0…255."""
        place = Atspi.Component.get_extents(self.find(name, "drawing area"), Atspi.CoordType.SCREEN)
        area = f"{place.width}x{place.height}+{place.x}+{place.y}"
        screen = subprocess.run(["import", "-window", "root", "-crop", area, "-depth", "8", "rgb:-"],
                                capture_output=True, check=True)
        return numpy.frombuffer(screen.stdout, numpy.uint8).reshape(place.height, place.width, 3).astype(int)

    def text(self):
        """Every visible label, one a line."""
        return "\n".join(widget.get_name() for widget in self.widgets()
                         if widget.get_role_name() == "label" and self.has(widget, "SHOWING"))


def choose_file(application, path, title="Choose the style picture"):
    """In the open file chooser."""
    chooser = Dialog(application, title)
    until(lambda: xdotool("getactivewindow", "getwindowname").stdout.strip() == chooser.title,
          "the file chooser to be in front")
    xdotool("key", "slash")  # opens the field for a location
    location = until(chooser.location, "the field for a location")
    Atspi.EditableText.set_text_contents(location, str(path))
    chooser.press("Open")
    chooser.wait_until_closed()
