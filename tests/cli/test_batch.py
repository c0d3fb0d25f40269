"""Several pictures from one call: files, folders, patterns; each in each style; what fails does not end the others."""

import json
import unittest

from PIL import Image

import program


class Batch(program.ProgramTest):
    def setUp(self):
        super().setUp()
        for number, name in enumerate(("one.png", "two.jpg", "three.webp")):
            Image.linear_gradient("L").resize((32 + 4 * number, 24)).convert("RGB").save(self.folder / name)
        self.make("style.png", program.gradient(40, 36))
        self.make("other.png", program.gradient(30, 36)[::-1])

    def words(self, *contents, **options):
        small = {key: value for key, value in self.small().items() if key not in ("content", "style")}
        (self.folder / "small.png").unlink(missing_ok=True)
        return ["--content", *contents, *program.arguments({"style": "style.png", **small, **options})]

    def paint_all(self, *contents, code=program.DONE, **options):
        run = self.run_program(*self.words(*contents, **options))
        self.assertEqual(run.code, code, run.stderr)
        return run

    def results(self):
        return sorted(path.name for path in (self.folder / "out").iterdir())

    def test_of_files_takes_all(self):
        (self.folder / "out").mkdir()
        run = self.paint_all("one.png", "two.jpg", output="out/{name}-in-{style}.{ext}")
        self.assertEqual(self.results(), ["one-in-style.png", "two-in-style.jpg"])
        self.assertIn("[2/2] two.jpg\n", run.stdout)
        words = self.words("one.png", output="out/{name}.png")
        again = self.run_program(*words, "--content", "three.webp")
        self.assertEqual((again.code, again.stderr), (program.DONE, ""))
        self.assertEqual(self.results(), ["one-in-style.png", "one.png", "three.png", "two-in-style.jpg"])

    def test_of_a_folder_and_a_pattern_takes_the_pictures_in_it(self):
        (self.folder / "in").mkdir()
        (self.folder / "out").mkdir()
        for name in "one.png", "two.jpg":
            (self.folder / name).rename(self.folder / "in" / name)
        (self.folder / "in" / "notes.txt").write_text("no picture")
        self.paint_all("in", "thre*", output="out")
        self.assertEqual(self.results(), ["one-style.png", "three-style.webp", "two-style.jpg"])

    def test_in_each_style_is_a_product(self):
        (self.folder / "out").mkdir()
        self.paint_all("one.png", "two.jpg", style=["style.png", "other.png"], each_style=True, output="out")
        self.assertEqual(self.results(), ["one-other.png", "one-style.png", "two-other.jpg", "two-style.jpg"])
        single = self.paint_all("one.png", style="other.png", output="single.png")
        self.assertEqual(single.stderr, "")
        with Image.open(self.folder / "single.png") as alone, Image.open(self.folder / "out/one-other.png") as one:
            self.assertEqual(alone.tobytes(), one.tobytes())

    def test_goes_on_after_what_fails_and_lists_it(self):
        (self.folder / "out").mkdir()
        (self.folder / "bad.png").write_text("no picture")
        run = self.paint_all("bad.png", "one.png", output="out", code=program.FAILED)
        self.assertEqual(self.results(), ["one-style.png"])
        self.assertRegex(run.stderr, r"\Astyle-transfer: error: bad\.png is no picture [^\n]*\n"
                                     r"style-transfer: error: 1 of 2 pictures were not painted: bad\.png\n\Z")

    def test_leaves_out_what_is_painted_by_the_same_recipe(self):
        (self.folder / "out").mkdir()
        self.paint_all("one.png", "two.jpg", output="out")
        before = (self.folder / "out/one-style.png").stat().st_mtime_ns
        run = self.paint_all("one.png", "two.jpg", "three.webp", output="out", skip_existing=True)
        self.assertEqual(run.stdout.count("already painted"), 2)
        self.assertEqual((self.folder / "out/one-style.png").stat().st_mtime_ns, before)
        self.assertEqual(len(self.results()), 3)
        run = self.paint_all("one.png", output="out/{name}-{style}.png", skip_existing=True, seed=5)
        self.assertNotIn("already painted", run.stdout)
        self.assertNotEqual((self.folder / "out/one-style.png").stat().st_mtime_ns, before)

    def test_is_estimated_together(self):
        run = self.paint_all("one.png", "two.jpg", output="out-{name}.png", estimate=True)
        self.assertEqual(run.stdout.count("Expected: "), 3)
        self.assertIn("All together: Expected: ", run.stdout)

    def test_has_a_log_for_each(self):
        self.paint_all("one.png", "two.jpg", output="{name}-p.png", log="{name}.jsonl")
        for name in "one", "two":
            last = json.loads((self.folder / f"{name}.jsonl").read_text().splitlines()[-1])
            self.assertEqual(last["result"], f"{name}-p.png")

    def test_that_cannot_be_is_refused_before_anything_is_painted(self):
        for words, message in ((self.words("one.png", "two.jpg", output="out.png"), "would write two.jpg and one.png to one"),
                               (self.words("one.png", output="{what}.png"), r"\{what\} in .* is not known"),
                               (self.words("x*.png", output="o.png"), r"there is no file that x\*\.png matches"),
                               (self.words("one.png", "two.jpg", output="-"), "to one file, -")):
            with self.subTest(message):
                self.assert_refused(self.run_program(*words), program.WRONG_USAGE, message)
        (self.folder / "empty").mkdir()
        self.assert_refused(self.run_program(*self.words("empty", output="o.png")), program.WRONG_USAGE,
                            "empty has no pictures in it")


if __name__ == "__main__":
    program.main()
