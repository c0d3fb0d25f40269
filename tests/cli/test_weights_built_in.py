"""The weights that come with the program: fast, the default, is part of it, and vgg16 a data file; where it is looked for, what is told of
it, and what happens where it is missing or not the right one."""

import os
import pathlib
import shutil
import unittest

import png
import program
from program import CITY, DONE, FAILED, NARROW, STARRY_NIGHT

FILE = pathlib.Path("gimp-style-transfer/built-in/vgg16.safetensors")
DATA_FILE = program.DATA.parent.parent / "weights/built_in/vgg16/vgg16.safetensors"
REINSTALL = "install the program again, or choose the weights fast"
NOBODY = 65534


class BuiltIn(program.ProgramTest):
    """A copy of the program in an empty world."""

    def setUp(self):
        super().setUp()
        self.world = self.folder.parent
        self.program = self.world / "prefix/bin/style-transfer"
        self.program.parent.mkdir(parents=True)
        shutil.copy(program.PROGRAM, self.program)
        self.beside = self.world / "prefix/share" / FILE
        self.users = self.home / ".local/share" / FILE
        self.systems = self.world / "system" / FILE
        self.environment["XDG_DATA_DIRS"] = str(self.world / "system")

    def put(self, *places, content=None):
        for place in places:
            place.parent.mkdir(parents=True, exist_ok=True)
            if content is None:
                shutil.copy(DATA_FILE, place)
            else:
                place.write_bytes(content)

    def info(self, **others):
        return self.run_program("weights", "info", "vgg16", **others)

    def assert_found(self, run=None):
        run = run or self.info()
        self.assertEqual((run.code, run.stderr), (DONE, ""))
        self.assertIn("vgg16 to conv5_1", run.stdout)

    def paint_with_vgg16(self):
        return self.run_program("--content", CITY, "--weights", "vgg16", "--style", STARRY_NIGHT, "--output", "out.png", "--size", 64,
                                "--iterations", 1, "--scales", 1, "--log", "run.jsonl", "--quiet")


class Place(BuiltIn):
    def test_is_beside_the_program_or_up_to_two_folders_above(self):
        for place in "prefix/bin/share", "prefix/share", "share":
            with self.subTest(place):
                path = self.world / place / FILE
                self.put(path)
                self.assert_found()
                path.unlink()

    def test_is_the_users_or_the_systems_data_folder(self):
        own = self.world / "data"
        for place in self.users, self.systems, own / FILE:
            with self.subTest(place):
                if place == own / FILE:
                    self.environment["XDG_DATA_HOME"] = str(own)
                self.put(place)
                self.assert_found()
                place.unlink()

    def test_beside_the_program_goes_first_then_the_users(self):
        self.put(self.beside)
        self.put(self.users, self.systems, content=b"something else")
        self.assert_found()
        self.beside.unlink()
        self.assert_refused(self.info(), FAILED, str(self.users))
        self.put(self.users)
        self.assert_found()

    def test_needs_no_right_to_write(self):
        self.put(self.beside)
        self.beside.chmod(0o444)
        for folder in self.beside.parents:
            if folder == self.world:
                break
            folder.chmod(0o555)
            self.addCleanup(folder.chmod, 0o755)
        self.assert_found(self.info(**self.ordinary_user()))

    def ordinary_user(self):
        """Root may do everything, and so is somebody else here."""
        if os.geteuid() != 0:
            return {}
        self.world.chmod(0o755)
        return dict(user=NOBODY, group=NOBODY, extra_groups=[])

    def test_that_may_not_be_read_is_told(self):
        self.put(self.beside)
        self.beside.chmod(0)
        self.assert_refused(self.info(**self.ordinary_user()), FAILED,
                            f"{self.beside}: the file could not be opened: Permission denied; {REINSTALL}")


class Damage(BuiltIn):
    def test_a_missing_file_is_told_and_nothing_painted(self):
        words = rf"the weights vgg16 are not installed: there is no file {FILE} in any .*{REINSTALL}"
        self.assert_refused(self.info(), FAILED, words)
        self.assert_refused(self.paint_with_vgg16(), FAILED, words)
        self.assertEqual(self.files(), [])

    def test_any_other_file_is_refused(self):
        right = DATA_FILE.read_bytes()
        changed = bytearray(right)
        changed[len(right) // 2] ^= 1
        wrong = "damaged or belongs to another version of the program"
        for name, content, words in (("cut", right[:-1], wrong), ("cut short", right[:1000], wrong),
                                     ("one bit changed", changed, wrong), ("longer", right + b"\0", wrong),
                                     ("other weights", NARROW.read_bytes(), wrong),
                                     ("text", b"none", wrong), ("empty", b"", "the file is empty")):
            with self.subTest(name):
                self.put(self.beside, content=content)
                self.assert_refused(self.info(), FAILED, f"{self.beside}: .*{words}.*{REINSTALL}")
        self.assert_refused(self.paint_with_vgg16(), FAILED, f"{self.beside}: .*{REINSTALL}")
        self.assertEqual(self.files(), [])

    def test_a_folder_in_its_place_is_refused(self):
        self.beside.mkdir(parents=True)
        self.assert_refused(self.info(), FAILED, f"{self.beside}: this is a folder.*{REINSTALL}")

    def test_does_not_concern_other_weights(self):
        self.put(self.beside, content=b"none")
        self.paint_small()
        self.paint_small(weights="fast")

    def test_is_shown_where_weights_are_listed(self):
        run = self.run_program("weights", "list")
        self.assertEqual((run.code, run.stderr), (DONE, ""))
        self.assertRegex(run.stdout, r"(?s)\Afast, part of the program\n  vgg16 to conv5_1, 32.*\nvgg16, part of the "
                                     r"program\n  cannot be used: the weights vgg16 are not installed")


class Told(program.ProgramTest):
    TITLE = "VGG-16 trained on ImageNet, to conv5_1, in half precision"
    LICENCE = r"CC-BY-4\.0 \(Visual Geometry Group, University of Oxford\); cut after conv5_1 and rounded to half"
    CITATION = "K. Simonyan, A. Zisserman: Very Deep Convolutional Networks for Large-Scale Image Recognition"

    def test_by_weights_info(self):
        run = self.run_program("weights", "info", "vgg16")
        self.assertEqual((run.code, run.stderr), (DONE, ""))
        self.assertRegex(run.stdout, rf"(?s)\Asource +vgg16\nnetwork +vgg16 to conv5_1, .*"
                                     rf"recipe +content relu\d_\d, weight [\d.]+; style .*relu1_1,.*"
                                     rf"title +{self.TITLE}\nlicence +{self.LICENCE}.*\nto be cited +{self.CITATION}")
        self.assertEqual(len([line for line in run.stdout.splitlines() if line.startswith("conv")]), 11)

    def test_by_weights_list(self):
        run = self.run_program("weights", "list")
        self.assertEqual((run.code, run.stderr), (DONE, ""))
        self.assertRegex(run.stdout, rf"\nvgg16, part of the program\n  vgg16 to conv5_1, 64 … 512 channels\n"
                                     rf"  {self.TITLE}\n  licence: {self.LICENCE}.*\n  to be cited: {self.CITATION}")

    def test_of_a_file_that_has_a_built_in_name(self):
        folder = self.home / ".local/share/gimp-style-transfer/weights"
        folder.mkdir(parents=True)
        shutil.copy(NARROW, folder / "vgg16.safetensors")
        run = self.run_program("weights", "list")
        self.assertRegex(run.stdout, r"\nvgg16\n  cannot be used: built-in weights have its name; .*vgg16\.safetensors "
                                     r"needs another\n")
        self.assertIn("vgg16 to conv5_1, 9995072 parameters", self.run_program("weights", "info", "vgg16").stdout)


class Default(program.ProgramTest):
    def test_is_fast(self):
        # The first and the last step see the picture at the same place of its canvas.
        run = self.run_program("--content", CITY, "--style", STARRY_NIGHT, "--output", "out.png", "--log", "run.jsonl",
                               "--size", program.SIZE, "--iterations", 13, "--scales", 1)
        self.assertEqual((run.code, run.stderr), (DONE, ""))
        header, iterations, _ = self.read_log()
        self.assertEqual((header["parameters"]["weights"], header["network"]), ("fast", "vgg16, fast"))
        self.assertLess(iterations[-1]["total_loss"], iterations[0]["total_loss"])
        self.assertEqual(png.Picture(self.folder / "out.png").width, program.SIZE)


if __name__ == "__main__":
    program.main()
