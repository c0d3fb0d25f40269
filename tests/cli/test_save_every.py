"""--save-every: pictures on the way, whole and beside the output."""

from PIL import Image

import png
import program


class SaveEvery(program.ProgramTest):
    def test_counts_over_all_scales_and_leaves_the_result_as_it_is(self):
        (self.folder / "out").mkdir()
        usual = dict(size=96, scales=2, iterations=4, content=program.CITY)
        alone = self.paint_small(**usual, output="alone.png")
        run = self.run_program(*self.paint_words(**{**self.small(), **usual, "output": "out/a.b.png", "save_every": 3}))
        self.assertEqual((run.code, run.stderr), (program.DONE, ""))
        names = [name for name in self.files() if name.startswith("out/")]
        self.assertEqual(names[0], "out/a.b-0003.png")
        self.assertEqual(names[-1], "out/a.b.png")
        self.assertGreaterEqual(len(names), 3)
        sizes = [png.Picture(self.folder / name).width for name in names]
        self.assertLess(sizes[0], 96)  # of the coarse scale
        self.assertEqual(sizes[-2:], [96, 96])
        with Image.open(self.folder / names[-1]) as result, Image.open(self.folder / "alone.png") as one:
            self.assertEqual(result.tobytes(), one.tobytes())
        self.assertEqual(self.run_program("recipe", names[0]).code, program.FAILED)  # it is not what the recipe makes

    def test_that_finds_no_place_is_told_and_the_painting_goes_on(self):
        (self.folder / "out-0002.jpg").mkdir()
        run = self.run_program(*self.paint_words(**{**self.small(), "output": "out.jpg", "save_every": 2}))
        self.assertEqual((run.code, run.stderr), (program.DONE, ""))
        self.assertIn("note: out-0002.jpg is a folder", run.stdout)
        self.assertTrue((self.folder / "out.jpg").is_file())

    def test_that_cannot_be_is_refused(self):
        for options, message in ((dict(output="-", save_every=2), "--save-every needs a file"),
                                 (dict(save_every=0), "--save-every"), (dict(save_every="x"), "--save-every")):
            with self.subTest(options):
                self.assert_refused(self.run_program(*self.paint_words(**{**self.small(), **options})),
                                    program.WRONG_USAGE, message)


if __name__ == "__main__":
    program.main()
