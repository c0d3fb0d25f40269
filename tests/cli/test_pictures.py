"""Pictures of every common format in and out: found by content, upright, in the right colours, with what they say."""

import io
import os
import struct
import subprocess
import unittest

import numpy
from PIL import Image, ImageCms

import png
import program
from test_bad_input import INSIDE_MOUNTS

ORIENTATION = 0x0112
MAKER = 0x010F
WIDTH, HEIGHT = 48, 32


def photograph():
    """Each corner has a colour of its own."""
    y, x = numpy.mgrid[:HEIGHT, :WIDTH]
    planes = [255 * x // (WIDTH - 1), 255 * y // (HEIGHT - 1), 128 + 60 * numpy.sin(x / 9.0 + y / 7.0)]
    return Image.fromarray(numpy.stack(planes, axis=2).astype("u1"))


class Pictures(program.ProgramTest):
    def paint_file(self, content, output, *more, code=program.DONE, **how):
        """One step from the content: what comes out is nearly the content."""
        words = self.paint_words(**{**self.small(), "content": content, "output": output, "iterations": 1,
                                    "size": 0, "init": "content"})
        run = self.run_program(*words, *more, **how)
        if code == program.DONE and "Unsupported compression" in str(run.stderr):
            self.skipTest(f"libheif has no encoder here, so {output} is not tried")
        self.assertEqual(run.code, code, run.stderr)
        return run

    def save(self, name, picture=None, **how):
        (picture or photograph()).save(self.folder / name, **how)
        return name

    def assert_shows(self, path, expected, most=12):
        with Image.open(path) as picture:
            self.assertEqual(picture.size, expected.size)
            shown = numpy.asarray(picture.convert("RGB"), float)
        self.assertLess(numpy.abs(shown - numpy.asarray(expected, float)).mean(), most)

    def test_of_each_format_are_painted_and_written(self):
        for content, output, kind in (("a.jpg", "b.jpg", "JPEG"), ("a.webp", "b.tif", "TIFF"), ("a.tif", "b.webp", "WEBP"),
                                      ("a.bmp", "b.png", "PNG"), ("a.gif", "b.bmp", "BMP"), ("a.png", "b.gif", "GIF")):
            with self.subTest(content):
                self.paint_file(self.save(content), output)
                self.assert_shows(self.folder / output, photograph())
                with Image.open(self.folder / output) as picture:
                    self.assertEqual(picture.format, kind)

    def test_of_new_formats_are_painted_and_written(self):
        self.paint_file(self.save("a.png"), "a.jxl")
        self.paint_file("a.jxl", "a.avif")
        self.paint_file("a.avif", "back.png")
        self.assert_shows(self.folder / "back.png", photograph(), 16)

    def test_are_told_by_their_content(self):
        self.save("a.jpg")
        (self.folder / "a.jpg").rename(self.folder / "named.png")
        self.paint_file("named.png", "out.unknown")
        with Image.open(self.folder / "out.unknown") as picture:
            self.assertEqual(picture.format, "JPEG")  # an unknown ending is written as the content was

    def test_lying_on_their_side_are_turned_upright(self):
        exif = Image.Exif()
        exif[ORIENTATION], exif[MAKER] = 6, "A camera"
        lying = photograph().transpose(Image.Transpose.ROTATE_90)
        for name in "a.jpg", "a.png", "a.webp", "a.tif":
            with self.subTest(name):
                lying.save(self.folder / name, exif=exif if name == "a.tif" else exif.tobytes())
                self.paint_file(name, "out-" + name)
                self.assert_shows(self.folder / ("out-" + name), photograph())
                with Image.open(self.folder / ("out-" + name)) as picture:
                    kept = picture.getexif()
                self.assertEqual(kept.get(ORIENTATION, 1), 1)
                if name != "a.tif":  # of a TIFF file, libvips reads no EXIF but the orientation
                    self.assertEqual(kept[MAKER].strip("\0"), "A camera")

    def test_of_print_are_converted_and_said_so(self):
        run = self.paint_file(self.save("cmyk.jpg", photograph().convert("CMYK"), quality=95), "out.jpg")
        self.assertIn("note: cmyk.jpg: colours are converted from CMYK to sRGB\n", run.stdout)
        self.assert_shows(self.folder / "out.jpg", photograph(), 50)  # Pillow's CMYK has no profile

    def test_keep_their_colour_profile(self):
        profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
        for name in "a.jpg", "a.tif", "a.webp", "a.png":
            with self.subTest(name):
                self.paint_file(self.save(name, icc_profile=profile), "out-" + name)
                with Image.open(self.folder / ("out-" + name)) as picture:
                    self.assertEqual(picture.info["icc_profile"], profile)

    def test_of_a_style_are_seen_in_the_contents_colours(self):
        """A style in linear light looks as the same style in sRGB, and so paints the same."""
        values = photograph()
        plain = numpy.asarray(values, float) / 255
        linear = numpy.where(plain <= .04045, plain / 12.92, ((plain + .055) / 1.055) ** 2.4)
        samples = numpy.rint(linear * 65535).astype(int)
        gamma = [(b"gAMA", struct.pack(">I", 100000))]
        (self.folder / "linear.png").write_bytes(png.encode(samples, depth=16, chunks=gamma))
        (self.folder / "unnamed.png").write_bytes(png.encode(samples, depth=16))
        values.save(self.folder / "plain.png")
        small = {**self.small(), "init": "style"}
        painted = [self.paint(**{**small, "style": name}).colours.astype(float)
                   for name in ("plain.png", "linear.png", "unnamed.png")]
        self.assertLess(numpy.abs(painted[1] - painted[0]).mean(), numpy.abs(painted[2] - painted[0]).mean() / 4)

    def test_of_less_quality_are_smaller(self):
        self.save("a.jpg", photograph().resize((192, 128)), quality=98)  # large beside its recipe
        sizes = []
        for quality in 95, 30:
            self.paint_file("a.jpg", "out.jpg", "--quality", str(quality))
            sizes.append((self.folder / "out.jpg").stat().st_size)
        self.assertLess(sizes[1], sizes[0] / 1.5)
        words = self.paint_words(**self.small())
        self.assert_refused(self.run_program(*words, "--quality", "101"), program.WRONG_USAGE, "quality")

    def test_go_through_pipes(self):
        self.save("a.jpg")
        with open(self.folder / "a.jpg", "rb") as content:
            data = content.read()
        run = self.paint_file("-", "-", input=data, text=False, errors=None, stdin=None)
        self.assertEqual(run.stderr, b"")
        with Image.open(io.BytesIO(run.stdout)) as picture:
            self.assertEqual((picture.format, picture.size), ("JPEG", (WIDTH, HEIGHT)))
        self.assertFalse((self.folder / "-").exists())

    def test_are_painted_though_nobody_reads_the_progress(self):
        self.save("a.png")
        words = self.paint_words(**{**self.small(), "content": "a.png", "iterations": 3})
        reader, writer = os.pipe()
        os.close(reader)
        run = self.run_program(*words, stdout=writer)
        os.close(writer)
        self.assertEqual((run.code, run.stderr), (program.DONE, ""))
        self.assertTrue((self.folder / "out.png").exists())

    def test_are_written_onto_a_file_that_is_a_mount(self):
        self.save("a.png")
        (self.folder / "real.png").touch()
        (self.folder / "out.png").touch()
        if subprocess.run([*INSIDE_MOUNTS, "mount", "--bind", "real.png", "out.png"], cwd=self.folder,
                          capture_output=True).returncode:
            self.skipTest("no file may be mounted here, so a mounted output is not tried")
        words = self.paint_words(**{**self.small(), "content": "a.png"})
        script = 'mount --bind real.png out.png && exec "$@"'
        run = subprocess.run([*INSIDE_MOUNTS, "sh", "-c", script, "sh", program.PROGRAM, *map(str, words)],
                             cwd=self.folder, env=self.environment, capture_output=True, text=True)
        self.assertEqual((run.returncode, run.stderr), (program.DONE, ""))
        with Image.open(self.folder / "real.png") as picture:
            self.assertEqual(picture.format, "PNG")
        self.assertEqual(self.files(), ["a.png", "out.png", "real.png", "small.png", "style.png"])

    def test_whose_names_are_unusual_are_read(self):
        for name in "a b.jpg", "100%.jpg", "a[1].jpg", "a%sb%n.jpg", "Grüße.jpg", "line\nbreak.jpg", "tab\t.jpg":
            with self.subTest(name):
                self.paint_file(self.save(name), "out.jpg")
        (self.folder / "-dash.jpg").write_bytes((self.folder / "100%.jpg").read_bytes())
        self.paint_file("./-dash.jpg", "out.jpg")

    def test_that_are_damaged_are_refused_in_one_line(self):
        self.paint_file(self.save("a.png"), "whole.jxl")
        data = bytearray((self.folder / "whole.jxl").read_bytes())
        data[len(data) // 2:] = bytes(len(data) - len(data) // 2)
        (self.folder / "bad.jxl").write_bytes(data)
        run = self.paint_file("bad.jxl", "out.png", code=program.FAILED)
        self.assert_refused(run, program.FAILED, r"bad\.jxl cannot be read: ")


if __name__ == "__main__":
    program.main()
