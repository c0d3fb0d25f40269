"""The dialog in German, and from right to left."""

import os
import re
import subprocess
import unittest

import desktop
import program


# As users have it: newer C libraries do not let LANGUAGE alone change C.UTF-8.
GERMAN = {"LC_ALL": "de_DE.UTF-8", "LOCPATH": os.environ["STYLE_TRANSFER_LOCALES"]}


class German(program.Session):
    def test_every_text_is_german(self):
        dialog = self.open(title="Stilübertragung", **GERMAN)
        for name, role in (("Rendern", "push button"), ("Datei wählen …", "push button"), ("Stilstärke", "slider"),
                           ("Strichgröße", "slider"), ("Voreinstellung", "combo box"),
                           ("Als Voreinstellung speichern …", "push button"),
                           ("Weitere Einstellungen", "toggle button")):
            dialog.find(name, role)
        self.assertIn("Sternennacht, Vincent van Gogh", dialog.text())
        self.assertEqual(dialog.choices("Voreinstellung")[1], "Ausgewogen")
        desktop.until(lambda: "Wird verfeinert" not in dialog.text(), "the preview to be finished")
        # No word that only English has; names of files and of parameters' values are no words.
        english = re.compile(r"\b(the|and|of|with|preset|style|size|layers?|after|before|picture|weights?)\b", re.I)
        names = {widget.get_name() for widget in dialog.widgets() if widget.get_name()}
        self.assertEqual([name for name in sorted(names) if english.search(name)], [])
        descriptions = {widget.get_description() for widget in dialog.widgets() if widget.get_description()}
        self.assertEqual([text for text in sorted(descriptions) if english.search(re.sub(r"\([^)]*\)", "", text))], [])
        self.cancel(dialog, "Abbrechen")

    def test_what_goes_wrong_is_told_in_german(self):
        damaged = self.folder / "damaged.safetensors"
        damaged.write_bytes(b"none")
        dialog = self.open(title="Stilübertragung", settings=program.QUICK + f"weights={damaged}\n", **GERMAN)
        dialog.select("Sternennacht, Vincent van Gogh", "Stile")
        sentence = "die Datei hat 4 Bytes, weniger als die Länge eines safetensors-Kopfes braucht"
        desktop.until(lambda: sentence in dialog.text(), "a German word about the weights")
        self.cancel(dialog, "Abbrechen")
        program.convert(program.DATA / "content-city.png", "-resize", "40x1!", self.photo)
        # Without margins, which would make it large enough.
        dialog = self.open(title="Stilübertragung", settings=program.QUICK + "normalization=none\n", **GERMAN)
        dialog.select("Sternennacht, Vincent van Gogh", "Stile")
        sentence = "Das Inhaltsbild hat 40×1 px; die Schicht relu2_1 braucht mindestens 2×2 px."
        desktop.until(lambda: sentence in dialog.text(), "a German word about the picture's size")
        self.cancel(dialog, "Abbrechen")

    def test_numbers_are_kept_with_a_point(self):
        dialog = self.open(title="Stilübertragung", **GERMAN)
        dialog.set_number("Strichgröße", 0.5, "slider")
        dialog.press("Rendern")
        self.assertEqual(self.process.wait(desktop.PATIENCE), 0)
        scale = re.search("^style-scale=(.*)$", self.settings.read_text(), re.M)[1]
        self.assertAlmostEqual(float(scale), 2 ** 0.5, delta=0.02)

    def test_another_language_is_english(self):
        dialog = self.open(LANGUAGE="xx")
        dialog.find("Render", "push button")
        self.cancel(dialog)


class Mnemonics(program.Session):
    def test_each_letter_is_one_control_s(self):
        self.settings.write_text(program.QUICK)
        for language in {}, GERMAN:
            with self.subTest(language):
                run = subprocess.run([program.BIN / "ui_dialog", self.photo, self.result, self.settings, "--mnemonics"],
                                     env=dict(self.environment, DISPLAY=os.environ["DISPLAY"], **language),
                                     capture_output=True, text=True, timeout=desktop.PATIENCE)
                lines = run.stdout.splitlines()
                self.assertGreaterEqual(len(lines), 12, lines)
                letters = [line.split()[0].lower() for line in lines]
                self.assertEqual(len(letters), len(set(letters)), sorted(lines))


class RightToLeft(program.Session):
    def left_of(self, dialog, name, role):
        return dialog.find(name, role).get_extents(desktop.Atspi.CoordType.SCREEN).x

    def test_everything_is_mirrored(self):
        dialog = self.open()
        left = [self.left_of(dialog, "Colours", role) for role in ("label", "combo box")]
        self.assertLess(*left)
        self.cancel(dialog)
        dialog = self.open("--right-to-left")
        right = [self.left_of(dialog, "Colours", role) for role in ("label", "combo box")]
        self.assertGreater(*right)
        self.cancel(dialog)


if __name__ == "__main__":
    program.main()
