"""Presets in scripts, and images with indexed colours that are converted where that is said."""

import json

import numpy

import batch
import record

RGB, INDEXED = "0", "2"


class Presets(batch.BatchTest):
    script = "presets.scm"

    @classmethod
    def prepare(cls, folder):
        (folder / "kit.json").write_text(json.dumps({
            "recipe": 1,
            "parameters": {"weights": "fast", "seed": 4, "size": 64, "scales": 1, "content-layers": "relu1_1",
                           "style-layers": "relu1_1"},
            "styles": [{"file": "painting.png"}]}))

    def assert_same(self, one, other):
        self.assertTrue(numpy.array_equal(self.picture(one), self.picture(other)), f"{one}, {other}")

    def test_paint_as_their_values_do(self):
        self.assert_same("by values", "by preset")

    def test_give_way_to_what_is_said(self):
        self.assert_same("by values, smaller", "by preset, smaller")
        self.assertGreater(batch.difference(self.picture("another style"), self.picture("by preset")), 0.01)

    def test_that_are_none_are_refused_in_words(self):
        for case, words in {"unknown": "there are balanced, strong-brushwork, keep-the-photo, fine-detail, quick-look",
                            "without a style": "no style is given", "wrong file": "photo.png is no recipe"}.items():
            with self.subTest(case):
                self.assertIn(words, self.facts[case].get("error", "painted"))
                self.assertEqual(self.facts[case]["layers"], "1")

    def test_an_indexed_image_becomes_rgb_where_that_is_said(self):
        self.assert_same("converted before", "converted")
        self.assert_same("indexed photo", "converted original")
        self.assertEqual((self.facts["converted"]["base type"], self.facts["converted"]["layers"]), (RGB, "2"))

    def test_and_is_refused_otherwise(self):
        self.assertIn("or give convert as rgb", self.facts["not converted"]["error"])
        self.assertIn('convert must be rgb or none, not "gray"', self.facts["to something else"]["error"])
        for case in "not converted", "to something else":
            self.assertEqual((self.facts[case]["base type"], self.facts[case]["layers"]), (INDEXED, "1"))


if __name__ == "__main__":
    record.main()
