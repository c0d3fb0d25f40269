#!/usr/bin/python3
"""Fetches the pictures to judge by from Debian's packages and cuts them to squares of 128 px.

    judged_pictures.py FOLDER

Writes FOLDER/photo-NAME.png and FOLDER/painting-NAME.png, and the sample pairs as FOLDER/sample-….png. Wants
python3-debian, python3-pil and python3-numpy.
"""
import argparse
import bz2
import io
import re
import sys
from pathlib import Path

import numpy as np
from debian.debfile import DebFile
from PIL import Image

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "weights/training"))
from pictures import fetch, gcompris  # noqa: E402

SIDE = 128
SKIMAGE = "usr/lib/python3/dist-packages/skimage/data/"
SKLEARN = "usr/lib/python3/dist-packages/sklearn/datasets/images/"
PLASMA = "usr/share/wallpapers/%s/contents/images/%s.jpg"
PHOTOGRAPHS = {
    "astronaut": ("python3-skimage", SKIMAGE + "astronaut.png"),
    "coffee": ("python3-skimage", SKIMAGE + "coffee.png"),
    "cat": ("python3-skimage", SKIMAGE + "chelsea.png"),
    "rocket": ("python3-skimage", SKIMAGE + "rocket.jpg"),
    "motorcycle": ("python3-skimage", SKIMAGE + "motorcycle_left.png"),
    "pagoda": ("python3-sklearn", SKLEARN + "china.jpg"),
    "dahlia": ("python3-sklearn", SKLEARN + "flower.jpg"),
    "raccoon": ("python3-scipy", "usr/lib/python3/dist-packages/scipy/misc/face.dat"),
    "pier": ("plasma-workspace-wallpapers", PLASMA % ("BytheWater", "1920x1080")),
    "cups": ("plasma-workspace-wallpapers", PLASMA % ("ColorfulCups", "2560x1600")),
    "boats": ("plasma-workspace-wallpapers", PLASMA % ("EveningGlow", "1920x1080")),
    "leaf": ("plasma-workspace-wallpapers", PLASMA % ("FallenLeaf", "1920x1080")),
    "moss": ("plasma-workspace-wallpapers", PLASMA % ("OneStandsOut", "1920x1080")),
    "forest": ("plasma-workspace-wallpapers", PLASMA % ("Path", "1920x1080")),
    "tree": ("plasma-workspace-wallpapers", PLASMA % ("Autumn", "2560x1600")),
}
# Names of paintings and of GCompris's puzzle boards.
PAINTINGS = {
    "renoir-moulin": "board1_0", "arcimboldo-spring": "board2_0", "hokusai-ejiri": "board6_0",
    "hokusai-wave": "board7_0", "hiroshige-shrine": "board8_0", "hiroshige-mackerel": "board9_0",
    "hokusai-poppies": "board11_0", "hokusai-kazusa": "board12_0", "durer-lion": "board16_0",
    "bruegel-harvesters": "board17_0", "renoir-piano": "board18_0", "kandinsky-composition": "board19_0",
    "bazille-ramparts": "board20_0", "cassatt-summertime": "board21_0", "gogh-auvers": "board22_0",
}
SAMPLES = [("city", "scream"), ("lake", "langlois-bridge"), ("mountain", "shipwreck"), ("city", "starry-night")]
PIECE = re.compile(r'"image/([^"]+\.webp)",\s*"x"\s*:\s*"([\d.]+)",\s*"y"\s*:\s*"([\d.]+)"')
BOARD = (702, 515)  # pixels; a piece's place is its centre as a share of it


def pairs():
    """The judged pairs: each photograph with one painting, in the order of the lists."""
    return [(f"photo-{photo}", f"painting-{painting}") for photo, painting in zip(PHOTOGRAPHS, PAINTINGS)]


def sample_pairs():
    return [(f"sample-content-{photo}", f"sample-style-{painting}") for photo, painting in SAMPLES]


def square(image):
    side = min(image.size)
    left, top = (image.width - side) // 2, (image.height - side) // 2
    return image.convert("RGB").crop((left, top, left + side, top + side)).resize((SIDE, SIDE), Image.LANCZOS)


def assembled(board, files):
    """A painting put together from the pieces of its puzzle."""
    folder = "src/activities/paintings/resource/"
    canvas = Image.new("RGBA", BOARD)
    for name, x, y in PIECE.findall(files[f"{folder}board/{board}.qml"].decode()):
        piece = Image.open(io.BytesIO(files[f"{folder}image/{name}"])).convert("RGBA")
        left, top = float(x) * BOARD[0] - piece.width / 2, float(y) * BOARD[1] - piece.height / 2
        canvas.alpha_composite(piece, (max(0, round(left)), max(0, round(top))))
    left, top, right, bottom = canvas.getchannel("A").point(lambda alpha: 255 * (alpha > 250)).getbbox()
    margin = 4  # the scans' torn edges
    return canvas.crop((left + margin, top + margin, right - margin, bottom - margin))


def photograph(path, content):
    if path.endswith("face.dat"):
        return Image.fromarray(np.frombuffer(bz2.decompress(content), np.uint8).reshape(768, 1024, 3))
    return Image.open(io.BytesIO(content))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    debs = {package: DebFile(str(fetch(package, folder)))
            for package in {package for package, _ in PHOTOGRAPHS.values()} | {"gcompris-qt-data"}}
    for name, (package, path) in PHOTOGRAPHS.items():
        square(photograph(path, debs[package].data.get_content(path))).save(folder / f"photo-{name}.png")
    files = dict(gcompris(debs["gcompris-qt-data"]))
    for name, board in PAINTINGS.items():
        square(assembled(board, files)).save(folder / f"painting-{name}.png")
    for name in {f"content-{photo}" for photo, _ in SAMPLES} | {f"style-{painting}" for _, painting in SAMPLES}:
        square(Image.open(ROOT / f"tests/data/{name}.png")).save(folder / f"sample-{name}.png")


if __name__ == "__main__":
    main()
