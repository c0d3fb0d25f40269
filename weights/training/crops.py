"""Training crops: windows of the pictures and of leaves cut from them, and differently seen views of each window."""
import csv
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image

WINDOW = 144                 # side of a window in pixels
SHORT_SIDES = (384, 256, 176)  # sizes at which a picture's windows are taken
LEAF_PICTURES = 96


def load(path):
    image = Image.open(path).convert("RGB")
    sizes = {}
    for short in SHORT_SIDES:
        scale = min(1.0, short / min(image.size))
        size = tuple(max(WINDOW, round(side * scale)) for side in image.size)
        sizes[size] = np.asarray(image.resize(size, Image.LANCZOS))
    return list(sizes.values())


def window(picture, random, side=WINDOW):
    y = random.integers(picture.shape[0] - side + 1)
    x = random.integers(picture.shape[1] - side + 1)
    return picture[y:y + side, x:x + side]


def leaves(pictures, random):
    """Discs of any size cut from the pictures and strewn over each other (dead leaves; radii as 1/r³)."""
    side = 224
    canvas = np.zeros((side, side, 3), np.uint8)
    for _ in range(500):
        radius = int(6 / np.sqrt(1 - random.random() * (1 - (6 / 70) ** 2)))
        y, x = random.integers(-radius, side + radius, 2)
        top, left, bottom, right = max(0, y - radius), max(0, x - radius), min(side, y + radius), min(side, x + radius)
        if bottom <= top or right <= left:
            continue
        rows, columns = np.mgrid[top:bottom, left:right]
        inside = (rows - y) ** 2 + (columns - x) ** 2 < radius ** 2
        sizes = pictures[random.integers(len(pictures))]
        patch = window(sizes[random.integers(len(sizes))], random)[:bottom - top, :right - left]
        canvas[top:bottom, left:right][inside] = patch[inside]
    return canvas


class Windows:
    """Endless batches of windows, N×3×WINDOW×WINDOW uint8."""

    def __init__(self, manifest, folder, seed):
        self.random = np.random.default_rng(seed)
        with open(manifest, encoding="utf-8") as file:
            rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
        self.pictures = [load(Path(folder) / row["package"] / row["path"]) for row in rows]
        leaf_random = np.random.default_rng(0)
        self.pictures += [[leaves(self.pictures[:len(rows)], leaf_random)] for _ in range(LEAF_PICTURES)]

    def batch(self, count):
        chosen = self.random.choice(len(self.pictures), count, replace=False)  # no window is its own negative
        sizes = [self.pictures[index] for index in chosen]
        batch = [window(size[self.random.integers(len(size))], self.random) for size in sizes]
        return torch.from_numpy(np.stack(batch)).permute(0, 3, 1, 2)


def uniform(count, low, high):
    return torch.empty(count, 1, 1, 1).uniform_(low, high)


def view(windows, side):
    """A turned, scaled, mirrored and recoloured part of each window, N×3×side×side in 0…1.

    Hues are kept: styles live in colour. So are fine strokes: views are magnified or reduced by less than two.
    """
    count = len(windows)
    scale = torch.empty(count).uniform_(0.34, 0.72)
    angle = torch.empty(count).uniform_(-0.5, 0.5)
    aspect = torch.empty(count).uniform_(-0.15, 0.15).exp()
    mirror = torch.where(torch.rand(count) < 0.5, -1.0, 1.0)
    place = torch.empty(count, 2).uniform_(-1, 1) * (1 - 1.25 * scale).clamp(min=0).unsqueeze(1)
    sine, cosine = angle.sin(), angle.cos()
    matrix = torch.stack([torch.stack([scale * aspect * cosine * mirror, -scale * sine, place[:, 0]], 1),
                          torch.stack([scale * sine * mirror, scale / aspect * cosine, place[:, 1]], 1)], 1)
    grid = F.affine_grid(matrix, (count, 3, side, side), align_corners=False)
    x = F.grid_sample(windows.float() / 255, grid, padding_mode="reflection", align_corners=False)

    mean = x.mean((1, 2, 3), keepdim=True)
    x = (x - mean) * uniform(count, 0.6, 1.4) + mean + uniform(count, -0.2, 0.2)
    gray = (x * x.new_tensor([0.299, 0.587, 0.114]).view(1, 3, 1, 1)).sum(1, keepdim=True)
    saturation = uniform(count, 0.4, 1.5)
    saturation[torch.rand(count) < 0.15] = 0
    x = (gray + (x - gray) * saturation) * torch.empty(count, 3, 1, 1).uniform_(0.85, 1.15)
    return (x + torch.randn_like(x) * uniform(count, 0, 0.03)).clamp(0, 1)
