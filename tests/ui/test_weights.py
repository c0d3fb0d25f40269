"""Weights: those in the user's folder, a file, and trained ones from a server that behaves well or badly."""

import hashlib
import json
import os
import sys
import unittest

import desktop
import program

sys.path.insert(0, str(program.HERE.parent / "cli"))
import file_server  # noqa: E402: the path comes first

CONTENT = (program.DATA / "weights" / "vgg19-narrow-f32.safetensors").read_bytes()
PATH = "/models/tiny.safetensors"
BUTTON = "Get tiny (1 MB)…"
FAST = "fast: trained on photographs"
VGG16 = "vgg16: the same with all channels, three times slower"


class Weights(program.Session):
    def setUp(self):
        super().setUp()
        self.weights = self.folder / "user" / "data" / "gimp-style-transfer" / "weights"
        self.server = file_server.Server()
        self.addCleanup(self.server.close)
        self.server.answers[PATH] = file_server.in_ranges(CONTENT)
        self.config.mkdir()
        self.write_catalogue()

    def write_catalogue(self, **changes):
        entry = dict(name="tiny", title="A small VGG-19", network="vgg19", url=self.server.address + PATH,
                     size=len(CONTENT), sha256=hashlib.sha256(CONTENT).hexdigest(), licence="CC0-1.0",
                     citation="Nobody, Nothing, 2024", recommended=True)
        entry.update(changes)
        (self.config / "catalogue.json").write_text(json.dumps([entry]))

    def agree(self, dialog):
        dialog.press(BUTTON)
        question = desktop.Dialog(program.APPLICATION, "Question")
        question.press("Download")
        question.wait_until_closed()

    def wait_for(self, dialog, weights):
        desktop.until(lambda: dialog.choice("Weights") == weights, f"the weights “{weights}” to be chosen")

    def test_of_ImageNet_are_there_from_the_start(self):
        dialog = self.open(settings="size=64\n")
        self.assertEqual(dialog.choice("Weights"), FAST)
        self.assertRegex(dialog.find("Weights", "combo box").get_description(), "Simonyan.*Zisserman.*CC BY 4.0")
        self.cancel(dialog)

    def test_installed_ones_and_files_can_be_chosen(self):
        self.weights.mkdir(parents=True)
        (self.weights / "mine.safetensors").write_bytes(CONTENT)
        (self.weights / "fast.safetensors").write_bytes(CONTENT)  # a built-in name, which means no file
        other = self.folder / "other.safetensors"
        other.write_bytes(CONTENT)
        dialog = self.open()
        self.assertEqual(dialog.choices("Weights"), [FAST, VGG16, "random: not trained", "mine", "Choose a file…"])
        dialog.choose("Weights", "Choose a file…")
        desktop.choose_file(program.APPLICATION, other, "Choose a weight file")
        self.wait_for(dialog, "other.safetensors")
        self.assertEqual(self.render(dialog)[1]["weights"], str(other))
        dialog = self.open()
        dialog.choose("Weights", "mine")
        self.wait_for(dialog, "mine")
        self.assertEqual(self.render(dialog)[1]["weights"], "mine")

    def test_trained_ones_are_fetched_after_agreement(self):
        dialog = self.open()
        dialog.press(BUTTON)
        question = desktop.Dialog(program.APPLICATION, "Question")
        for word in ("A small VGG-19", "1 MB", self.server.address, "CC0-1.0", "Nobody, Nothing, 2024"):
            self.assertIn(word, question.text())
        question.press("Cancel")
        question.wait_until_closed()
        self.assertEqual(self.server.requests, [])
        self.agree(dialog)
        self.wait_for(dialog, "tiny")
        self.assertFalse(dialog.has(dialog.find(BUTTON, "push button"), "SHOWING"))
        self.assertEqual(self.render(dialog)[1]["weights"], "tiny")
        self.assertEqual([file.name for file in self.weights.iterdir()], ["tiny.safetensors"])

    def test_a_download_can_be_cancelled_and_goes_on_later(self):
        self.server.answers[PATH] = file_server.stuck(CONTENT, len(CONTENT) // 2)
        dialog = self.open()
        self.agree(dialog)
        progress = desktop.Dialog(program.APPLICATION, "Downloading “tiny”")
        bar = progress.find("Download", "progress bar")
        desktop.until(lambda: 0.4 < desktop.Atspi.Value.get_current_value(bar) < 0.6, "half of it to be there")
        progress.press("Cancel")
        progress.wait_until_closed()
        self.assertEqual(dialog.choice("Weights"), FAST)
        self.server.answers[PATH] = file_server.in_ranges(CONTENT)
        self.agree(dialog)
        self.wait_for(dialog, "tiny")
        self.assertEqual(self.server.ranges(), [None, f"bytes={len(CONTENT) // 2}-"])
        self.cancel(dialog)

    def test_closing_the_dialog_ends_a_download(self):
        self.server.answers[PATH] = file_server.stuck(CONTENT, len(CONTENT) // 2)
        dialog = self.open()
        self.agree(dialog)
        desktop.Dialog(program.APPLICATION, "Downloading “tiny”")
        self.cancel(dialog)

    def test_what_goes_wrong_is_told(self):
        self.server.answers[PATH] = file_server.status(404)
        dialog = self.open()
        self.agree(dialog)
        desktop.until(lambda: "404" in dialog.text(), "a word about what the server said")
        self.cancel(dialog)

    def test_a_catalogue_that_is_none_is_told(self):
        (self.config / "catalogue.json").write_text("[{")
        dialog = self.open()
        dialog.press("Get trained weights…")
        desktop.until(lambda: "catalogue.json" in dialog.text(), "a word about the catalogue")
        self.cancel(dialog)


if __name__ == "__main__":
    if os.environ.get("STYLE_TRANSFER_WITHOUT_FETCH") == "1":
        sys.exit(0)
    program.main()
