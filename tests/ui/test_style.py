"""The style: samples, files chosen, dropped and remembered, pictures open in the host, and what is none."""

import pathlib
import unittest

import desktop
import program
from program import APPLICATION, DATA

STARRY_NIGHT = "The Starry Night, Vincent van Gogh"
SCREAM = "The Scream, Edvard Munch"


class Style(program.Session):
    def painting(self, name="painting.png"):
        file = self.folder / name
        program.convert(DATA / "style-scream.png", "-resize", "80x", file)
        return file

    def choose_file(self, dialog, file):
        dialog.press("Choose a file…")
        desktop.choose_file(APPLICATION, file)

    def test_a_sample_is_chosen_when_the_dialog_opens_for_the_first_time(self):
        dialog = self.open()
        self.assertEqual(dialog.selected("Styles"), STARRY_NIGHT)
        self.assertIn(STARRY_NIGHT, dialog.text())
        self.assertEqual(dialog.entries("Styles"),
                         [STARRY_NIGHT, SCREAM, "Wheat Field with Cypresses, Vincent van Gogh",
                          "The Great Wave off Kanagawa, Katsushika Hokusai", "Composition VII, Wassily Kandinsky",
                          "Water Lilies, Claude Monet", "The Little Blue Horse, Franz Marc",
                          "A Sunday on La Grande Jatte, Georges Seurat", "The Kiss, Gustav Klimt",
                          "Dance, Alphonse Mucha", "Rubaiyat of Omar Khayyam, Edmund Dulac",
                          "A Mad Tea-Party, John Tenniel", "Duck, Roman mosaic", "The Night Watch, Rembrandt",
                          "The Shipwreck of the Minotaur, J. M. W. Turner", "The Langlois Bridge, Vincent van Gogh"])
        style, _ = self.render(dialog)
        self.assertEqual(pathlib.Path(style).read_bytes(), (DATA / "style-starry-night.png").read_bytes())

    def test_another_sample_can_be_chosen(self):
        dialog = self.open()
        dialog.select(SCREAM, "Styles")
        style, _ = self.render(dialog)
        self.assertEqual(pathlib.Path(style).name, "scream.png")

    def test_several_styles_have_shares_sizes_and_places(self):
        dialog = self.open()
        dialog.press("Add another style")
        dialog.select(SCREAM, "Styles")
        dialog.set_number("Share of " + SCREAM, 0.25)
        dialog.set_number("Size of " + SCREAM, 0.5)
        dialog.choose("Place of " + SCREAM, "Selection")
        dialog.choose("Keep firmly", "Selection")
        dialog.choose("Freeze", "Selection")
        dialog.press("Render")
        self.assertEqual(self.process.wait(desktop.PATIENCE), 0)
        first, second, keep, freeze = self.settings.read_text().splitlines()[:4]
        self.assertRegex(first, r"starry-night\.png$")
        self.assertRegex(second, r"scream\.png 0\.25 0\.5 selection$")
        self.assertEqual((keep, freeze), ("keep selection", "freeze selection"))
        self.check_errors()

    def test_a_style_can_be_given_another_picture_and_be_removed(self):
        dialog = self.open()
        dialog.press("Add another style")
        dialog.select(SCREAM, "Styles")
        dialog.press(STARRY_NIGHT, role="radio button")
        self.assertEqual(dialog.selected("Styles"), STARRY_NIGHT)
        dialog.press("Remove " + STARRY_NIGHT)
        desktop.until(lambda: "Share of " + SCREAM not in [widget.get_name() for widget in dialog.widgets()],
                      "one style to be left")
        self.assertEqual(pathlib.Path(self.render(dialog)[0]).name, "scream.png")

    def test_the_arrow_keys_choose(self):
        dialog = self.open()
        dialog.select(STARRY_NIGHT, "Styles")
        desktop.until(lambda: desktop.xdotool("getactivewindow", "getwindowname").stdout.strip() == program.TITLE,
                      "the dialog to be in front")
        for _ in range(60):
            if dialog.selected("Styles") == SCREAM:
                break
            focused = [w for w in dialog.widgets() if dialog.has(w, "FOCUSED")]
            on_strip = focused and focused[0].get_name() == STARRY_NIGHT
            desktop.xdotool("key", "Right" if on_strip else "Tab")
        self.assertEqual(dialog.selected("Styles"), SCREAM)
        self.cancel(dialog)

    def test_a_file_is_chosen_and_remembered(self):
        file = self.painting()
        dialog = self.open()
        self.choose_file(dialog, file)
        desktop.until(lambda: dialog.selected("Styles") == "painting.png", "the file to be chosen")
        self.assertEqual(self.render(dialog)[0], str(file))

        dialog = self.open()
        self.assertEqual(dialog.entries("Styles")[0], "painting.png")
        self.cancel(dialog)
        file.unlink()
        dialog = self.open()
        self.assertEqual(dialog.entries("Styles")[0], STARRY_NIGHT)
        self.cancel(dialog)

    def test_the_last_eight_files_are_remembered(self):
        files = [self.painting(f"painting {i} & ä.png") for i in range(9)]
        self.config.mkdir()
        uris = ";".join(file.as_uri() for file in files[1:])
        (self.config / "recent-styles.ini").write_text(f"[styles]\nfiles={uris};\n")
        dialog = self.open()
        self.assertEqual(dialog.entries("Styles")[:9], [file.name for file in files[1:]] + [STARRY_NIGHT])
        self.drop(dialog, files[0].as_uri())
        desktop.until(lambda: dialog.selected("Styles") == files[0].name, "the ninth to be chosen")
        self.cancel(dialog)
        dialog = self.open()
        self.assertEqual(dialog.entries("Styles")[:9], [file.name for file in files[:8]] + [STARRY_NIGHT])
        self.cancel(dialog)

    def test_an_open_picture_can_be_the_style(self):
        dialog = self.open("--open", self.painting(), "--open", self.painting("other.png"))
        dialog.select("other.png", "Styles")
        self.assertEqual(self.render(dialog)[0], "1")

    def drop(self, dialog, uri):
        """By the mouse, out of another program's window."""
        source = self.start(program.BIN / "ui_drag_source", uri)
        window = desktop.until(
            lambda: desktop.xdotool("search", "--onlyvisible", "--name", "Drag source").stdout.split(),
            "the window to drag from")[0]
        desktop.xdotool("windowmove", window, 0, 0)
        desktop.xdotool("windowraise", window)
        x, y = desktop.until(lambda: self.corner(window), "the window to drag from to be in the corner")
        strip = dialog.find("Styles", "table").get_extents(desktop.Atspi.CoordType.SCREEN)
        target_x, target_y = strip.x + strip.width // 2, strip.y + strip.height // 2
        desktop.xdotool("mousemove", x + 50, y + 30, "mousedown", 1)
        for step in range(1, 9):
            desktop.xdotool("mousemove", x + 50 + (target_x - x - 50) * step // 8,
                            y + 30 + (target_y - y - 30) * step // 8, "sleep", 0.02)
        desktop.xdotool("mousemove", target_x + 1, target_y, "sleep", 0.1, "mouseup", 1)
        return source

    @staticmethod
    def corner(window):
        geometry = desktop.xdotool("getwindowgeometry", "--shell", window).stdout
        place = dict(line.split("=") for line in geometry.split())
        x, y = int(place["X"]), int(place["Y"])
        return (x, y) if x < 20 and y < 50 else None

    def test_a_file_can_be_dropped(self):
        file = self.painting()
        dialog = self.open()
        self.drop(dialog, file.as_uri())
        desktop.until(lambda: dialog.selected("Styles") == "painting.png", "the file to be chosen")
        self.assertEqual(self.render(dialog)[0], str(file))

    def test_what_is_no_file_here_is_refused_in_words(self):
        dialog = self.open()
        self.drop(dialog, "https://example.org/painting.png")
        desktop.until(lambda: "is not a file on this computer" in dialog.text(), "a word about what was dropped")
        self.assertEqual(dialog.selected("Styles"), STARRY_NIGHT)
        self.cancel(dialog)

    def test_a_broken_file_is_told_and_the_dialog_stays(self):
        broken = self.folder / "broken.png"
        broken.write_bytes((DATA / "style-scream.png").read_bytes()[:2000])
        dialog = self.open()
        self.choose_file(dialog, broken)
        desktop.until(lambda: dialog.selected("Styles") == "broken.png", "the file to be chosen")
        dialog.press("Render")
        desktop.until(lambda: f"The picture file {broken} cannot be read" in dialog.text(), "a word about the file")
        dialog.select(SCREAM, "Styles")
        self.render(dialog)


if __name__ == "__main__":
    program.main()
