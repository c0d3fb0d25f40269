"""What the plug-in tells, and what it calls its layers, is in the language of the desktop."""

import os
import unittest

import batch
from gimp_profile import GENERATION


class German(batch.BatchTest):
    script = "language.scm"
    environment = dict(LC_ALL="de_DE.UTF-8", LOCPATH=os.environ["STYLE_TRANSFER_LOCALES"],
                       XDG_DATA_DIRS=os.environ["STYLE_TRANSFER_BUILD"] + "/share:/usr/local/share:/usr/share")

    def test_the_new_layer_has_a_german_name(self):
        self.assertRegex(self.facts["painted"]["name"], "^Stil: ")

    def test_the_menu_entry_is_german(self):
        cache = (self.folder / "gimp" / "pluginrc").read_text(errors="replace")
        if GENERATION == 3:
            self.assertIn('"_Stilübertragung …"', cache)
            self.assertIn("Malt eine Ebene im Stil eines anderen Bildes", cache)
        else:  # GIMP translates it, with the plug-in's catalogue
            self.assertRegex(cache, f'locale-def "gimp-style-transfer" "{os.environ["STYLE_TRANSFER_BUILD"]}/share/locale"')

    def test_errors_are_german(self):
        self.assertRegex(self.facts["missing style"]["error"], r"die Bilddatei .*nowhere\.png gibt es nicht")
        self.assertRegex(self.facts["missing weights"]["error"],
                         r"/nowhere/vgg\.safetensors: es gibt keine solche Datei; nötig ist")


if __name__ == "__main__":
    unittest.main()
