"""`weights import`: a weight file becomes the user's own, complete and of the right precision, or nothing happens."""

import json
import os
import struct
import unittest

import numpy

import program
from program import DONE, FAILED, NARROW, WRONG_USAGE

NARROW_HALF = NARROW.parent / "vgg19-narrow-f16.safetensors"
NARROW_BRAIN = NARROW.parent / "vgg16-narrow-bf16.safetensors"
TYPES = {"F16": numpy.dtype("<f2"), "F32": numpy.dtype("<f4")}


def read(path):
    """Its metadata, and {tensor: values}; bfloat16 as the float32 that it is the half of."""
    content = path.read_bytes()
    length = struct.unpack_from("<Q", content)[0]
    header = json.loads(content[8:8 + length])
    tensors = {}
    for name, entry in header.items():
        if name == "__metadata__":
            continue
        begin, end = (8 + length + offset for offset in entry["data_offsets"])
        if entry["dtype"] == "BF16":
            values = (numpy.frombuffer(content[begin:end], "<u2").astype("<u4") << 16).view("<f4")
        else:
            values = numpy.frombuffer(content[begin:end], TYPES[entry["dtype"]])
        tensors[name] = values.reshape(entry["shape"])
    return header.get("__metadata__", {}), tensors


class Import(program.ProgramTest):
    def setUp(self):
        super().setUp()
        self.data = self.home / ".local/share/gimp-style-transfer/weights"

    def import_file(self, *words):
        run = self.run_program("weights", "import", *words)
        self.assertEqual((run.code, run.stderr), (DONE, ""))
        return run

    def imported(self):
        return sorted(path.name for path in self.data.iterdir()) if self.data.exists() else []

    def test_keeps_every_value_in_the_sources_precision(self):
        fine = self.folder / "vgg19-fine.safetensors"
        fine.write_bytes(NARROW.read_bytes()[:-4] + struct.pack("<f", 0.1))  # the fixture's values fit into 16 bits
        for source, dtype in (fine, "float32"), (NARROW_HALF, "float16"), (NARROW_BRAIN, "float16"):
            with self.subTest(source.name):
                self.import_file(source)
                metadata, tensors = read(self.data / source.name)
                _, original = read(source)
                self.assertEqual(sorted(tensors), sorted(name for name in original if name.startswith("features.")))
                for name, values in tensors.items():
                    self.assertEqual(values.dtype, dtype, name)
                    self.assertTrue(numpy.array_equal(values.astype("f4"), original[name].astype("f4")), name)
                self.assertEqual(metadata["network"], source.name[:5])

    def test_tells_where_the_weights_come_from(self):
        self.import_file(NARROW, "--name", "mine")
        run = self.run_program("weights", "info", "mine")
        self.assertRegex(run.stdout, r"imported from +vgg19-narrow-f32\.safetensors\nSHA-256 +[0-9a-f]{64}\n")

    def test_of_what_was_imported_before_keeps_what_it_tells(self):
        self.import_file(NARROW, "--name", "once")
        self.import_file(self.data / "once.safetensors", "--name", "twice")
        self.assertEqual(read(self.data / "once.safetensors")[0], read(self.data / "twice.safetensors")[0])

    def test_says_what_is_guessed_and_takes_what_is_known_better(self):
        guess = "how pictures are prepared (torchvision's way) is guessed from its tensors' names"
        slices = NARROW.parent / "vgg16-slices.pth"
        self.assertIn(guess, self.run_program("weights", "info", slices).stdout)
        self.assertIn(guess, self.import_file(slices, "--name", "guessed").stdout)
        self.assertNotIn("guessed", self.import_file(slices, "--name", "known", "--preprocessing", "caffe").stdout)
        run = self.run_program("weights", "info", "known")
        self.assertRegex(run.stdout, r"preprocessing +BGR, range 0 … 255, mean 103\.939")
        self.assertNotIn("guessed", run.stdout)
        run = self.run_program("weights", "import", slices, "--name", "other", "--preprocessing", "tf")
        self.assertEqual(run.code, WRONG_USAGE)

    def test_can_be_painted_with_by_name(self):
        self.import_file(NARROW, "--name", "mine")
        imported = self.paint_small(weights="mine").pixels
        self.assertTrue(numpy.array_equal(imported, self.paint_small(weights=NARROW).pixels))

    def test_replaces_nothing_unless_told_to(self):
        self.import_file(NARROW, "--name", "mine")
        before = (self.data / "mine.safetensors").read_bytes()
        run = self.run_program("weights", "import", NARROW_HALF, "--name", "mine")
        self.assert_refused(run, FAILED, r"mine\.safetensors is there already; choose another name, or have it replaced")
        self.assertEqual((self.data / "mine.safetensors").read_bytes(), before)
        self.import_file(NARROW_HALF, "--name", "mine", "--force")
        self.assertNotEqual((self.data / "mine.safetensors").read_bytes(), before)
        self.assertEqual(self.imported(), ["mine.safetensors"])

    def test_refuses_names_that_are_none(self):
        for name in "random", "a/b", "../a", ".hidden", "-x", "a b", "Ä", "x" * 101:
            with self.subTest(name):
                odd = self.folder / "odd name.safetensors"
                odd.write_bytes(NARROW.read_bytes())
                run = self.run_program("weights", "import", odd, "--name=" + name)
                self.assert_refused(run, FAILED, "cannot be used for weights; letters, digits")
        self.assertEqual(self.imported(), [])

    def test_tells_what_helps_where_the_files_own_name_is_none(self):
        (self.folder / "random.safetensors").write_bytes(NARROW.read_bytes())
        self.assert_refused(self.run_program("weights", "import", "random.safetensors"), FAILED,
                            '"random" cannot be used.*--name gives another')

    def test_called_random_is_a_file_too(self):
        (self.folder / "random").write_bytes(NARROW.read_bytes())
        self.import_file("random", "--name", "mine")
        self.assertEqual(self.imported(), ["mine.safetensors"])

    def test_refuses_what_is_no_weight_file_and_leaves_nothing(self):
        (self.folder / "cut.safetensors").write_bytes(NARROW.read_bytes()[:50000])
        (self.folder / "text.safetensors").write_text("Nothing but text. " * 20)
        for name in "cut.safetensors", "text.safetensors", "nowhere.safetensors":
            self.assert_refused(self.run_program("weights", "import", name), FAILED, name)
        self.assertEqual(self.imported(), [])

    def test_of_a_name_that_is_no_UTF_8(self):
        odd = os.fsencode(self.folder) + b"/odd\xff"
        with open(odd, "wb") as file:
            file.write(NARROW.read_bytes())
        self.import_file(os.fsdecode(odd), "--name", "mine")
        self.assertEqual(read(self.data / "mine.safetensors")[0]["source_file"], "odd\ufffd")

    def test_needs_a_folder_that_can_be_made(self):
        (self.home / ".local").write_text("a file")
        self.assert_refused(self.run_program("weights", "import", NARROW), FAILED, r"the folder .* cannot be made")
        del self.environment["HOME"]
        self.assert_refused(self.run_program("weights", "import", NARROW), FAILED, "neither XDG_DATA_HOME nor HOME")

    def test_needs_a_file(self):
        self.assert_refused(self.run_program("weights", "import"), WRONG_USAGE, "FILE")


if __name__ == "__main__":
    program.main()
