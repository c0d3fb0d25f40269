#!/usr/bin/python3
"""Makes the pictures of the README and of gallery.md anew, with the program's defaults where nothing else is said.

    docs/make_gallery.py PROGRAM [FOLDER [PART …]]     FOLDER: docs/gallery beside this file; PART: pairs, rows,
                                                       colours, places; without one all

Needs ImageMagick. Takes some minutes of two cores.
"""
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PHOTOS = ROOT / "docs" / "photographs"
STYLES = ROOT / "ui" / "styles"
DATA = ROOT / "tests" / "data"
SIDE = 512  # px

CITY, LAKE, MOUNTAIN = (DATA / f"content-{name}.png" for name in ("city", "lake", "mountain"))
STARRY_NIGHT = DATA / "style-starry-night.png"

# Before and after, of different kinds.
PAIRS = {
    "city-starry-night": (CITY, STARRY_NIGHT),
    "moose-little-blue-horse": (PHOTOS / "moose.png", STYLES / "little-blue-horse.png"),
    "mountain-great-wave": (MOUNTAIN, STYLES / "great-wave.png"),
    "lake-water-lilies": (LAKE, STYLES / "water-lilies.png"),
}
# Rows of the gallery: name, options of each picture.
ROWS = {
    "strength": [("--style-weight", value) for value in ("1", "3", "10", "30", "100")],
    "strokes": [("--style-scale", value) for value in ("0.5", "0.7", "1", "1.4", "2")],
    "size": [("--size", value) for value in ("128", "256", "512", "720")],
}


WHOLE_SIDE = 384  # px, of pictures that are shown whole


def paint(program, content, style, output, *options):
    subprocess.run([program, "--quiet", "--content", content, "--style", style, "--output", output, *options], check=True)


def jpeg(*words):
    subprocess.run(["convert", *map(str, words)], check=True)


def make_pairs(program, folder, work):
    for name, (content, style) in PAIRS.items():
        output = work / f"{name}.png"
        paint(program, content, style, output, "--size", str(SIDE))
        pictures = []
        for number, picture in enumerate((content, style, output)):
            pictures += ["(", picture, "-resize", "x288", ")"]
        jpeg(*pictures, "+append", "-quality", "88", folder / f"{name}.jpg")


def make_rows(program, folder, work):
    for name, row in ROWS.items():
        pictures = []
        for option, value in row:
            output = work / f"{name}-{value}.png"
            size = () if option == "--size" else ("--size", str(SIDE))
            paint(program, CITY, STARRY_NIGHT, output, *size, option, value)
            # The same place, as large as it is at the largest size.
            pictures += ["(", output, "-resize", "720x360!", "-crop", "288x288+200+30", "+repage", ")"]
        jpeg(*pictures, "+append", "-quality", "88", folder / f"{name}.jpg")


def make_colours(program, folder, work):
    pictures = []
    for colour in "style", "photo", "matched":
        output = work / f"{colour}.png"
        paint(program, PHOTOS / "moose.png", STARRY_NIGHT, output, "--size", str(WHOLE_SIDE), "--colour", colour)
        pictures.append(output)
    jpeg(*pictures, "+append", "-quality", "88", folder / "colours.jpg")


def make_places(program, folder, work):
    sky, output = work / "sky.png", work / "places.png"
    jpeg("-size", "720x360", "xc:black", "-fill", "white", "-draw", "polygon 0,0 720,0 720,225 360,205 240,205 130,185 0,235",
         "-blur", "0x6", sky)
    paint(program, MOUNTAIN, STYLES / "great-wave.png", output, "--style", STYLES / "wheat-field.png", "--guide", sky,
          "--size", str(WHOLE_SIDE))
    pictures = []
    for picture in (MOUNTAIN, sky, output):
        pictures += ["(", picture, "-resize", f"{WHOLE_SIDE}x", ")"]
    jpeg(*pictures, "+append", "-quality", "88", folder / "places.jpg")


PARTS = {"pairs": make_pairs, "rows": make_rows, "colours": make_colours, "places": make_places}


def main():
    program = Path(sys.argv[1]).resolve()
    folder = Path(sys.argv[2] if len(sys.argv) > 2 else ROOT / "docs" / "gallery")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as work:
        for part in sys.argv[3:] or PARTS:
            PARTS[part](program, folder, Path(work))


if __name__ == "__main__":
    main()
