"""Every kind of PNG is read, and the output keeps depth, alpha and what the file says about its colours."""

import struct
import unittest
import zlib

import numpy
from PIL import Image, ImageCms

import png
import program

HEIGHT, WIDTH = 24, 32
PALETTE = numpy.stack([numpy.arange(256), numpy.arange(256)[::-1], numpy.arange(256) * 7 % 256], axis=1)
CHROMATICITIES = struct.pack(">8I", 31270, 32900, 64000, 33000, 21000, 71000, 15000, 6000)  # Adobe RGB


def alpha_ramp(depth=8):
    """All 256 alpha values, or as many of 65536; a corner is fully transparent."""
    ramp = numpy.arange(HEIGHT * WIDTH).reshape(HEIGHT, WIDTH)
    alpha = ramp % 256 if depth == 8 else ramp * 85
    alpha[:4, :4] = 0
    return alpha


def with_alpha(pixels, depth=8):
    return numpy.concatenate([pixels, alpha_ramp(depth)[..., None]], axis=2)


class PngTest(program.ProgramTest):
    def paint_content(self, data, **options):
        """One step, from the content: what comes out is the content, slightly changed."""
        (self.folder / "content.png").write_bytes(data)
        return self.paint_small(content="content.png", iterations=1, init="content", **options)

    def assert_shows(self, picture, colours):
        """`colours`: height × width × 3, 0…1. One step of Adam moves a value by 0.02 at most; the average is left."""
        shown = picture.colours / (65535 if picture.depth == 16 else 255)
        self.assertLess(numpy.abs(shown - colours).max(), 0.03)


class Kinds(PngTest):
    def check(self, data, depth, colours, alpha=None):
        picture = self.paint_content(data)
        self.assertEqual(picture.depth, depth)
        self.assertEqual(picture.colour_type, png.RGB if alpha is None else png.RGBA)
        visible = numpy.ones((HEIGHT, WIDTH, 1), bool)
        if alpha is not None:
            self.assertTrue(numpy.array_equal(picture.alpha, alpha), "alpha changed")
            visible = (alpha > 0.98 * (2 ** depth - 1))[..., None]  # what is transparent is filled with the mean
            self.assertGreater(visible.sum(), 2)
        shown = picture.colours / (2 ** depth - 1)
        self.assertLess(numpy.abs((shown - colours) * visible).max(), 0.03)

    def test_gray(self):
        for depth in 1, 2, 4, 8, 16:
            for interlaced in False, True:
                with self.subTest(depth=depth, interlaced=interlaced):
                    gray = program.gradient(HEIGHT, WIDTH, 1, 16) >> (16 - depth)
                    self.check(png.encode(gray, depth, png.GRAY, interlaced), max(depth, 8), gray / (2 ** depth - 1))

    def test_gray_with_alpha(self):
        for depth in 8, 16:
            for interlaced in False, True:
                with self.subTest(depth=depth, interlaced=interlaced):
                    gray = program.gradient(HEIGHT, WIDTH, 1, depth)
                    data = png.encode(with_alpha(gray, depth), depth, png.GRAY_ALPHA, interlaced)
                    self.check(data, depth, gray / (2 ** depth - 1), alpha_ramp(depth))

    def test_rgb(self):
        for depth in 8, 16:
            for interlaced in False, True:
                with self.subTest(depth=depth, interlaced=interlaced):
                    rgb = program.gradient(HEIGHT, WIDTH, 3, depth)
                    self.check(png.encode(rgb, depth, png.RGB, interlaced), depth, rgb / (2 ** depth - 1))

    def test_rgba(self):
        for depth in 8, 16:
            for interlaced in False, True:
                with self.subTest(depth=depth, interlaced=interlaced):
                    rgb = program.gradient(HEIGHT, WIDTH, 3, depth)
                    data = png.encode(with_alpha(rgb, depth), depth, png.RGBA, interlaced)
                    self.check(data, depth, rgb / (2 ** depth - 1), alpha_ramp(depth))

    def test_palette(self):
        for depth in 1, 2, 4, 8:
            for interlaced in False, True:
                with self.subTest(depth=depth, interlaced=interlaced):
                    indices = program.gradient(HEIGHT, WIDTH, 1) >> (8 - depth)
                    entries = PALETTE[::256 // 2 ** depth].astype(numpy.uint8)
                    data = png.encode(indices, depth, png.PALETTE, interlaced, [(b"PLTE", entries.tobytes())])
                    self.check(data, 8, entries[indices[..., 0]] / 255)

    def test_palette_with_transparency(self):
        indices = program.gradient(HEIGHT, WIDTH, 1)
        transparency = bytes(range(100))  # what is not listed is opaque
        data = png.encode(indices, 8, png.PALETTE,
                          chunks=[(b"PLTE", PALETTE.astype(numpy.uint8).tobytes()), (b"tRNS", transparency)])
        alpha = numpy.array([*transparency, *[255] * 156])[indices[..., 0]]
        self.check(data, 8, PALETTE[indices[..., 0]] / 255, alpha)

    def test_one_colour_that_is_transparent(self):
        for depth in 8, 16:
            with self.subTest(depth=depth):
                rgb = program.gradient(HEIGHT, WIDTH, 3, depth)
                rgb[5:9, 7:20] = (1, 2, 3)
                alpha = numpy.full((HEIGHT, WIDTH), 2 ** depth - 1)
                alpha[5:9, 7:20] = 0
                data = png.encode(rgb, depth, png.RGB, chunks=[(b"tRNS", struct.pack(">HHH", 1, 2, 3))])
                self.check(data, depth, rgb / (2 ** depth - 1), alpha)

    def test_pixels_in_many_small_chunks(self):
        whole = png.encode(program.gradient(HEIGHT, WIDTH))
        (kind, first), (_, pixels), *_ = png.chunks_of(whole)
        parts = b"".join(png.chunk(b"IDAT", pixels[i:i + 7]) for i in range(0, len(pixels), 7))
        self.check(png.SIGNATURE + png.chunk(kind, first) + parts + png.chunk(b"IEND", b""), 8,
                   program.gradient(HEIGHT, WIDTH) / 255)

    def test_what_another_program_wrote(self):
        pixels = program.gradient(HEIGHT, WIDTH).astype(numpy.uint8)
        Image.fromarray(pixels).save(self.folder / "other.png", optimize=True)
        self.check((self.folder / "other.png").read_bytes(), 8, program.gradient(HEIGHT, WIDTH) / 255)

    def test_the_output_can_be_read_by_another_program(self):
        for colour_type, pixels in {png.RGB: program.gradient(HEIGHT, WIDTH),
                                    png.RGBA: with_alpha(program.gradient(HEIGHT, WIDTH))}.items():
            mine = self.paint_content(png.encode(pixels, 8, colour_type)).pixels
            with Image.open(self.folder / "out.png") as other:
                self.assertTrue(numpy.array_equal(numpy.asarray(other), mine))


class Styles(PngTest):
    def test_are_read_in_every_kind(self):
        gray = program.gradient(40, 36, 1)
        pictures = [png.encode(gray, 8, png.GRAY), png.encode(gray, 8, png.GRAY, interlaced=True),
                    png.encode(gray * 257, 16, png.GRAY), png.encode(gray.repeat(3, axis=2), 8, png.RGB)]
        painted = []
        for number, data in enumerate(pictures):
            path = self.folder / f"style-{number}.png"
            path.write_bytes(data)
            painted.append(self.paint_small(style=path).pixels)
        for other in painted[1:]:
            self.assertTrue(numpy.array_equal(painted[0], other), "the same style in another kind paints otherwise")


class Description(PngTest):
    """gAMA, cHRM, sRGB, iCCP and pHYs go from the content into the output as they are."""

    CARRIED = {"gamma of a linear picture": {b"gAMA": struct.pack(">I", 100000)},
               "gamma": {b"gAMA": struct.pack(">I", 45455)},
               "chromaticities": {b"gAMA": struct.pack(">I", 45455), b"cHRM": CHROMATICITIES},
               "sRGB": {b"sRGB": b"\1"},
               "resolution": {b"pHYs": struct.pack(">IIB", 11811, 11811, 1)}}

    def test_is_carried_to_the_output(self):
        for name, chunks in self.CARRIED.items():
            for depth in 8, 16:
                with self.subTest(name, depth=depth):
                    pixels = program.gradient(HEIGHT, WIDTH, 3, depth)
                    picture = self.paint_content(png.encode(pixels, depth, chunks=chunks.items()))
                    for kind, data in chunks.items():
                        self.assertEqual(picture.chunks.get(kind), data)
                    self.assert_shows(picture, pixels / (2 ** depth - 1))

    def test_is_not_made_up_but_for_the_recipe(self):
        picture = self.paint_content(png.encode(program.gradient(HEIGHT, WIDTH)))
        self.assertEqual(set(picture.chunks), {b"IHDR", b"IDAT", b"IEND", b"iTXt"})

    def test_colour_profile_is_carried_to_the_output(self):
        profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
        chunk = b"a profile\0\0" + zlib.compress(profile)
        rgb = program.gradient(HEIGHT, WIDTH)
        for kind, pixels in (png.RGB, rgb), (png.RGBA, with_alpha(rgb)):
            picture = self.paint_content(png.encode(pixels, 8, kind, chunks=[(b"iCCP", chunk)]))
            name, _, compressed = picture.chunks[b"iCCP"].partition(b"\0")
            self.assertEqual((name, zlib.decompress(compressed[1:])), (b"a profile", profile))

    def test_profile_of_a_gray_picture_is_left_out_with_a_note(self):
        profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
        profile[16:20] = b"GRAY"
        chunk = b"gray\0\0" + zlib.compress(bytes(profile))
        (self.folder / "content.png").write_bytes(
            png.encode(program.gradient(HEIGHT, WIDTH, 1), 8, png.GRAY, chunks=[(b"iCCP", chunk)]))
        run = self.run_program(*self.paint_words(**{**self.small(), "content": "content.png"}))
        self.assertEqual((run.code, run.stderr), (program.DONE, ""))
        self.assertIn("note: the colour profile of content.png is for gray pictures and is left out\n", run.stdout)
        self.assertNotIn(b"iCCP", png.Picture(self.folder / "out.png").chunks)

    def test_that_is_damaged_does_not_keep_the_picture_from_being_painted(self):
        data = png.encode(program.gradient(HEIGHT, WIDTH), chunks=[(b"iCCP", b"broken\0\0no zlib"), (b"gAMA", b"\0")])
        picture = self.paint_content(data)
        self.assertNotIn(b"iCCP", picture.chunks)


class Alpha(PngTest):
    def test_of_a_smaller_working_size_is_made_smaller(self):
        pixels = with_alpha(program.gradient(HEIGHT * 2, WIDTH * 2)[::2, ::2])
        pixels[..., 3] = numpy.where(numpy.arange(WIDTH) < WIDTH // 2, 0, 255)
        picture = self.paint_content(png.encode(pixels.repeat(2, axis=0).repeat(2, axis=1), 8, png.RGBA))
        self.assertEqual((picture.width, picture.height), (WIDTH, HEIGHT))
        self.assertEqual((picture.alpha[:, 0].max(), picture.alpha[:, -1].min()), (0, 255))

    def test_hides_the_colours_behind_it_from_the_run(self):
        pixels = with_alpha(program.gradient(HEIGHT, WIDTH))
        painted = []
        for hidden in 0, 255:
            pixels[:4, :4, :3] = hidden
            painted.append(self.paint_content(png.encode(pixels, 8, png.RGBA)).pixels)
        self.assertTrue(numpy.array_equal(*painted))


if __name__ == "__main__":
    program.main()
