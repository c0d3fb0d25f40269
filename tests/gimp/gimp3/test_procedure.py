"""The procedure as GIMP 3's database shows it: every row of the parameter table is an argument with its range."""

import json
import os
import pathlib
import re
import subprocess
import tempfile
import unittest

import batch
import record
from gimp_profile import make_pictures, make_profile, scheme_string

# Run by GIMP's own Python.
DESCRIBE = """
import json
def refusal(changes):
    image = Gimp.file_load(Gimp.RunMode.NONINTERACTIVE, Gio.File.new_for_path(PHOTO))
    config = procedure.create_config()
    config.set_property("run-mode", Gimp.RunMode.NONINTERACTIVE)
    config.set_property("image", image)
    config.set_core_object_array("drawables", image.get_layers())
    config.set_property("style-file", Gio.File.new_for_path(PHOTO))
    for name, value in changes.items():
        config.set_property(name, value)
    result = procedure.run(config)
    facts = [result.index(0).value_nick, str(result.index(1)), len(image.get_layers())]
    image.delete()
    return facts
procedure = Gimp.get_pdb().lookup_procedure("plug-in-style-transfer")
def of(argument):
    facts = {"type": argument.__gtype__.name, "blurb": argument.blurb, "default": argument.get_default_value()}
    for name in ("minimum", "maximum"):
        if hasattr(argument, name):
            facts[name] = getattr(argument, name)
    if not isinstance(facts["default"], (int, float, str)):
        facts["default"] = None
    return facts
facts = {
    "arguments": {argument.name: of(argument) for argument in procedure.get_arguments()},
    "values": [value.name for value in procedure.get_return_values()],
    "menu": [procedure.get_menu_label(), *procedure.get_menu_paths()],
    "types": procedure.get_image_types(),
    "attribution": [procedure.get_authors(), procedure.get_copyright(), procedure.get_date()],
    "documentation": [procedure.get_blurb(), procedure.get_help()],
    "animation": [a.name for a in Gimp.get_pdb().lookup_procedure("plug-in-style-transfer-animation").get_arguments()],
    "unknown choice": refusal({"optimizer": "sgd"}),
    "file elsewhere": refusal({"style-file": Gio.File.new_for_uri("https://example.org/a.png")}),
}
open(FILE, "w").write(json.dumps(facts))
"""


def table():
    """name → (default, values) of the parameter table, as the command line prints it."""
    command = [os.environ["STYLE_TRANSFER_COMMAND"], "--parameters-markdown"]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    rows = re.findall(r"^\| `([^`]+)` \| `([^`]*)` \| ([^|]*) \| (.*) \|$", text, re.MULTILINE)
    return {name: (default, values) for name, default, values, _ in rows}


STYLE_TEXTS = ["more-styles", "style-weights", "style-scales", "style-places", "keep", "freeze", "convert"]


class Procedure(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        with tempfile.TemporaryDirectory(prefix="style-transfer-gimp-") as folder:
            folder = pathlib.Path(folder)
            file = folder / "facts.json"
            script = f"FILE = {str(file)!r}\nPHOTO = {str(folder / 'photo.png')!r}\n{DESCRIBE}"
            make_pictures(folder)
            run = subprocess.run(
                ["gimp-console", "-n", "-i", "-d", "--batch-interpreter", "python-fu-eval", "-b", script, "--quit"],
                env=make_profile(folder), stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120)
            if not file.exists():
                raise AssertionError(f"GIMP told nothing: {run.stdout}{run.stderr}")
            cls.facts = json.loads(file.read_text())
            cls.plug_in_cache = (folder / "gimp" / "pluginrc").read_text(errors="replace")
            cls.arguments = cls.facts["arguments"]

    def test_takes_the_pictures_first_and_then_the_tables_rows(self):
        self.assertEqual(list(self.arguments),
                         ["run-mode", "image", "drawables", "style-file", "style-drawable", *STYLE_TEXTS, "preset", *table()])
        self.assertEqual(self.facts["values"], ["layer", "layers"])

    def test_has_another_one_for_animations(self):
        self.assertEqual(self.facts["animation"],
                         ["run-mode", "image", "drawables", "style-file", "style-drawable", *STYLE_TEXTS, "preset", *table(),
                          "temporal-weight"])

    def test_numbers_have_the_tables_ranges_and_defaults(self):
        numbers = 0
        for name, (default, values) in table().items():
            found = re.match(r"([-0-9.e]+) … ([-0-9.e]+)", values)
            if not found:
                continue
            numbers += 1
            with self.subTest(name):
                argument = self.arguments[name]
                self.assertEqual([argument["minimum"], argument["maximum"]], [float(x) for x in found.groups()])
                self.assertEqual(argument["default"], float(default))
        self.assertGreater(numbers, 8)

    def test_choices_are_told_and_texts_have_their_defaults(self):
        for name, (default, values) in table().items():
            if "…" in values:
                continue
            with self.subTest(name):
                self.assertEqual(self.arguments[name]["default"], default)
                if values != "text":
                    self.assertIn(f"(one of {values})", self.arguments[name]["blurb"])

    def test_every_argument_is_described(self):
        for name, argument in self.arguments.items():
            with self.subTest(name):
                self.assertGreater(len(argument["blurb"]), 5)

    def test_is_in_the_menu_and_says_who_made_it(self):
        self.assertEqual(self.facts["menu"], ["_Style Transfer…", "<Image>/Filters/Artistic"])
        self.assertEqual(self.facts["attribution"][1], "GPL-3.0-or-later")
        self.assertIn("new layer", self.facts["documentation"][1])
        self.assertEqual(self.facts["types"], "*")
        # Where one drawable is selected, or several.
        self.assertRegex(self.plug_in_cache, re.compile(r'"_Style Transfer…".{,200}"\*"\s+5\s', re.DOTALL))

    def test_a_batch_run_that_fails_says_why_and_exits_with_an_error(self):
        with tempfile.TemporaryDirectory(prefix="style-transfer-gimp-") as folder:
            folder = pathlib.Path(folder)
            environment = make_profile(folder)
            make_pictures(folder)
            photo = scheme_string(folder / "photo.png")
            script = (f"(script-fu-use-v3) (let ((image (gimp-file-load RUN-NONINTERACTIVE {photo})))"
                      " (plug-in-style-transfer #:run-mode RUN-NONINTERACTIVE #:image image"
                      " #:drawables (gimp-image-get-layers image) #:style-file \"/nowhere.png\"))")
            run = subprocess.run(batch.batch_command(script), env=environment, stdin=subprocess.DEVNULL,
                                 capture_output=True, text=True, errors="replace", timeout=120)
            self.assertEqual(run.returncode, 70, run.stderr)
            self.assertIn("the picture file /nowhere.png does not exist", run.stderr)

    def test_an_unknown_choice_is_refused(self):
        status, error, layers = self.facts["unknown choice"]
        self.assertEqual((status, layers), ("execution-error", 1))
        self.assertIn('optimizer must be one of adam, lbfgs, not "sgd"', error)

    def test_a_style_that_is_not_on_this_computer_is_refused(self):
        status, error, layers = self.facts["file elsewhere"]
        self.assertEqual((status, layers), ("execution-error", 1))
        self.assertIn("https://example.org/a.png is not a file on this computer", error)


if __name__ == "__main__":
    record.main()
