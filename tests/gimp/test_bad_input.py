"""What cannot be painted is refused in one sentence that says why, and the image stays as it is."""

import shutil
import struct
import zlib

import numpy

import batch
import record
from gimp_profile import GENERATION, convert

NUMBER = r"must be a (whole )?number from .* to "

# Of the images that the calls were made on: layers, pixels, active layer and undo history stay.
REFUSED = {
    "no style": "no style",
    "missing style": r"nowhere\.png.* does not exist",
    "empty style file": r"empty\.png.*(empty|0 bytes)",
    "text as style": r"text\.png",
    "truncated style": r"truncated\.png is cut off",
    "truncated JPEG style": r"truncated\.jpg is cut off",
    "damaged style": r"damaged\.png is damaged",
    "folder as style": "folder",
    "transparent style": "style picture is fully transparent",
    "style drawable that is not there": "drawable",
    "two styles": "style-file.*style-drawable",
    "transparent layer": "content picture is fully transparent",
    "selection beside the layer": "selection does not touch the layer",
    "selection around the layer": "selection does not touch the layer",
    "size -512": f"size {NUMBER}.*not \"-512\"",
    "size 16385": f"size {NUMBER}.*not \"16385\"",
    "iterations 0": f"iterations {NUMBER}.*not \"0\"",
    "iterations 100001": f"iterations {NUMBER}.*not \"100001\"",
    "content weight -1": f"content-weight {NUMBER}.*not \"-1\"",
    "style weight -1": f"style-weight {NUMBER}.*not \"-1\"",
    # GIMP itself lets no such number through.
    "content weight NaN": "'-?nan' for argument 'content-weight'.*out of range",
    "style weight infinity": "'inf' for argument 'style-weight'.*out of range",
    "unknown option": "no parameter \"flavour\".*optimizer",
    "option without value": "optimizer",
    "unknown choice": "optimizer must be one of adam, lbfgs, not \"sgd\"",
    "text as number": f"seed {NUMBER}.*not \"three\"",
    "NaN as option": f"tv-weight {NUMBER}.*not \"nan\"",
    "option out of range": f"style-scale {NUMBER}4, not \"9\"",
    "open quote": "weights lacks its closing quote",
    "unknown layer": "relu9_9",
    "missing weights": r"/nowhere/vgg\.safetensors",
    "weights not fetched yet": r"weights vgg19 are not in .*weights fetch vgg19.* downloads them",
    "text as weights": r"text\.png",
    "missing start picture": r"nowhere\.png.* does not exist",
    "truncated start picture": r"truncated\.png is cut off",
    "too little memory": "memory-limit is 1 MiB",
}

# What GIMP 3 refuses in its own words, before it calls the plug-in.
if GENERATION == 3:
    REFUSED_BY_GIMP = {
        "style drawable that is not there": "Invalid ID",
        "size -512": "has value -512 out of range: 0 to 16384",
        "size 16385": "has value 16385 out of range: 0 to 16384",
        "iterations 0": "has value 0 out of range: 1 to 100000",
        "iterations 100001": "has value 100001 out of range: 1 to 100000",
        "content weight -1": r"has value -1\.0* out of range: 0\.0* to 1000000000",
        "style weight -1": r"has value -1\.0* out of range: 0\.0* to 1000000000000000",
        "style weight infinity": "has value inf out of range",
        "unknown option": "Invalid argument name: flavour",
        "text as number": "expected type: numeric",
        "NaN as option": "expected type: numeric",
        "option out of range": r"has value 9\.0* out of range: 0\.050* to 4",
    }
    REFUSED.update(REFUSED_BY_GIMP)
    # There are no options in one text, and of a NaN GIMP leaves nothing but a warning.
    del REFUSED["open quote"], REFUSED["content weight NaN"]
else:
    REFUSED_BY_GIMP = {}


def write_flat_png(path, width, height):
    """A gray ramp. Debian's ImageMagick refuses pictures this wide."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    row = b"\0" + bytes(x * 255 // width for x in range(width))
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(row * height))
                     + chunk(b"IEND", b""))


class BadInput(batch.BatchTest):
    script = "bad_input.scm"

    @classmethod
    def prepare(cls, folder):
        painting = folder / "painting.png"
        (folder / "empty.png").touch()
        (folder / "text.png").write_text("This is no picture.\n" * 40)
        convert(painting, folder / "painting.jpg")
        for name in ("painting.png", "painting.jpg"):
            whole = (folder / name).read_bytes()
            (folder / name.replace("painting", "truncated")).write_bytes(whole[:len(whole) // 3])
        damaged = bytearray(painting.read_bytes())
        damaged[len(damaged) // 2] ^= 1
        (folder / "damaged.png").write_bytes(damaged)
        convert("-size", "80x60", "xc:rgba(255,0,0,0)", f"PNG32:{folder / 'transparent.png'}")
        write_flat_png(folder / "flat.png", 20000, 2)
        shutil.copy(painting, folder / "a (strange) näme #1.png")

    def error_of(self, case):
        self.assertIn("error", self.facts.get(case, {}), f"{case}: was not refused")
        return self.facts[case]["error"]

    def test_is_refused_in_a_sentence_that_says_why(self):
        for case, words in REFUSED.items():
            with self.subTest(case):
                error = self.error_of(case)
                self.assertRegex(error, words)
                if case not in REFUSED_BY_GIMP:
                    self.assertRegex(error, "Procedure execution of plug-in-style-transfer failed( on invalid input "
                                            "arguments)?: ")

    def test_is_told_on_stderr_too(self):
        for case, words in REFUSED.items():
            with self.subTest(case):
                self.assert_told_on_stderr(words)

    def test_leaves_the_image_as_it_is(self):
        for case in REFUSED:
            with self.subTest(case):
                facts = self.facts[case]
                self.assertEqual((facts["layers"], facts["dirty"], facts["active"]), ("1", "0", "#t"))
                self.assert_original_unchanged(case)

    def test_every_case_is_looked_at(self):
        tried = {case for case, facts in self.facts.items() if "dirty" in facts}
        self.assertEqual(tried, set(REFUSED))

    def test_a_missing_drawable_is_refused(self):
        self.assertRegex(self.error_of("no drawable"), "drawable|only layers can be painted")
        self.assertEqual(self.facts["no drawable"]["layers"], "1")

    def test_a_drawable_of_another_image_is_refused(self):
        self.assertRegex(self.error_of("drawable of another image"), "belongs to another image")
        self.assertEqual(self.facts["drawable of another image"]["layers"], "1")
        self.assertEqual(self.facts["photo"]["layers"], "1")

    def test_a_dialog_without_a_screen_is_refused_in_words(self):
        self.assertRegex(self.error_of("dialog without a screen"), "display|screen")
        self.assertEqual(self.facts["dialog without a screen"]["layers"], "1")

    def test_pictures_of_any_size_are_painted_and_painted_with(self):
        for case, shape in {"1x1 layer": (1, 1, 4), "15x15 layer": (15, 15, 4), "flat style": (64, 96, 4)}.items():
            with self.subTest(case):
                self.assertNotIn(case, self.facts, "was refused")
                self.assertEqual(self.picture(case).shape, shape)
        self.assertGreater(numpy.ptp(self.picture("15x15 layer")[..., :3]), 0.05)

    def test_a_whole_jpeg_is_painted_with(self):
        self.assertNotIn("whole JPEG style", self.facts, "was refused")
        self.assertEqual(self.picture("whole JPEG style").shape, (64, 96, 4))

    def test_a_file_name_may_hold_spaces_and_letters_of_all_kinds(self):
        self.assertNotIn("style file with spaces", self.facts, "was refused")
        self.assertEqual(self.picture("style file with spaces").shape, (64, 96, 4))

    def test_no_image_is_left_open(self):
        self.assertEqual(self.facts["script"]["images-left"], "0")


if __name__ == "__main__":
    record.main()
