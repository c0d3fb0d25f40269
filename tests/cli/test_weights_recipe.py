"""A weight file may bring a recipe: what is compared, and how, where the user chooses nothing else."""

import unittest

import numpy

import program
import weight_file
from program import DONE, FAILED, NARROW

RECIPE = dict(content_layers="relu2_1", style_layers="relu1_1,relu3_1:2", style_loss="gram", normalization="size",
              content_weight="6")


class Recipe(program.ProgramTest):
    def write(self, **metadata):
        tensors, data = weight_file.read(NARROW)
        tensors["__metadata__"] = {**tensors.get("__metadata__", {}), **metadata}
        path = self.folder / "own.safetensors"
        path.write_bytes(weight_file.encode(tensors, data))
        return path

    def recipe_of(self, weights):
        run = self.run_program("weights", "info", weights)
        self.assertEqual((run.code, run.stderr), (DONE, ""))
        return next(line for line in run.stdout.splitlines() if line.startswith("recipe"))

    def test_is_shown_and_painted_with(self):
        own = self.write(**RECIPE)
        self.assertRegex(self.recipe_of(own), r"^recipe +content relu2_1, weight 6; style relu1_1,relu3_1:2, gram; "
                                              r"normalisation size$")
        painted = self.paint_small(weights=own).pixels
        # The usual content weight, 3, stands for the recipe's.
        by_hand = self.paint_small(**RECIPE).pixels
        self.assertTrue(numpy.array_equal(painted, by_hand))
        self.assertFalse(numpy.array_equal(painted, self.paint_small().pixels))

    def test_gives_way_to_what_the_user_chooses(self):
        chosen = dict(content_layers="relu1_2", style_layers="relu2_1", style_loss="covariance",
                      normalization="gradient", content_weight=1)
        by_hand = self.paint_small(**{**chosen, "content_weight": 2}).pixels
        painted = self.paint_small(weights=self.write(**RECIPE), **chosen).pixels
        self.assertTrue(numpy.array_equal(painted, by_hand))

    def test_is_kept_by_an_import_which_makes_none_up(self):
        for metadata in RECIPE, {}:
            run = self.run_program("weights", "import", self.write(**metadata), "--name", "mine", "--force")
            self.assertEqual((run.code, run.stderr), (DONE, ""))
            imported, _ = weight_file.read(self.home / ".local/share/gimp-style-transfer/weights/mine.safetensors")
            self.assertEqual({key: imported["__metadata__"].get(key) for key in RECIPE},
                             {key: metadata.get(key) for key in RECIPE})
            self.assertEqual(self.recipe_of("mine"), self.recipe_of("own.safetensors"))

    def test_with_words_or_numbers_that_are_none_is_refused(self):
        for key, value, words in (("style_loss", "grams", 'style_loss as "grams"; known are gram, covariance, wasserstein'),
                                  ("normalization", "auto", 'normalization as "auto"; known are size, gradient, none'),
                                  *(("content_weight", text, f'content_weight as "{text}"; a positive number is right')
                                    for text in ("0", "-1", "nan", "much"))):
            with self.subTest(key=key, value=value):
                own = self.write(**{key: value})
                for words_of_run in ("weights", "info", own), self.paint_words(**{**self.small(), "weights": own}):
                    self.assert_refused(self.run_program(*words_of_run), FAILED, rf"own\.safetensors: .*{words}")

    def test_with_layers_that_the_weights_do_not_have_is_refused(self):
        for key in "content_layers", "style_layers":
            option = key.replace("_", "-")
            for layers, words in {"relu9_9": rf"own\.safetensors: the automatic {option} name relu9_9, which these "
                                             r"weights do not have; they end with relu5_4",
                                  "relu1_1:0": rf"own\.safetensors: {key} \"relu1_1:0\": the weight \"0\" of relu1_1",
                                  ",": rf"own\.safetensors: {key} \",\": a layer's name is missing"}.items():
                with self.subTest(key=key, layers=layers):
                    words_of_run = self.paint_words(**{**self.small(), "weights": self.write(**{key: layers})})
                    self.assert_refused(self.run_program(*words_of_run), FAILED, words)
                    self.paint_small(weights="own.safetensors", **{key: "relu1_1"})


if __name__ == "__main__":
    program.main()
