#!/usr/bin/python3
"""Directions in which photographs differ, layer by layer: the basis in which E compares a result with its style.

    basis.py PHOTOGRAPHS BASIS.npz [--weights FILE] [--windows N] [--threads N]

For each layer relu1_1 … relu5_1: covariance of the features over the positions of one window, averaged over all windows
of all photographs of the folder; its leading eigenvectors and eigenvalues (Yeh et al., WACV 2020, arXiv 1910.09447, use
200 pictures). A photograph's windows: the whole of it at 512 px, then four corners and the middle of 512 px each.
"""
import argparse
import hashlib
from pathlib import Path

import numpy as np
import torch

import vgg16
from picture_files import at_longer_side, longer_side, read

SIDE = 512  # pixels, longer side
DIRECTIONS = {"1_1": 32, "2_1": 48, "3_1": 128, "4_1": 256, "5_1": 256}
LEAST_VALUE = 1e-6  # of an eigenvalue, relative to the largest: beyond it there were too few photographs


def windows(photograph, count):
    """The first `count` of: the whole, the corners, the middle."""
    yield at_longer_side(photograph, SIDE)
    height, width = photograph.shape[:2]
    if longer_side(photograph) > SIDE:
        scale = SIDE / max(height, width)
        h, w = round(height * scale), round(width * scale)
        places = [(0, 0), (0, width - w), (height - h, 0), (height - h, width - w),
                  ((height - h) // 2, (width - w) // 2)]
        for top, left in places[:count - 1]:
            yield photograph[top:top + h, left:left + w]


def covariance(features):
    """C×C, of a C×H×W map over its positions."""
    flat = features.flatten(1).double()
    flat = flat - flat.mean(1, keepdim=True)
    return (flat @ flat.T / flat.shape[1]).numpy()


def principal_directions(network, pictures):
    """Layer → (vectors C×K, values K), the largest first."""
    sums, count = {}, 0
    for picture in pictures:
        for name, features in network.features(picture, DIRECTIONS).items():
            sums[name] = sums.get(name, 0) + covariance(features)
        count += 1
    found = {}
    for name, total in sums.items():
        values, vectors = np.linalg.eigh(total / count)
        kept = min(DIRECTIONS[name], int((values > LEAST_VALUE * values[-1]).sum()))
        found[name] = (vectors[:, ::-1][:, :kept], values[::-1][:kept])
    return found


def digest(path):
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()


def read_basis(path, weights):
    """What main() has written, for the same weight file."""
    with np.load(path) as file:
        if str(file["weights"]) != digest(weights):
            raise SystemExit(f"{path} was computed with other weights than {weights}")
        return {name: (file[f"vectors{name}"], file[f"values{name}"]) for name in DIRECTIONS}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("photographs", type=Path)
    parser.add_argument("basis", type=Path)
    parser.add_argument("--weights", type=Path, default=vgg16.DEFAULT)
    parser.add_argument("--windows", type=int, default=5, help="of each photograph, up to 6")
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    files = sorted(path for path in options.photographs.iterdir() if path.suffix.lower() in (".png", ".jpg", ".jpeg"))
    if not files:
        raise SystemExit(f"there is no photograph in {options.photographs}")
    pictures = (window for file in files for window in windows(read(file), options.windows))
    found = principal_directions(vgg16.Vgg16.from_file(options.weights), pictures)
    arrays = {}
    for name, (vectors, values) in found.items():
        arrays[f"vectors{name}"], arrays[f"values{name}"] = vectors.astype(np.float32), values.astype(np.float32)
    np.savez(options.basis, weights=digest(options.weights), photographs=[file.name for file in files], **arrays)


if __name__ == "__main__":
    main()
