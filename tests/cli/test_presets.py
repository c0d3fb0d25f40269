"""--preset: a name of those that come with the program or of the user's own, or a file; options take its place."""

import json

import program

OWN = """[preset-1]
name=My Blue Period
seed=5
iterations=2
style-weight=4

[preset-2]
name=old
shine=3
"""


class Presets(program.ProgramTest):
    def setUp(self):
        super().setUp()
        folder = self.home / ".config" / "gimp-style-transfer"
        folder.mkdir(parents=True)
        (folder / "presets.ini").write_text(OWN)

    def recipe(self, name="out.png"):
        return json.loads(self.run_program("recipe", name).stdout)

    def words(self, *more, style=True):
        small = self.small()
        kept = {name: small[name] for name in ("content", "style", "weights", "threads") if name != "style" or style}
        return [*program.arguments({**kept, "size": 32, "output": "out.png"}), *more]

    def parameters(self, *more, **how):
        run = self.run_program(*self.words(*more, **how))
        self.assertEqual((run.code, run.stderr), (program.DONE, ""))
        return self.recipe()["parameters"]

    def test_gives_its_values_and_options_take_their_place(self):
        values = self.parameters("--preset", "my-blue-period")
        self.assertEqual([values[name] for name in ("seed", "iterations", "style-weight")], [5, 2, 4])
        values = self.parameters("--seed", "6", "--preset=My Blue Period", "--iterations", "3")
        self.assertEqual([values[name] for name in ("seed", "iterations", "style-weight")], [6, 3, 4])
        self.assertEqual(self.parameters("--preset", "Fine_Detail", "--iterations", "1")["style-scale"], 0.5)

    def test_in_a_file_brings_its_styles_unless_others_are_given(self):
        (self.folder / "kit").mkdir()
        self.make("kit/waves.png", program.gradient(40, 36))
        (self.folder / "kit" / "mine.json").write_text(json.dumps({
            "recipe": 1, "parameters": {"seed": 9, "iterations": 1}, "content": {"file": "nowhere.png"},
            "styles": [{"file": "waves.png", "weight": 0.5}]}))
        self.assertEqual(self.parameters("--preset", "kit/mine.json", style=False)["seed"], 9)
        self.assertEqual(self.recipe()["styles"][0]["file"], "waves.png")
        self.parameters("--preset", "kit/mine.json")
        self.assertEqual(self.recipe()["styles"][0]["file"], "style.png")
        (self.folder / "kit" / "waves.png").unlink()
        self.assert_refused(self.run_program(*self.words("--preset", "kit/mine.json", style=False)), program.WRONG_USAGE,
                            "the style waves.png of the preset kit/mine.json is not beside it")

    def test_that_is_none_is_refused_and_those_that_there_are_listed(self):
        (self.folder / "wrong.json").write_text("[]")
        for name, message in {"cubism": "there is no preset “cubism”; there are my-blue-period, old, balanced, strong-brushwork",
                              "wrong.json": "wrong.json is no recipe", "./nowhere.json": "nowhere.json cannot be read",
                              "old": "a value of the preset “old” is left out: there is no parameter \"shine\""}.items():
            with self.subTest(name):
                self.assert_refused(self.run_program(*self.words("--preset", name)), program.WRONG_USAGE, message)


if __name__ == "__main__":
    program.main()
