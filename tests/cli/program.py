"""Runs the real program `style-transfer` in a temporary folder, and reads what it left.

STYLE_TRANSFER_PROGRAM names it.
"""

import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

import numpy

import png

PROGRAM = os.environ.get("STYLE_TRANSFER_PROGRAM", "")
DATA = pathlib.Path(__file__).resolve().parent.parent / "data"
CITY, LAKE = DATA / "content-city.png", DATA / "content-lake.png"
STARRY_NIGHT, SCREAM = DATA / "style-starry-night.png", DATA / "style-scream.png"
# Few channels with made-up values: enough for what does not depend on how good the painting is.
NARROW = DATA / "weights" / "vgg19-narrow-f32.safetensors"
SIZE = 128
ITERATIONS = 50
TIMEOUT = 300  # seconds; only what hangs takes so long

DONE, FAILED, WRONG_USAGE, CANCELLED = 0, 1, 2, 130


def arguments(options):
    """{"style": [A, B], "size": 64, "quiet": True} as --style A --style B --size 64 --quiet."""
    words = []
    for name, value in options.items():
        for one in value if isinstance(value, list) else [value]:
            words.append("--" + name.replace("_", "-"))
            if one is not True:
                words.append(str(one))
    return words


def gradient(height, width, samples=3, depth=8):
    """A picture in which no two pixels beside each other are equal."""
    y, x = numpy.mgrid[:height, :width]
    planes = [(x * 5 + y * 3) % 256, (x * 2 + y * 7 + 90) % 256, 255 - (x * 4 + y * 5) % 256, (x * 3 + y) % 256]
    pixels = numpy.stack(planes[:samples], axis=2)
    return pixels if depth == 8 else (pixels * 257 + (x + 2 * y)[..., None] % 199).clip(0, 65535)


class Finished:
    """A run that is over."""

    def __init__(self, process):
        self.code, self.stdout, self.stderr = process.returncode, process.stdout, process.stderr


class ProgramTest(unittest.TestCase):
    """Each test has a folder of its own, in which the program runs, and users' folders without anything in them."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="style-transfer-cli-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name) / "run"
        self.home = pathlib.Path(folder.name) / "home"
        self.program = PROGRAM
        self.folder.mkdir()
        self.home.mkdir()
        self.environment = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
        self.environment["HOME"] = str(self.home)
        # Threads that wait by spinning take the processor from those they wait for where tests run side by side.
        self.environment["OMP_WAIT_POLICY"] = "passive"

    def run_program(self, *words, **others):
        settings = dict(cwd=self.folder, env=self.environment, stdin=subprocess.DEVNULL, text=True,
                        errors="surrogateescape", timeout=TIMEOUT, capture_output=True)
        if "stdout" in others:
            settings.update(capture_output=False, stderr=subprocess.PIPE)
        return Finished(subprocess.run([self.program, *map(str, words)], **{**settings, **others}))

    def paint_words(self, **options):
        usual = dict(content=CITY, style=STARRY_NIGHT, weights="fast", size=SIZE, iterations=ITERATIONS, threads=2,
                     output="out.png")
        return arguments({**usual, **options})

    def paint(self, **options):
        """A run that must be done; gives the picture."""
        output = self.folder / str(options.get("output", "out.png"))
        run = self.run_program(*self.paint_words(**options))
        self.assertEqual((run.code, run.stderr), (DONE, ""))
        return png.Picture(output)

    def paint_small(self, **options):
        """The least work that still paints."""
        return self.paint(**{**self.small(), **options})

    def small(self):
        return dict(content=self.make("small.png", gradient(24, 32)), style=self.make("style.png", gradient(40, 36)),
                    weights=NARROW, size=32, iterations=3, threads=1)

    def make(self, name, pixels, **how):
        path = self.folder / name
        if not path.exists():
            path.write_bytes(png.encode(pixels, **how))
        return path

    def read_log(self, name="run.jsonl"):
        """Its header, iterations and last line."""
        first, *iterations, last = map(json.loads, (self.folder / name).read_text().splitlines())
        return first, iterations, last

    def files(self):
        return sorted(str(path.relative_to(self.folder)) for path in self.folder.rglob("*"))

    def assert_refused(self, run, code, *patterns):
        """One sentence on stderr, nothing else."""
        self.assertRegex(run.stderr, r"\Astyle-transfer: error: [^\n]+\n\Z")
        for pattern in patterns:
            self.assertRegex(run.stderr, pattern)
        self.assertEqual(run.code, code, run.stderr)


def main():
    if not PROGRAM or not shutil.which(PROGRAM):
        raise SystemExit("STYLE_TRANSFER_PROGRAM must name the program to test")
    unittest.main()
