"""What cannot be painted is refused in one sentence that says what would be right, and nothing is written."""

import math
import os
import resource
import struct
import subprocess
import unittest

import numpy

import png
import program
import weight_file
from program import FAILED, NARROW, WRONG_USAGE

NUMBER = "must be a (whole )?number from .* to "
INSIDE_MOUNTS = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--mount", "--map-root-user"]


class Refusal(program.ProgramTest):
    def assert_nothing_painted(self, code, *patterns, **options):
        """Refused, with the folder as it was."""
        words = self.paint_words(**{**self.small(), **options})
        before = self.files()
        run = self.run_program(*words)
        self.assert_refused(run, code, *patterns)
        self.assertEqual((run.stdout, self.files()), ("", before))
        return run


class Pictures(Refusal):
    def test_that_are_no_pictures(self):
        (self.folder / "empty.png").touch()
        (self.folder / "text.png").write_text("This is no picture.\n" * 40)
        (self.folder / "short.png").write_bytes(png.SIGNATURE[:5])
        (self.folder / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0\0\x10JFIF\0")
        (self.folder / "folder").mkdir()
        for option in "content", "style", "init":
            for name, words in {"nowhere.png": r"nowhere\.png",
                                "empty.png": r"empty\.png is empty; a picture is needed",
                                "text.png": r"text\.png is no picture that can be read", "short.png": r"short\.png is not a PNG",
                                "photo.jpg": r"photo\.jpg cannot be read: ", "folder": "folder is a folder; a picture",
                                "text.png/a.png": r"text\.png/a\.png"}.items():
                if (option, name) == ("content", "folder"):
                    continue  # stands for the pictures in it
                with self.subTest(option=option, name=name):
                    self.assert_nothing_painted(FAILED, words, **{option: name})

    def test_that_are_not_there(self):
        self.assert_nothing_painted(FAILED, r"nowhere\.png cannot be opened: No such file", content="nowhere.png")
        self.assert_nothing_painted(FAILED, r"b\.png cannot be opened", style=[self.small()["style"], "b.png"])
        self.assert_nothing_painted(FAILED, r'init must be content, matched, noise, style or a picture file.*"nois"',
                                    init="nois")

    def test_that_are_cut_off_anywhere(self):
        for interlaced in False, True:
            data = png.encode(program.gradient(24, 32), interlaced=interlaced,
                              chunks=[(b"gAMA", struct.pack(">I", 45455))])
            step = len(data) // 30
            for length in sorted({*range(1, len(data), step), 8, 20, 33, len(data) - 13, len(data) - 1}):
                with self.subTest(interlaced=interlaced, length=length):
                    (self.folder / "cut.png").write_bytes(data[:length])
                    self.assert_nothing_painted(FAILED, r"cut\.png", "is not a PNG|is no picture|cannot be read: ",
                                                content="cut.png")

    def test_that_are_damaged(self):
        data = bytearray(png.encode(program.gradient(24, 32)))
        data[60] ^= 0xFF
        (self.folder / "damaged.png").write_bytes(data)
        self.assert_nothing_painted(FAILED, r"damaged\.png cannot be read: ", content="damaged.png")

    def test_that_promise_more_than_they_hold(self):
        for width, height, words in (60000, 60000, "has 60000×60000 pixels; at most 268435456 in all"), \
                                    (16000, 16000, "bytes cannot hold 16000×16000 pixels"), (0, 16, "cannot be read"):
            data = png.header(width, height, 8, png.RGB) + png.chunk(b"IDAT", b"") + png.chunk(b"IEND", b"")
            (self.folder / "huge.png").write_bytes(png.SIGNATURE + data)
            self.assert_nothing_painted(FAILED, rf"huge\.png .*{words}", content="huge.png")

    def test_that_claim_2_GiB_of_text_cost_no_memory_for_it(self):
        for kind in b"tEXt", b"zTXt", b"iTXt", b"sPLT", b"pCAL", b"sCAL", b"iCCP":
            with self.subTest(kind):
                data = png.encode(program.gradient(24, 32), chunks=[(kind, b"name\0\0x")])
                data = data.replace(b"\0\0\0\x07" + kind, b"\x7f\0\0\x07" + kind)
                (self.folder / "claim.png").write_bytes(data)
                self.assert_nothing_painted(FAILED, r"claim\.png cannot be read: the file ends too early",
                                            content="claim.png")
        largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss  # KiB, of all runs so far
        self.assertLess(largest, 1 << 20)

    def test_of_any_size_are_painted(self):
        style = self.make("line.png", program.gradient(2, 20000))
        for height, width in (1, 1), (15, 15), (20, 3000):
            with self.subTest(size=(width, height)):
                picture = self.paint_small(content=self.make(f"{width}.png", program.gradient(height, width)), style=style,
                                           size=0)
                self.assertEqual((picture.width, picture.height), (width, height))

    def test_that_are_too_small_for_the_published_formulas(self):
        """They know no margins around a picture."""
        for height, width in (1, 1), (15, 15), (2, 20000):
            path = self.make(f"{width}x{height}.png", program.gradient(height, width))
            for option, what in ("content", "content picture"), ("style", "style picture"):
                with self.subTest(option=option, size=(width, height)):
                    self.assert_nothing_painted(
                        FAILED, f"the {what} has {width}×{height} px; layer relu5_1 needs at least 16×16 px",
                        normalization="none", **{option: path})
        self.assert_nothing_painted(FAILED, "content picture at working size 24 has 24×12 px.*at least 16×16 px",
                                    content=program.CITY, size=24, normalization="none")

    def test_masks(self):
        black = self.make("black.png", numpy.zeros((24, 32, 3), numpy.uint8))
        square = self.make("square.png", numpy.full((24, 24, 3), 255, numpy.uint8))
        text = self.folder / "text.png"
        text.write_text("white")
        for options, words in (
                (dict(guide=black), "the guide of style 1 is black"),
                (dict(guide=square), "the guide of style 1 has 24×24 px, another shape than the content's 32×24 px"),
                (dict(keep=square), "the mask of what is kept has 24×24 px"),
                (dict(style_guide=self.make("long.png", numpy.full((24, 99, 3), 255, numpy.uint8))), "the mask of what is read of style 1"),
                (dict(guide=text), r"text\.png"),
                (dict(keep="nowhere.png"), r"nowhere\.png")):
            with self.subTest(words):
                self.assert_nothing_painted(FAILED, words, **options)
        self.assert_nothing_painted(WRONG_USAGE, "--guide is given 2 times, but there are only 1 styles", guide=[square, square])

    def test_among_several_styles_the_one_that_cannot_be_used_is_named(self):
        small = self.make("tiny.png", program.gradient(5, 5))
        self.assert_nothing_painted(FAILED, "style picture 2 has 5×5 px", style=[self.small()["style"], small],
                                    normalization="none")

    def test_that_are_fully_transparent(self):
        pixels = program.gradient(24, 32, 4)
        pixels[..., 3] = 0
        path = self.make("glass.png", pixels, colour_type=png.RGBA)
        for option, what in ("content", "content picture"), ("style", "style picture"), ("init", "start picture"):
            self.assert_nothing_painted(FAILED, f"the {what} is fully transparent", **{option: path})


class Values(Refusal):
    def test_out_of_range_or_no_numbers(self):
        for option, values in {
                "size": ["-1", "-512", "16385", "1e3", "512.5", "512px", "", " 512", "big", "nan", "9" * 40],
                "iterations": ["0", "-1", "100001", "nan", "many"],
                "content-weight": ["-1", "1e10", "nan", "inf", "-inf", "1,5", "strong"],
                "style-weight": ["-1e-9", "1e16", "nan", "inf", "0x10"],
                "tv-weight": ["-1", "nan", "1e309"],
                "style-scale": ["0", "0.04", "5", "nan"],
                "seed": ["-1", "2147483648", "1.5", "three"],
                "threads": ["-1", "257", "all"],
                "memory-limit": ["-1", "1G"],
                "scales": ["21", "-1"]}.items():
            for value in values:
                with self.subTest(option=option, value=value):
                    self.assert_nothing_painted(WRONG_USAGE, f'{option} {NUMBER}.*, not "{value[:80]}',
                                                **{option: value})

    def test_weights_and_sizes_of_styles(self):
        styles = [self.small()["style"], program.SCREAM]
        for options, words in (
                (dict(style_weights="-1,1"), "the weight of style 1 must be a number from 0 up, not -1"),
                (dict(style_weights="1,nan"), "the weight of style 2 must be a number from 0 up, not nan"),
                (dict(style_weights="1,inf"), "the weight of style 2 must be"),
                (dict(style_weights="0,0"), "all styles have the weight 0; at least one must have more"),
                (dict(style_weights="1"), "--style-weights must have one number for each style, of which there are 2, not 1"),
                (dict(style_weights="1,2,3"), "of which there are 2, not 3"),
                (dict(style_weights="1,much"), "style-weights"),
                (dict(style_scales="1,0"), "the scale of style 2 must be a number from 0.05 to 20, not 0"),
                (dict(style_scales="1,nan"), "the scale of style 2 must be"),
                (dict(style_scales="1"), "--style-scales must have one number for each style")):
            with self.subTest(**options):
                self.assert_nothing_painted(WRONG_USAGE, words, style=styles, **options)

    def test_that_are_no_choice(self):
        for option in "optimizer", "pooling", "colour", "style-loss", "normalization", "network", "random-width":
            with self.subTest(option):
                self.assert_nothing_painted(WRONG_USAGE, f'{option} must be one of .*, not "best"',
                                            **{option: "best"})

    def test_layers_that_do_not_exist(self):
        for option in "content-layers", "style-layers":
            wrong = dict.fromkeys(["relu1_1,,", "relu1_1:11", "relu1_1:0", "relu1_1:nan", ","], option)
            for layers, words in {"relu9_9": 'no layer "relu9_9"; its layers are', **wrong}.items():
                with self.subTest(option=option, layers=layers):
                    self.assert_nothing_painted(FAILED, words, **{option: layers})

    def test_a_memory_limit_that_is_too_small(self):
        self.assert_nothing_painted(FAILED, r"memory-limit is 1 MiB", memory_limit=1)

    def test_weights_so_large_that_the_losses_overflow(self):
        self.assert_nothing_painted(FAILED, "losses grew beyond all numbers.*smaller weights",
                                    style_weight="1e15", normalization="none", style=program.STARRY_NIGHT,
                                    weights=self.enormous_weights(), quiet=True)

    def enormous_weights(self):
        """A network whose activations leave the numbers that a float can hold."""
        tensors, data = weight_file.read(NARROW)
        for name, entry in tensors.items():
            if name.endswith("weight") and entry["dtype"] == "F32":
                begin, end = entry["data_offsets"]
                data[begin:end] = struct.pack("<f", 1e9) * ((end - begin) // 4)
        return self.write_safetensors("enormous.safetensors", tensors, data)

    def write_safetensors(self, name, tensors, data):
        path = self.folder / name
        path.write_bytes(weight_file.encode(tensors, data))
        return path


class Log(Refusal):
    def test_that_is_another_file_of_the_run(self):
        small = self.small()
        for other in small["content"], small["style"], "out.png", NARROW:
            self.assert_nothing_painted(WRONG_USAGE, "--log names .*another file is needed", log=other)

    def test_that_cannot_be_written(self):
        self.assert_nothing_painted(FAILED, r"log nowhere/run\.jsonl cannot be written: No such",
                                    log="nowhere/run.jsonl")

    def test_that_does_not_fit_costs_no_picture(self):
        run = self.run_program(*self.paint_words(**self.small(), log="/dev/full", quiet=True))
        self.assert_refused(run, FAILED, "log /dev/full is incomplete: No space left")
        self.assertEqual(png.Picture(self.folder / "out.png").width, 32)


class Output(Refusal):
    def test_in_a_folder_that_is_not_there(self):
        self.assert_nothing_painted(FAILED, r"nowhere/out\.png cannot be written: the folder nowhere does not exist",
                                    output="nowhere/out.png")

    def test_that_is_no_place_for_a_file(self):
        (self.folder / "folder").mkdir()
        for output, words in {"folder": "folder is a folder; a file name is needed", "folder/": "is a folder",
                              "/dev/null": "/dev/null is not a plain file", "small.png/out.png": "small.png",
                              "x" * 300 + ".png": "cannot be written: File name too long"}.items():
            with self.subTest(output[:20]):
                self.assert_nothing_painted(FAILED, words, output=output)

    def test_larger_than_a_file_may_become(self):
        large = dict(content=program.CITY, size=128, iterations=1)
        words = self.paint_words(**{**self.small(), **large}, quiet=True)
        resource_limit = (4096, resource.RLIM_INFINITY)
        before = self.files()
        run = subprocess.run([program.PROGRAM, *words], cwd=self.folder, env=self.environment, capture_output=True,
                             text=True, stdin=subprocess.DEVNULL, timeout=program.TIMEOUT,
                             preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, resource_limit))
        self.assert_refused(program.Finished(run), FAILED, r"out\.png cannot be written: File too large")
        self.assertEqual(self.files(), before)

    def run_on(self, mount_options, **options):
        """Paints onto a file system of its own, and sees that nothing is there afterwards."""
        (self.folder / "disk").mkdir()
        if subprocess.run([*INSIDE_MOUNTS, "mount", "-t", "tmpfs", "none", self.folder / "disk"],
                          capture_output=True).returncode:
            self.skipTest("no file system may be mounted here, so full and read-only disks are not tried")
        words = self.paint_words(**{**self.small(), **options}, quiet=True, output="disk/out.png")
        script = f'mount -t tmpfs -o {mount_options} none disk && {{ "$@"; code=$?; ls -A disk; exit $code; }}'
        run = subprocess.run([*INSIDE_MOUNTS, "sh", "-c", script, "sh", program.PROGRAM, *words], cwd=self.folder,
                             env=self.environment, capture_output=True, text=True, stdin=subprocess.DEVNULL,
                             timeout=program.TIMEOUT)
        self.assertEqual(run.stdout, "", "something was left on the disk")
        return program.Finished(run)

    def test_on_a_full_disk(self):
        run = self.run_on("size=4k", content=program.CITY, size=128, iterations=1)
        self.assert_refused(run, FAILED, r"disk/out\.png cannot be written: No space left on device")

    def test_on_a_disk_that_cannot_be_written(self):
        run = self.run_on("ro")
        self.assert_refused(run, FAILED, r"disk/out\.png cannot be written: Read-only file system")


class Weights(Refusal):
    """The reader's own tests try every damage; these show that the program tells."""

    def setUp(self):
        super().setUp()
        self.tensors, self.data = weight_file.read(NARROW)
        self.entry = self.tensors["features.2.weight"]

    def assert_file_refused(self, content, *patterns):
        path = self.folder / "bad.safetensors"
        path.write_bytes(content)
        self.assert_nothing_painted(FAILED, r"bad\.safetensors", *patterns, weights="bad.safetensors")

    def test_that_are_not_there(self):
        self.assert_nothing_painted(FAILED, r"nowhere\.safetensors", weights="nowhere.safetensors")
        self.assert_nothing_painted(FAILED, r"\bnowhere\b", weights="nowhere")

    def test_that_are_something_else(self):
        self.assert_nothing_painted(FAILED, r"style\.png", weights="style.png")
        self.assert_nothing_painted(FAILED, "folder|directory", weights=".")
        self.assert_file_refused(b"", "empty")

    def test_with_a_wrong_shape(self):
        self.entry["shape"][0] -= 1
        self.assert_file_refused(weight_file.encode(self.tensors, self.data), r"features\.2\.weight")

    def test_without_a_tensor(self):
        begin, end = self.tensors.pop("features.2.weight")["data_offsets"]
        del self.data[begin:end]
        for name, entry in self.tensors.items():
            if name != "__metadata__" and entry["data_offsets"][0] >= end:
                entry["data_offsets"] = [offset - (end - begin) for offset in entry["data_offsets"]]
        self.assert_file_refused(weight_file.encode(self.tensors, self.data), r"features\.2\.weight")

    def test_that_are_a_program(self):
        path = self.folder / "harmful.pth"
        content = NARROW.with_name("vgg16-narrow-legacy.pth").read_bytes()
        # os.system("touch run"), as the value of a name among the tensors.
        harmful = b"cos\nsystem\n(X\x09\0\0\0touch runtR"
        at = content.index(b"ccollections\nOrderedDict\n")
        path.write_bytes(content[:at] + b"(" + harmful + b"1" + content[at:])
        run = self.run_program("weights", "info", "harmful.pth")
        self.assertFalse((self.folder / "run").exists())
        self.assertIn(run.code, (program.DONE, FAILED))
        path.write_bytes(content.replace(b"ccollections\nOrderedDict\n", b"cos\nsystem\n", 1))
        run = self.run_program("weights", "info", "harmful.pth")
        self.assertEqual((run.code, run.stderr), (program.DONE, ""))
        self.assertRegex(run.stdout, r'passed over and not run: "os\.system"')

    def test_with_NaN(self):
        begin = self.entry["data_offsets"][0]
        self.data[begin + 8:begin + 12] = struct.pack("<f", math.nan)
        self.assert_file_refused(weight_file.encode(self.tensors, self.data), r"features\.2\.weight")

    def test_with_tensors_that_overlap(self):
        self.tensors["features.2.bias"]["data_offsets"] = [
            offset - 4 for offset in self.tensors["features.2.bias"]["data_offsets"]]
        self.assert_file_refused(weight_file.encode(self.tensors, self.data))

    def test_with_a_tensor_beyond_the_file(self):
        self.entry["data_offsets"] = [offset + (1 << 40) for offset in self.entry["data_offsets"]]
        self.assert_file_refused(weight_file.encode(self.tensors, self.data), r"features\.2\.weight")

    def test_with_a_length_of_2_to_the_63(self):
        self.assert_file_refused(struct.pack("<Q", 1 << 63) + b"{}", "no safetensors file")

    def test_that_are_cut_off(self):
        content = NARROW.read_bytes()
        for percent in 0.001, 1, 50, 99.9:
            with self.subTest(percent):
                self.assert_file_refused(content[:int(len(content) * percent / 100)])

    def test_are_refused_by_weights_info_too(self):
        (self.folder / "bad.safetensors").write_bytes(NARROW.read_bytes()[:5000])
        self.assert_refused(self.run_program("weights", "info", "bad.safetensors"), FAILED, r"bad\.safetensors")


if __name__ == "__main__":
    program.main()
