"""Runs one Script-Fu test script in a real GIMP without a window, and reads back what it left.

The script (with steps.scm) states facts and puts drawables on a sheet. GIMP 2.10 exits with 0 whatever happens,
so a run counts only when the script reached its last line and nothing crashed.
"""

import collections
import pathlib
import subprocess
import tempfile
import unittest

import numpy

from gimp_profile import GENERATION, HERE, convert, make_pictures, make_profile, scheme_string

CELL = 128  # steps.scm: distance between two drawables on the sheet
COLUMNS = 16


def batch_command(script, with_screen=False):
    """GIMP's command line for a Script-Fu script."""
    without_screen = [] if with_screen else ["-i"]
    if GENERATION == 2:
        return ["gimp-console-2.10", *without_screen, "-d", "-b", script, "-b", "(gimp-quit 0)"]
    return ["gimp-console", "-n", *without_screen, "-d", "--batch-interpreter", "plug-in-script-fu-eval",
            "-b", script, "--quit"]


class GimpRun:
    """One GIMP process: facts[case][key] → text, pictures by name, stderr."""

    def __init__(self, script, folder, definitions, timeout, screen=None, beside=None, environment=None):
        """`screen`: the environment of one where dialogs may open; beside(process) is called while GIMP runs.
        `environment`: what is otherwise than usual."""
        screen = screen or {}
        definitions = {
            "work-folder": folder,
            "photo": folder / "photo.png",
            "painting": folder / "painting.png",
            **definitions,
        }
        batch = "".join(f"(define {name} {scheme_string(value)})" for name, value in definitions.items())
        own = HERE / f"gimp{GENERATION}"
        script_file = own / script if (own / script).exists() else HERE / script
        batch += "".join(f"(load {scheme_string(file)})" for file in (own / "names.scm", HERE / "steps.scm", script_file))
        with open(folder / "stdout.txt", "wb") as stdout, open(folder / "stderr.txt", "wb") as stderr:
            process = subprocess.Popen(batch_command(f"(begin {batch})", screen), stdin=subprocess.DEVNULL,
                                       stdout=stdout, stderr=stderr, env=dict(make_profile(folder), **screen, **(environment or {})))
            try:
                if beside:
                    beside(process)
                process.wait(timeout)
            except subprocess.TimeoutExpired:
                raise AssertionError(f"GIMP did not end within {timeout} s; stderr: {self._read(folder, 'stderr')}")
            finally:
                process.kill()
                process.wait()
        self.stderr = self._read(folder, "stderr")
        self.facts = self._read_facts(folder / "facts.txt")
        if "script" not in self.facts:
            raise AssertionError(f"{script} did not reach its end.\n{self._read(folder, 'stdout')}\n{self.stderr}")
        self._sheet = self._read_sheet(folder / "sheet.png")

    @staticmethod
    def _read(folder, name):
        return (folder / f"{name}.txt").read_text(errors="replace")

    @staticmethod
    def _read_facts(path):
        facts = collections.defaultdict(dict)
        if path.exists():
            for line in path.read_text(errors="replace").splitlines():
                if line.count("\t") == 2:
                    case, key, value = line.split("\t")
                    facts[case][key] = value
        return dict(facts)

    @staticmethod
    def _read_sheet(path):
        raw = path.with_suffix(".rgba")
        convert(path, "-depth", "16", "-endian", "LSB", raw)
        size = subprocess.run(["identify", "-format", "%w %h", path], check=True, capture_output=True, text=True)
        width, height = map(int, size.stdout.split())
        return numpy.fromfile(raw, "<u2").reshape(height, width, 4) / 65535

    def picture(self, name):
        """Height × width × (R, G, B, A), 0…1, perceptual."""
        cell = self.facts[f"sheet {name}"]
        row, column = divmod(int(cell["number"]), COLUMNS)
        y, x = row * CELL, column * CELL
        return self._sheet[y:y + int(cell["height"]), x:x + int(cell["width"])]


def colour(picture):
    """Mean R, G, B over what is visible."""
    return numpy.average(picture[..., :3].reshape(-1, 3), axis=0, weights=picture[..., 3].ravel())


def difference(one, other):
    """Mean absolute difference of the colours, 0…1, weighted by how far both are visible."""
    weights = numpy.minimum(one[..., 3], other[..., 3])
    return numpy.average(numpy.abs(one - other)[..., :3].mean(axis=2), weights=weights)


class BatchTest(unittest.TestCase):
    """Runs `script` once for all tests of the class."""

    script = ""
    definitions = {}  # further names for the script: strings
    environment = {}  # that is otherwise than usual
    timeout = 500

    @classmethod
    def prepare(cls, folder):
        """Makes further files that the script wants."""

    @classmethod
    def run_gimp(cls):
        return GimpRun(cls.script, cls.folder, cls.definitions, cls.timeout, environment=cls.environment)

    @classmethod
    def setUpClass(cls):
        temporary = tempfile.TemporaryDirectory(prefix="style-transfer-gimp-")
        cls.addClassCleanup(temporary.cleanup)
        cls.folder = pathlib.Path(temporary.name)
        make_pictures(cls.folder)
        cls.prepare(cls.folder)
        cls.gimp = cls.run_gimp()
        cls.facts = cls.gimp.facts

    def test_nothing_crashes_or_leaks(self):
        # GIMP 3's own programs complain a lot.
        critical = "CRITICAL" if GENERATION == 2 else r"plug-in-style-transfer:\d+\).*CRITICAL"
        self.assertNotRegex(self.gimp.stderr, f"crashed|{critical}|GeglBuffers leaked|no return values")

    def picture(self, name):
        return self.gimp.picture(name)

    def assert_told_on_stderr(self, words):
        """Of an error that the script has caught GIMP 3 says no more."""
        if GENERATION == 2:
            self.assertRegex(self.gimp.stderr, words)

    def assert_painted(self, case):
        """The new layer covers the original, shows other pixels with the same alpha; the original is as before."""
        self.assertNotIn("error", self.facts.get(case, {}), self.facts.get(case, {}).get("error"))
        original, painted = self.facts[f"{case} original"], self.facts[case]
        for key in ("width", "height", "offset-x", "offset-y", "parent", "position"):
            self.assertEqual(original[key], painted[key], f"{case}: {key}")
        self.assertEqual(int(original["layers"]) + 1, int(painted["layers"]), case)
        before, after = self.picture(f"{case} before"), self.picture(f"{case} painted")
        self.assertGreater(difference(before, after), 0.01, f"{case}: nothing was painted")
        self.assertLess(difference(before, after), 0.4, f"{case}: the photo is gone")
        # A half float has 11 bits, an 8-bit layer 8.
        self.assertLess(numpy.abs(before[..., 3] - after[..., 3]).max(), 0.003, f"{case}: alpha changed")
        self.assert_original_unchanged(case)

    def assert_original_unchanged(self, case):
        before, after = self.picture(f"{case} before"), self.picture(f"{case} after")
        self.assertTrue(numpy.array_equal(before, after), f"{case}: the original layer changed")
