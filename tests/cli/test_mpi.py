"""Several processes, started by mpirun, paint what one paints, and end together.

STYLE_TRANSFER_MPIRUN names the mpirun of the MPI that the program is built with; without it nothing is tried.
"""

import math
import os
import pathlib
import signal
import struct
import subprocess
import unittest

import numpy

import png
import program
import weight_file

MPIRUN = os.environ.get("STYLE_TRANSFER_MPIRUN", "")
RANK_NAMES = "OMPI_COMM_WORLD_RANK=", "PMI_RANK="
ENDLESS = 100000  # iterations


@unittest.skipUnless(MPIRUN, "this program is built without MPI (STYLE_TRANSFER_MPI)")
class SeveralProcesses(program.ProgramTest):
    def setUp(self):
        super().setUp()
        # OpenMPI's alone.
        self.environment.update(OMPI_ALLOW_RUN_AS_ROOT="1", OMPI_ALLOW_RUN_AS_ROOT_CONFIRM="1",
                                OMPI_MCA_rmaps_base_oversubscribe="1")

    def run_team(self, size, *words):
        self.program = MPIRUN
        try:
            return self.run_program("-n", size, program.PROGRAM, *words)
        finally:
            self.program = program.PROGRAM

    def paint_together(self, processes, **options):
        run = self.run_team(processes, *self.paint_words(output="together.png", **options))
        self.assertEqual((run.code, run.stderr), (program.DONE, ""))
        return png.Picture(self.folder / "together.png"), run.stdout

    def assert_alike(self, one, other):
        """To 1/255."""
        self.assertEqual(one.colours.shape, other.colours.shape)
        self.assertLessEqual(numpy.abs(one.colours.astype(int) - other.colours.astype(int)).max(), 1)

    def assert_one_message(self, run, pattern):
        self.assertEqual(run.code, program.FAILED)
        self.assertEqual(run.stderr.count("style-transfer: error: "), 1, run.stderr)
        self.assertRegex(run.stderr, pattern)
        self.assertFalse((self.folder / "out.png").exists())

    def ranks(self):
        """The processes of this test's team, in their order."""
        found = {}
        for process in pathlib.Path("/proc").glob("[0-9]*"):
            try:
                if (process / "cwd").resolve() != self.folder.resolve():
                    continue
                if not (process / "exe").resolve().samefile(program.PROGRAM):
                    continue
                words = (process / "environ").read_text(errors="replace").split("\0")
            except OSError:
                continue  # it has ended
            rank = next(int(word.split("=")[1]) for word in words if word.startswith(RANK_NAMES))
            found[rank] = int(process.name)
        return [found[rank] for rank in sorted(found)]

    def start_endless(self):
        words = self.paint_words(**{**self.small(), "iterations": ENDLESS, "quiet": True, "log": "/dev/stdout"})
        process = subprocess.Popen([MPIRUN, "-n", "2", program.PROGRAM, *words], cwd=self.folder,
                                   env=self.environment, text=True, stdin=subprocess.DEVNULL,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.addCleanup(process.__exit__, None, None, None)
        self.addCleanup(process.kill)
        for _ in range(4):  # a header and some iterations
            self.assertTrue(process.stdout.readline().startswith("{"))
        return process

    def end(self, process):
        _, errors = process.stdout.read(), process.stderr.read()
        return process.wait(program.TIMEOUT), errors

    def test_paint_what_one_paints(self):
        options = dict(threads=1, iterations=4, size=160)
        alone = self.paint(**options)
        for processes in 2, 3:
            together, output = self.paint_together(processes, **options)
            self.assert_alike(together, alone)
            self.assertEqual(output.count("Expected: "), 1)
            self.assertEqual(output.count("together.png: "), 1)

    def test_paint_in_tiles_what_one_paints(self):
        options = dict(threads=1, iterations=4, scales=1, size=500, weights=program.NARROW, memory_limit=110,
                       style_layers="relu1_1,relu2_1", content_layers="relu2_1")
        together, output = self.paint_together(2, **options)
        self.assertIn("only tiles of 256 px", output)
        self.assert_alike(together, self.paint(**options))

    def test_paint_each_picture_of_a_batch_together(self):
        small = self.small()
        other = self.make("other.png", program.gradient(30, 26))
        both = dict(small, content=[small["content"], other])
        run = self.run_team(2, *self.paint_words(**both, output="{name}-2.png"))
        self.assertEqual((run.code, run.stderr), (program.DONE, ""))
        for name in "small", "other":
            alone = self.paint(**dict(small, content=f"{name}.png"), output=f"{name}-1.png")
            self.assert_alike(png.Picture(self.folder / f"{name}-2.png"), alone)

    def test_that_fail_tell_it_once(self):
        with self.subTest("a picture is missing"):
            run = self.run_team(2, *self.paint_words(content="missing.png"))
            self.assert_one_message(run, "missing.png")
        with self.subTest("weights are NaN"):
            tensors, data = weight_file.read(program.NARROW)
            begin = tensors["features.2.weight"]["data_offsets"][0]
            data[begin:begin + 4] = struct.pack("<f", math.nan)
            (self.folder / "nan.safetensors").write_bytes(weight_file.encode(tensors, data))
            run = self.run_team(2, *self.paint_words(**dict(self.small(), weights="nan.safetensors")))
            self.assert_one_message(run, r"nan\.safetensors")
        with self.subTest("wrong usage"):
            run = self.run_team(2, "--colour", "mauve")
            self.assertEqual(run.code, program.WRONG_USAGE)
            self.assertEqual(run.stderr.count("style-transfer: error: "), 1)

    def test_answer_questions_once(self):
        self.assertEqual(self.run_team(2, "--help").stdout, self.run_program("--help").stdout)
        run = self.run_team(2, *self.paint_words(**self.small(), estimate=True))
        self.assertRegex(run.stdout, r"\AExpected: [^\n]*\n\Z")

    def test_end_together_where_one_is_interrupted(self):
        for rank in 0, 1:
            with self.subTest(rank=rank):
                process = self.start_endless()
                os.kill(self.ranks()[rank], signal.SIGINT)
                code, errors = self.end(process)
                self.assertEqual(code, program.CANCELLED)
                self.assertNotIn("style-transfer: error: ", errors)
                self.assertEqual(png.Picture(self.folder / "out.png").width, 32)
                self.assertEqual(self.ranks(), [])
                (self.folder / "out.png").unlink()

    def test_end_with_mpirun_and_leave_nothing_half_written(self):
        # Time to write a picture before OpenMPI kills; it waits so long itself.
        self.environment["OMPI_MCA_odls_base_sigkill_timeout"] = "10"
        process = self.start_endless()
        process.send_signal(signal.SIGINT)
        code, errors = self.end(process)
        self.assertNotEqual(code, program.DONE)
        self.assertNotIn("style-transfer: error: ", errors)
        self.assertEqual(self.ranks(), [])
        left = set(self.files()) - {"small.png", "style.png"}
        self.assertLessEqual(left, {"out.png"})
        if left:
            self.assertEqual(png.Picture(self.folder / "out.png").width, 32)


if __name__ == "__main__":
    program.main()
