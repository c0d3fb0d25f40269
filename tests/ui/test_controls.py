"""Each control sets what it says, reset brings it back, and presets are chosen, saved, renamed and deleted."""

import re
import unittest

import desktop
import program


class Controls(program.Session):
    def test_the_few_set_their_parameters(self):
        dialog = self.open()
        dialog.set_number("Style strength", 75, "slider")
        dialog.set_number("Stroke size", 1, "slider")
        dialog.set_size(48)
        dialog.set_number("Iterations", 3)
        _, values = self.render(dialog)
        self.assertAlmostEqual(float(values["style-weight"]), 10 * 10**1.5, places=3)
        self.assertEqual(values["content-weight"], "3")
        self.assertEqual((values["style-scale"], values["size"], values["iterations"]), ("2", "48", "3"))

    def test_sizes_are_offered_in_words_with_the_time_of_each(self):
        program.convert(program.DATA / "content-city.png", "-resize", "600x400!", self.photo)
        dialog = self.open(settings=program.QUICK.replace("size=64\n", "size=48\n"))
        desktop.until(lambda: len(dialog.choices("Size")) == 3, "three sizes")
        self.assertEqual(dialog.choice("Size"), "Another size")
        self.assertEqual(dialog.number("Size in pixels"), 48)
        desktop.until(lambda: re.match(r"Quick look \(512 px\), (about|less than) ", dialog.choices("Size")[0]),
                      "the time of the quick look")
        self.assertTrue(dialog.choices("Size")[1].startswith("Full size (600 × 400 px), "), dialog.choices("Size"))
        dialog.choose("Size", dialog.choices("Size")[1])
        desktop.until(lambda: "for 600 × 400 px" in dialog.text(), "the cost of the full size")
        self.cancel(dialog)

    def test_a_small_layer_is_offered_its_own_size_alone(self):
        dialog = self.open(settings=program.QUICK.replace("size=64\n", "size=4000\n"))
        desktop.until(lambda: len(dialog.choices("Size")) == 2, "two sizes")
        self.assertTrue(dialog.choice("Size").startswith("Full size (96 × 64 px)"), dialog.choice("Size"))
        _, values = self.render(dialog)
        self.assertEqual(values["size"], "4000")  # as it was

    def test_more_options_set_theirs(self):
        dialog = self.open()
        dialog.choose("Pooling", "max")
        dialog.set_number("Seed", 5)
        dialog.enter_text("TV weight", "0,5")
        dialog.enter_text("Style layers", "relu1_2")
        _, values = self.render(dialog)
        self.assertEqual([values[name] for name in ("pooling", "seed", "tv-weight", "style-layers")],
                         ["max", "5", "0.5", "relu1_2"])
        # What was not touched is as it was.
        self.assertEqual((values["content-layers"], values["iterations"]), ("relu2_1", "4"))

    def test_a_value_beyond_the_sliders_stays(self):
        dialog = self.open(settings=program.QUICK + "style-scale=0.07\nstyle-weight=12345\n")
        _, values = self.render(dialog)
        self.assertEqual((values["style-scale"], values["style-weight"]), ("0.07", "12345"))

    def test_reset_brings_back_the_usual_value(self):
        dialog = self.open(settings=program.QUICK + "style-scale=3\nseed=7\nstyle-weight=99\n")
        for name in ("Stroke size", "Seed", "Style strength"):
            button = dialog.find(f"Reset “{name}”", "push button")
            desktop.until(lambda: dialog.has(button, "SENSITIVE"), f"{name} to differ")
            dialog.press(f"Reset “{name}”")
            desktop.until(lambda: not dialog.has(button, "SENSITIVE"), f"{name} to be reset")
        _, values = self.render(dialog)
        self.assertEqual((values["style-scale"], values["seed"], values["style-weight"]), ("1", "0", "10"))


class Presets(program.Session):
    USUAL = "weights=fast\nsize=64\n"

    def wait_for(self, dialog, preset):
        desktop.until(lambda: dialog.choice("Preset") == preset, f"the preset “{preset}” to be shown")

    def answer(self, title, name, button):
        question = desktop.Dialog(program.APPLICATION, title)
        question.enter_text("Name", name)
        question.press(button)
        question.wait_until_closed()

    def confirm(self, button):
        question = desktop.Dialog(program.APPLICATION, "Question")
        question.press(button)
        question.wait_until_closed()

    def test_a_shipped_one_sets_how_it_is_painted(self):
        dialog = self.open(settings=self.USUAL)
        self.assertEqual(dialog.choices("Preset"),
                         ["as set below", "Balanced", "Strong brushwork", "Keep the photo", "Fine detail",
                          "Quick look"])
        self.assertEqual(dialog.choice("Preset"), "Balanced")
        dialog.choose("Preset", "Strong brushwork")
        desktop.until(lambda: dialog.number("Stroke size", "slider") > 0.6, "broad strokes")
        dialog.choose("Preset", "Quick look")
        desktop.until(lambda: dialog.number("Iterations") == 25, "few iterations")
        dialog.set_number("Iterations", 2)
        self.wait_for(dialog, "as set below")
        _, values = self.render(dialog)
        self.assertEqual((values["style-scale"], values["size"]), ("1", "512"))

    def test_own_ones_are_saved_renamed_and_deleted(self):
        dialog = self.open(settings=self.USUAL)
        dialog.set_number("Iterations", 2)
        dialog.set_number("Seed", 9)
        dialog.press("Save as a preset…")
        self.answer("Save as a preset", "  Möwen [1] ", "Save")
        self.wait_for(dialog, "Möwen [1]")
        self.cancel(dialog)

        dialog = self.open(settings=self.USUAL)
        self.assertEqual(dialog.choice("Preset"), "Balanced")
        dialog.choose("Preset", "Möwen [1]")
        desktop.until(lambda: (dialog.number("Seed"), dialog.number("Iterations")) == (9, 2), "the saved values")
        dialog.press("Rename the preset…")
        self.answer("Rename the preset", "Sea", "Rename")
        self.wait_for(dialog, "Sea")
        self.cancel(dialog)

        dialog = self.open(settings=self.USUAL)
        self.assertEqual(dialog.choices("Preset")[-1], "Sea")
        dialog.choose("Preset", "Sea")
        self.wait_for(dialog, "Sea")
        dialog.press("Delete the preset…")
        self.confirm("Delete")
        self.wait_for(dialog, "as set below")
        self.assertEqual(dialog.choices("Preset")[-1], "Quick look")
        self.cancel(dialog)
        self.assertNotIn("Sea", (self.config / "presets.ini").read_text())

    def test_one_of_several_styles_brings_them_back(self):
        second = "The Scream, Edvard Munch"
        dialog = self.open(settings=self.USUAL)
        dialog.press("Add another style")
        dialog.select(second, "Styles")
        dialog.set_number("Share of " + second, 0.25)
        dialog.press("Save as a preset…")
        self.answer("Save as a preset", "Mixture", "Save")
        self.wait_for(dialog, "Mixture")
        self.cancel(dialog)

        dialog = self.open(settings=self.USUAL)
        self.assertEqual(dialog.choice("Preset"), "Balanced")
        dialog.choose("Preset", "Mixture")
        desktop.until(lambda: "Share of " + second in [widget.get_name() for widget in dialog.widgets()], "both styles")
        self.assertEqual(dialog.number("Share of " + second), 0.25)
        self.wait_for(dialog, "Mixture")
        self.cancel(dialog)

    def test_names_that_are_taken(self):
        dialog = self.open(settings=self.USUAL)
        dialog.press("Save as a preset…")
        self.answer("Save as a preset", "Balanced", "Save")
        desktop.until(lambda: "comes with the program" in dialog.text(), "a word about the name")
        for seed in (1, 2):
            dialog.set_number("Seed", seed)
            dialog.press("Save as a preset…")
            self.answer("Save as a preset", "Mine", "Save")
            if seed == 2:
                self.confirm("Replace")
            self.wait_for(dialog, "Mine")
        self.cancel(dialog)
        self.assertEqual((self.config / "presets.ini").read_text().count("name=Mine"), 1)
        self.assertIn("seed=2", (self.config / "presets.ini").read_text())

    def test_what_another_version_wrote_is_left_out_with_a_word_and_kept_in_the_file(self):
        self.config.mkdir()
        (self.config / "presets.ini").write_text("[preset-1]\nname=Old\nshine=3\niterations=5\nseed=much\n")
        dialog = self.open(settings=self.USUAL)
        dialog.choose("Preset", "Old")
        desktop.until(lambda: 'there is no parameter "shine"' in dialog.text(), "a word about “shine”")
        self.assertEqual(dialog.number("Iterations"), 5)
        dialog.press("Rename the preset…")
        self.answer("Rename the preset", "Older", "Rename")
        self.wait_for(dialog, "Older")
        self.cancel(dialog)
        self.assertIn("shine=3", (self.config / "presets.ini").read_text())

    def test_a_file_that_is_none_does_no_harm(self):
        self.config.mkdir()
        (self.config / "presets.ini").write_bytes(b"\x00\xff[[[ no\nkey = file")
        dialog = self.open(settings=self.USUAL)
        self.assertEqual(len(dialog.choices("Preset")), 6)
        self.cancel(dialog)


if __name__ == "__main__":
    program.main()
