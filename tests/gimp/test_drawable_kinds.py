"""Every kind of pixel: the new layer has the layer's size, kind and alpha, and the painting's colours."""

import unittest

import numpy

import batch
import record

SAMPLES = ("u8", "u16", "u32", "half", "float", "double")
KINDS = [sample + encoding for sample in SAMPLES for encoding in ("", "-linear")]
# What is read and written of each sample type with alpha need not be tried again without.
FEW = ["u8", "u16-linear", "float"]
MODELS = {"rgb": FEW, "rgba": KINDS, "gray": FEW, "graya": KINDS}


class EveryDrawableKind(batch.BatchTest):
    script = "drawable_kinds.scm"

    def each(self, models, check):
        for model in models:
            for kind in MODELS[model]:
                with self.subTest(model=model, kind=kind):
                    check(f"{model} {kind}")

    def test_is_painted_on_a_new_layer_of_the_same_kind(self):
        def check(case):
            self.assert_painted(case)
            self.assertEqual(self.facts[case]["type"], self.facts[f"{case} original"]["type"])
            self.assertEqual(self.facts[case]["precision"], self.facts[f"{case} original"]["precision"])
            self.assertEqual(self.facts[case]["distance"], "1")
            self.assertEqual(self.facts[case]["mask"], "no")

        self.each(MODELS, check)

    def test_keeps_alpha_from_transparent_to_opaque(self):
        def check(case):
            alpha = self.picture(f"{case} painted")[..., 3]
            self.assertEqual(alpha.min(), 0)
            self.assertEqual(alpha.max(), 1)
            self.assertGreater(len(numpy.unique(alpha)), 20)

        self.each(("rgba", "graya"), check)

    def test_takes_up_the_paintings_colours(self):
        def check(case):
            # The photo is blue, the painting orange.
            before, after = (batch.colour(self.picture(f"{case} {when}")) for when in ("before", "painted"))
            self.assertGreater(after[0] - after[2], before[0] - before[2] + 0.03)

        self.each(("rgb", "rgba"), check)

    def test_gray_stays_gray(self):
        def check(case):
            painted = self.picture(f"{case} painted")
            self.assertLess(numpy.ptp(painted[..., :3], axis=2).max(), 0.002)

        self.each(("gray", "graya"), check)

    def test_is_the_same_picture_whatever_the_sample_type(self):
        for model in MODELS:
            exact = self.picture(f"{model} float painted")
            for kind in MODELS[model]:
                with self.subTest(model=model, kind=kind):
                    painted = self.picture(f"{model} {kind} painted")
                    # 8 linear bits hold the dark tones in few steps, which the optimiser then sees as pattern.
                    self.assertLess(batch.difference(painted, exact), 0.03 if kind == "u8-linear" else 0.01)


if __name__ == "__main__":
    record.main()
