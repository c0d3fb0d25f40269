"""What `style-transfer bench` measures, and how it tells."""

import json
import re
import unittest

import program


class Bench(program.ProgramTest):
    def measure(self, *words):
        run = self.run_program("bench", "--json", "--iterations", 2, "--weights", program.NARROW, *words)
        self.assertEqual((run.code, run.stderr), (0, ""))
        return json.loads(run.stdout)

    def test_measures_iterations_of_each_size_as_JSON(self):
        figures = self.measure("--size", "32,48")
        self.assertEqual(list(figures), ["version", "optimizer", "sizes"])
        self.assertEqual([(size["width"], size["height"], size["iterations"]) for size in figures["sizes"]],
                         [(32, 32, 2), (48, 48, 2)])
        for size in figures["sizes"]:
            self.assertGreater(size["ms_per_iteration"], 0)
            self.assertAlmostEqual(size["us_per_pixel"], 1000 * size["ms_per_iteration"] / size["width"] ** 2)
            self.assertLessEqual(size["ms_least"], size["ms_greatest"])
            self.assertGreater(size["peak_rss_bytes"], 1 << 20)
            self.assertGreater(size["resampling_ms"], 0)

    def test_measures_every_part_of_an_iteration(self):
        size = self.measure("--size", 32, "--style-layers", "relu1_1,relu2_1", "--content-layers", "relu2_1",
                            "--optimizer", "lbfgs")["sizes"][0]
        parts = [(part["kind"], part["part"], part["method"]) for part in size["parts"]]
        self.assertEqual(parts, [("layer", "conv1_1", "direct"), ("layer", "conv1_2", "direct"),
                                 ("layer", "pool1", "pooling"), ("layer", "conv2_1", "direct"),
                                 ("product", "relu1_1", "gram"), ("product", "relu2_1", "gram"),
                                 ("other", "content loss", ""), ("other", "style loss", ""), ("other", "tv loss", ""),
                                 ("other", "rest", ""), ("other", "optimiser step", "lbfgs")])
        self.assertGreater(size["peak_gflops"], 0)
        for part in size["parts"]:
            for way in ("forward", "backward")[:1 if part["kind"] == "other" else 2]:
                counted = part["kind"] == "product" or part["part"].startswith("conv")
                self.assertEqual(f"{way}_gflop" in part, counted, part)
                if counted:
                    self.assertAlmostEqual(part[f"{way}_gflops"] / (1000 * part[f"{way}_gflop"] / part[f"{way}_ms"]), 1)
                    self.assertAlmostEqual(part[f"{way}_of_peak"] * size["peak_gflops"] / part[f"{way}_gflops"], 1)
        # 2·9 operations for each weight at each position of the canvas: 32 px, margins of 16, and room to move by one.
        described = self.run_program("weights", "info", program.NARROW).stdout
        channels = re.search(r"conv1_2 +(\d+) +(\d+)", described)
        gflop = 18e-9 * int(channels[1]) * int(channels[2]) * 66 * 66
        self.assertAlmostEqual(size["parts"][1]["forward_gflop"] / gflop, 1)

    def test_measures_each_size_in_memory_of_its_own(self):
        large_first = self.measure("--size", "256,32")["sizes"]
        self.assertLess(large_first[1]["peak_rss_bytes"], large_first[0]["peak_rss_bytes"])

    def test_tells_what_goes_wrong_where_it_measures(self):
        run = self.run_program("bench", "--size", 32, "--weights", "nowhere.safetensors")
        self.assert_refused(run, program.FAILED, "nowhere.safetensors")
        self.assertEqual(run.stdout, "")

    def test_shows_tables_of_the_users_pictures(self):
        run = self.run_program("bench", "--content", program.CITY, "--style", program.SCREAM, "--size", "48,64",
                               "--iterations", 1, "--weights", program.NARROW)
        self.assertEqual((run.code, run.stderr), (0, ""))
        self.assertRegex(run.stdout, r"\A48×24 px, .*\n[\d.]+ ms per iteration.*, [\d.]+ µs per pixel\n.*\n"
                                     r"\d+ MiB.*\n")
        self.assertRegex(run.stdout, r"\npx +ms per iteration +µs per pixel +peak MiB\n48×24 .*\n64×32 .*\n\Z")


if __name__ == "__main__":
    program.main()
