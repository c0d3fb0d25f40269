"""Products in bfloat16 and float32; the same call gives the same picture."""

import json
import pathlib
import unittest

import numpy

import png
import program


def has_bfloat16():
    flags = pathlib.Path("/proc/cpuinfo")
    return flags.exists() and "avx512_bf16" in flags.read_text()


def blocks(colours, side=8):
    """Means of squares: the optimiser's path is chaotic in single pixels, not in what they show."""
    height, width = colours.shape[0] // side, colours.shape[1] // side
    cut = colours[:height * side, :width * side].astype(float)
    return cut.reshape(height, side, width, side, -1).mean(axis=(1, 3))


class Precision(program.ProgramTest):
    def test_paints_nearly_the_same_picture(self):
        pictures = {}
        others = "bf16", "auto"
        for precision in ("f32", *others):
            self.paint(precision=precision, log=f"{precision}.jsonl")
            pictures[precision] = blocks(png.Picture(self.folder / "out.png").colours)
        losses = {precision: self.read_log(f"{precision}.jsonl")[2]["total_loss"] for precision in pictures}
        for precision in others:
            self.assertLess(numpy.abs(pictures[precision] - pictures["f32"]).mean(), 4)
            self.assertAlmostEqual(losses[precision] / losses["f32"], 1, delta=0.1)

    def test_without_bfloat16_it_is_said_that_float32_is_used(self):
        self.environment["ONEDNN_MAX_CPU_ISA"] = "AVX2"
        run = self.run_program(*self.paint_words(**self.small(), precision="bf16"))
        self.assertEqual((run.code, run.stderr), (0, ""))
        self.assertIn("note: this processor has no bfloat16 products; float32 is used", run.stdout)

    @unittest.skipUnless(has_bfloat16(), "this processor has no bfloat16 products")
    def test_bf16_is_what_the_layers_are_computed_in(self):
        for precision, method in (("bf16", {"bf16"}), ("f32", {"winograd", "direct"})):
            run = self.run_program("bench", "--size", 32, "--iterations", 1, "--weights", "fast", "--json",
                                   "--precision", precision)
            parts = json.loads(run.stdout)["sizes"][0]["parts"]
            methods = {part["method"] for part in parts if part["kind"] == "layer"} - {"pooling", "patches"}
            self.assertTrue(methods and methods <= method, methods)


class Repeated(program.ProgramTest):
    def test_gives_the_same_bytes_and_leaves_nothing_in_the_cache_folder(self):
        pictures = []
        for _ in range(2):
            self.paint(weights="random", size=32, iterations=2)
            pictures.append((self.folder / "out.png").read_bytes())
        self.assertEqual(*pictures)
        self.assertFalse((self.home / ".cache" / "gimp-style-transfer").exists())


if __name__ == "__main__":
    program.main()
