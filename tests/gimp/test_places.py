"""Several styles, mixed or each in a place of its own, what is kept firmly, and what is frozen."""

import unittest

import numpy

import batch
import record
from gimp_profile import convert


def apart(one, other):
    return numpy.abs(one - other)[..., :3].mean()


class Places(batch.BatchTest):
    script = "places.scm"

    @classmethod
    def prepare(cls, folder):
        convert("-size", "96x96", "plasma:red-orange", "-seed", "3", folder / "other.png")
        cls.definitions = {"other-style": str(folder / "other.png")}

    def test_each_style_paints_in_its_place(self):
        one, other, both = (self.picture(name) for name in ("one style", "the other style", "channel"))
        left, right = numpy.s_[:, :40], numpy.s_[:, 56:]
        self.assertLess(apart(both[left], one[left]), apart(both[left], other[left]) / 2)
        self.assertLess(apart(both[right], other[right]), apart(both[right], one[right]) / 2)

    def test_a_place_is_the_same_whatever_says_it(self):
        for name in "selection", "layer mask", "layer":
            with self.subTest(name):
                self.assertTrue(numpy.array_equal(self.picture("channel"), self.picture(name)))

    def test_a_selection_that_is_a_place_does_not_limit_the_result(self):
        self.assertEqual(self.facts["selection"]["mask"], "no")
        self.assertEqual(self.facts["layer mask"]["mask"], "yes")

    def test_a_style_without_share_is_as_if_it_were_not_there(self):
        self.assertTrue(numpy.array_equal(self.picture("mixed"), self.picture("one style")))

    def test_what_is_kept_stays_nearer_to_the_photograph(self):
        photo, free, kept = (self.picture(name) for name in ("photo", "free", "kept"))
        left, right = numpy.s_[:, :40], numpy.s_[:, 56:]
        self.assertLess(apart(kept[left], photo[left]), 0.9 * apart(free[left], photo[left]))
        self.assertAlmostEqual(apart(kept[right], photo[right]) / apart(free[right], photo[right]), 1, delta=0.1)

    def test_what_is_frozen_is_the_photograph(self):
        photo, one, frozen = (self.picture(name) for name in ("photo", "one style", "frozen"))
        left, right = numpy.s_[:, :48], numpy.s_[:, 56:]
        self.assertLess(apart(frozen[left], photo[left]), 0.01 * apart(one[left], photo[left]))
        self.assertGreater(apart(frozen[right], photo[right]), 0.5 * apart(one[right], photo[right]))

    def test_what_says_no_place_is_refused_in_words(self):
        for case, words in {"deleted": "is not in this image", "nothing selected": "nothing is selected",
                            "too many places": "at most one place for each style", "negative": "-1",
                            "too few weights": "one number for each style", "no such file": "/nowhere/b.png"}.items():
            with self.subTest(case):
                self.assertIn("error", self.facts[case])
                self.assertIn(words, self.facts[case]["error"])


if __name__ == "__main__":
    record.main()
