#!/usr/bin/python3
"""Makes docs/film.webp anew: a camera that circles over a photograph, and the film that the program paints of it.

    docs/make_film.py PROGRAM [FILE]     FILE: docs/film.webp

Needs ImageMagick and python3-pil. Takes some minutes of two cores.
"""
import math
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

DOCS = Path(__file__).resolve().parent
PHOTO = DOCS / "photographs" / "moose.png"  # 720×480
STYLE = DOCS.parent / "tests" / "data" / "style-starry-night.png"
FRAMES, RATE = 30, 10
WIDTH, HEIGHT = 288, 192
PART = 480             # px of the photograph that a frame is wide
REACH = (60, 40)       # px that the camera goes to each side
GAP = 8
QUALITY = 72


def make_content(folder):
    for number in range(FRAMES):
        turn = 2 * math.pi * number / FRAMES
        x, y = 360 + REACH[0] * math.cos(turn), 240 + REACH[1] * math.sin(turn)
        move = f"{x},{y} {WIDTH / PART} 0 {WIDTH / 2},{HEIGHT / 2}"
        subprocess.run(["convert", PHOTO, "-set", "option:distort:viewport", f"{WIDTH}x{HEIGHT}+0+0", "-distort", "SRT", move,
                        "+repage", "-depth", "8", folder / f"{number:03}.png"], check=True)


def side_by_side(content, painted):
    both = Image.new("RGB", (2 * WIDTH + GAP, HEIGHT), "white")
    both.paste(Image.open(content).convert("RGB"), (0, 0))
    both.paste(Image.open(painted).convert("RGB"), (WIDTH + GAP, 0))
    return both


def main(program, file=DOCS / "film.webp"):
    with tempfile.TemporaryDirectory() as work:
        content, painted = Path(work) / "content", Path(work) / "painted"
        content.mkdir()
        make_content(content)
        subprocess.run([program, "video", "--content", content, "--style", STYLE, "--rate", str(RATE), "--output", f"{painted}/"],
                       check=True)
        frames = [side_by_side(*pair) for pair in zip(sorted(content.iterdir()), sorted(painted.iterdir()))]
        frames[0].save(file, save_all=True, append_images=frames[1:], duration=1000 // RATE, loop=0, quality=QUALITY, method=6)


main(*sys.argv[1:])
