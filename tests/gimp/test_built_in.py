"""The weights vgg16 where the plug-in is in a user's GIMP folder, far from its data: they are found in the user's
data folder, and where they are damaged, that is told."""

import json
import os
import pathlib
import shutil
import unittest

import batch
import gimp_profile
import record

SHARE = pathlib.Path(os.environ["STYLE_TRANSFER_BUILD"]) / "share"
FILE = "gimp-style-transfer/built-in/vgg16.safetensors"


class BuiltIn(batch.BatchTest):
    script = "built_in.scm"

    @classmethod
    def prepare(cls, folder):
        # As install/setup.sh does; a link would lead back to the build.
        plug_in = folder / "copy" / "plug-ins" / gimp_profile.NAME / gimp_profile.NAME
        plug_in.parent.mkdir(parents=True)
        gimp_profile.PLUG_IN = pathlib.Path(shutil.copy(gimp_profile.PLUG_IN, plug_in))
        cls.weights_file = folder / "data" / FILE
        cls.weights_file.parent.mkdir(parents=True)
        shutil.copy(SHARE / FILE, cls.weights_file)
        cls.definitions = {"weights-file": cls.weights_file}

    def test_paint(self):
        self.assertNotIn("error", self.facts.get("vgg16", {}))
        before, painted = self.picture("vgg16 before"), self.picture("vgg16 painted")
        self.assertGreater(batch.difference(before, painted), 0.01)

    def test_leave_their_recipe_on_the_layer(self):
        recipe = json.loads(self.facts["vgg16"]["recipe"])
        self.assertEqual(recipe["parameters"], {"weights": "vgg16", "size": 96, "iterations": 3, "scales": 1})
        self.assertEqual(len(recipe["styles"]), 1)

    def test_that_are_damaged_are_told(self):
        self.assertRegex(self.facts["damaged"]["error"], rf"{self.weights_file}: the file is damaged or belongs to "
                                                         "another version.*install the program again")
        self.assertEqual(self.facts["damaged"]["layers"], "2")


if __name__ == "__main__":
    record.main()
