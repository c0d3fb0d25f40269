"""PNG files made and read chunk by chunk, so that the program's own PNG library is not its own judge.

Pixels are arrays of height × width × samples, uint8 or uint16; palette pictures hold indices.
"""

import struct
import zlib

import numpy

SIGNATURE = b"\x89PNG\r\n\x1a\n"
GRAY, RGB, PALETTE, GRAY_ALPHA, RGBA = 0, 2, 3, 4, 6
SAMPLES = {GRAY: 1, RGB: 3, PALETTE: 1, GRAY_ALPHA: 2, RGBA: 4}
# First row and column, and the distance to the next, of Adam7's seven passes.
ADAM7 = [(0, 0, 8, 8), (0, 4, 8, 8), (4, 0, 8, 4), (0, 2, 4, 4), (2, 0, 4, 2), (0, 1, 2, 2), (1, 0, 2, 1)]


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def header(width, height, depth, colour_type, interlace=0):
    return chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour_type, 0, 0, interlace))


def packed_rows(pixels, depth):
    """Each row with filter 0 before it."""
    rows = pixels.reshape(len(pixels), -1)
    if depth == 16:
        data = rows.astype(">u2").view(numpy.uint8)
    elif depth == 8:
        data = rows.astype(numpy.uint8)
    else:
        bits = numpy.unpackbits(rows.astype(numpy.uint8)[..., None], axis=2)[..., 8 - depth:]
        data = numpy.packbits(bits.reshape(len(rows), -1), axis=1)
    return b"".join(b"\0" + row.tobytes() for row in data)


def encode(pixels, depth=8, colour_type=RGB, interlaced=False, chunks=()):
    """`chunks`: (kind, data) that stand before the pixels, such as (b"gAMA", …)."""
    height, width = pixels.shape[:2]
    parts = [pixels]
    if interlaced:
        parts = [pixels[y::step_y, x::step_x] for y, x, step_y, step_x in ADAM7]
    data = b"".join(packed_rows(part, depth) for part in parts if part.size)
    return (SIGNATURE + header(width, height, depth, colour_type, int(interlaced))
            + b"".join(chunk(kind, text) for kind, text in chunks)
            + chunk(b"IDAT", zlib.compress(data)) + chunk(b"IEND", b""))


def chunks_of(data):
    """Every (kind, data), with everything that holds for a file checked on the way."""
    assert data.startswith(SIGNATURE), "not a PNG"
    chunks, at = [], len(SIGNATURE)
    while at < len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        body = data[at + 8:at + 8 + length]
        assert len(body) == length, f"{kind} is cut off"
        assert struct.unpack_from(">I", data, at + 8 + length)[0] == zlib.crc32(kind + body), f"CRC of {kind}"
        chunks.append((kind, body))
        at += 12 + length
    assert chunks[0][0] == b"IHDR" and chunks[-1] == (b"IEND", b""), "not whole"
    return chunks


def unfilter(rows, stride):
    """Undoes PNG's five filters. rows: height × (1 + bytes)."""
    lines, above = [], numpy.zeros(rows.shape[1] - 1, int)
    for row in rows:
        line = row[1:].astype(int)
        for i in range(len(line)) if row[0] else ():
            left = line[i - stride] if i >= stride else 0
            corner = above[i - stride] if i >= stride else 0
            line[i] = (line[i] + predict(row[0], left, above[i], corner)) & 255
        lines.append(line)
        above = line
    return numpy.array(lines, numpy.uint8)


def predict(kind, left, up, corner):
    if kind == 4:  # Paeth
        guess = left + up - corner
        return min((left, up, corner), key=lambda value: abs(guess - value))
    return (0, left, up, (left + up) // 2)[kind]


class Picture:
    """A PNG file that is not interlaced, of 8 or 16 bits."""

    def __init__(self, path):
        chunks = chunks_of(path.read_bytes())
        self.width, self.height, self.depth, self.colour_type, *rest = struct.unpack(">IIBBBBB", chunks[0][1])
        assert rest == [0, 0, 0] and self.depth in (8, 16), "a kind of PNG that is not read here"
        self.chunks = dict(chunks)
        samples = SAMPLES[self.colour_type]
        stride = samples * self.depth // 8
        data = zlib.decompress(b"".join(data for kind, data in chunks if kind == b"IDAT"))
        rows = numpy.frombuffer(data, numpy.uint8).reshape(self.height, 1 + self.width * stride)
        pixels = unfilter(rows, stride).view(">u2" if self.depth == 16 else numpy.uint8)
        self.pixels = pixels.reshape(self.height, self.width, samples)

    @property
    def colours(self):
        return self.pixels[..., :3]

    @property
    def alpha(self):
        return self.pixels[..., 3]
