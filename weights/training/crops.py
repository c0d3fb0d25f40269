"""Windows of pictures at several sizes, to train with."""
import csv
from pathlib import Path

import numpy as np
from PIL import Image

SHORT_SIDES = (384, 256, 192)  # sizes at which a picture's windows are taken, in pixels
SUFFIXES = {".jpg", ".jpeg", ".png"}


def load(path, least):
    """H×W×3 bytes at each size; no side is shorter than `least`."""
    image = Image.open(path).convert("RGB")
    sizes = {}
    for short in SHORT_SIDES:
        scale = min(1.0, short / min(image.size))
        size = tuple(max(least, round(side * scale)) for side in image.size)
        sizes[size] = np.asarray(image.resize(size, Image.LANCZOS))
    return list(sizes.values())


def photographs(folder, manifest):
    """The manifest's pictures below FOLDER, which pictures.py has filled."""
    with open(manifest, encoding="utf-8") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [Path(folder) / row["package"] / row["path"] for row in rows]


def windows(photographs, paintings, count, side, random):
    """N×side×side×3 bytes, half of them mirrored; every third is of a painting."""
    pictures = {path: load(path, side) for path in [*photographs, *paintings]}
    cut = []
    for number in range(count):
        kind = paintings if paintings and number % 3 == 2 else photographs
        sizes = pictures[kind[random.integers(len(kind))]]
        picture = sizes[random.integers(len(sizes))]
        y, x = (random.integers(length - side + 1) for length in picture.shape[:2])
        window = picture[y:y + side, x:x + side]
        cut.append(window[:, ::-1] if random.random() < 0.5 else window)
    return np.stack(cut)
