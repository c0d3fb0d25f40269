"""Several layers in one call: each is painted as it is alone, and above itself."""

import numpy

import batch
import record


class SeveralLayers(batch.BatchTest):
    script = "several_layers.scm"

    def test_are_painted_as_each_alone(self):
        self.assertNotIn("error", self.facts["together"])
        for name in "first", "second":
            self.assertTrue(numpy.array_equal(self.picture(f"together {name}"), self.picture(f"alone {name}")), name)
        self.assertGreater(batch.difference(self.picture("together first"), self.picture("together second")), 0.05)

    def test_lie_each_above_its_own_with_its_own_mask(self):
        self.assertEqual((self.facts["together"]["layers"], self.facts["together"]["first is layer"]), ("4", "yes"))
        first, second = self.facts["together first"], self.facts["together second"]
        self.assertEqual((first["distance"], second["distance"]), ("1", "1"))
        self.assertEqual((first["mask"], second["mask"]), ("no", "yes"))
        self.assertEqual((second["offset-x"], second["offset-y"]), ("5", "7"))

    def test_of_which_one_cannot_be_painted_leave_the_image_alone(self):
        self.assertIn("the selection does not touch the layer", self.facts["one outside the selection"]["error"])
        self.assertEqual(self.facts["one outside the selection"]["added"], "0")


if __name__ == "__main__":
    record.main()
