"""Ctrl-C, SIGTERM and SIGHUP end a run early with the best picture so far; being killed leaves nothing half-written."""

import json
import signal
import subprocess
import unittest

import numpy

import png
import program

ENDLESS = 100000  # iterations


class Interruption(program.ProgramTest):
    def start(self, **options):
        """A run without an end that has done some iterations."""
        endless = dict(iterations=ENDLESS, quiet=True, log="/dev/stdout")
        words = self.paint_words(**{**self.small(), **endless, **options})
        process = subprocess.Popen([program.PROGRAM, *words], cwd=self.folder, env=self.environment, text=True,
                                   stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.addCleanup(process.__exit__, None, None, None)
        self.addCleanup(process.kill)
        for _ in range(4):
            self.assertIsInstance(json.loads(process.stdout.readline()), dict)
        return process

    def end(self, process, number):
        process.send_signal(number)
        # communicate() would lose what readline() has read ahead.
        log, errors = process.stdout.read().splitlines(), process.stderr.read()
        return process.wait(), log, errors

    def test_leaves_a_valid_picture_and_says_so(self):
        untouched = png.Picture(self.make("small.png", program.gradient(24, 32)))
        for number in signal.SIGINT, signal.SIGTERM, signal.SIGHUP:
            for optimizer in "adam", "lbfgs":
                with self.subTest(number.name, optimizer=optimizer):
                    code, log, errors = self.end(self.start(optimizer=optimizer), number)
                    self.assertEqual((code, errors), (program.CANCELLED, ""))
                    picture = png.Picture(self.folder / "out.png")
                    self.assertEqual((picture.width, picture.height), (32, 24))
                    self.assertFalse(numpy.array_equal(picture.colours, untouched.colours))
                    self.assertTrue([json.loads(line) for line in log][-1]["cancelled"])
                    self.assertEqual(self.files(), ["out.png", "small.png", "style.png"])
                    (self.folder / "out.png").unlink()

    def test_at_a_coarse_scale_still_gives_the_working_size(self):
        process = self.start(content=program.CITY, size=96, scales=3)
        self.assertEqual(self.end(process, signal.SIGINT)[0], program.CANCELLED)
        picture = png.Picture(self.folder / "out.png")
        self.assertEqual((picture.width, picture.height), (96, 48))

    def test_that_cannot_be_caught_leaves_nothing(self):
        before = ["small.png", "style.png"]
        self.assertEqual(self.end(self.start(), signal.SIGKILL)[0], -signal.SIGKILL)
        self.assertEqual(self.files(), before)

    def test_of_one_program_does_not_touch_the_output_of_another(self):
        """Two write the same file; the one that is killed leaves the other's whole."""
        doomed = self.start()
        self.paint_small()
        whole = (self.folder / "out.png").read_bytes()
        self.end(doomed, signal.SIGKILL)
        self.assertEqual((self.folder / "out.png").read_bytes(), whole)
        self.assertEqual(self.files(), ["out.png", "small.png", "style.png"])


if __name__ == "__main__":
    program.main()
