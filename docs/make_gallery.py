#!/usr/bin/python3
"""Makes the pictures of the README and of gallery.md anew, with the program's defaults where nothing else is said.

    docs/make_gallery.py PROGRAM [FOLDER]     FOLDER: docs/gallery beside this file

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


def main():
    program = Path(sys.argv[1]).resolve()
    folder = Path(sys.argv[2] if len(sys.argv) > 2 else ROOT / "docs" / "gallery")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as work:
        make_pairs(program, folder, Path(work))
        make_rows(program, folder, Path(work))


if __name__ == "__main__":
    main()
