"""Network-free measures of how much of a painting's style and of a photograph's structure a result has.

Pictures are H×W×3 float arrays in 0…1 of one and the same square size. Formulas: PROTOCOL.md.
"""
import functools

import numpy as np
from PIL import Image

SCALES, ORIENTATIONS = 4, 6
SHIFTS = ((0, 1), (1, 0), (1, 1), (1, -1), (0, 2), (2, 0), (0, 4), (4, 0))  # in units of the scale
LUMA = np.array([0.299, 0.587, 0.114])


def read(path):
    return np.asarray(Image.open(path).convert("RGB"), np.float64) / 255


def gray(picture):
    return picture @ LUMA


@functools.lru_cache
def log_gabor(side):
    """Transfer functions, bands × side × side, of one-sided filters whose response's modulus is the amplitude."""
    fy, fx = np.fft.fftfreq(side)[:, None], np.fft.fftfreq(side)[None]
    radius = np.hypot(fy, fx)
    radius[0, 0] = 1
    angle = np.arctan2(fy, fx)
    bands = []
    for scale in range(SCALES):
        radial = np.exp(-np.log(radius / (0.25 / 2 ** scale)) ** 2 / (2 * np.log(0.65) ** 2))
        radial[0, 0] = 0
        for orientation in range(ORIENTATIONS):
            turn = angle - orientation * np.pi / ORIENTATIONS
            turn = np.arctan2(np.sin(turn), np.cos(turn))
            bands.append(radial * np.exp(-turn ** 2 / (2 * (0.7 * np.pi / ORIENTATIONS) ** 2)))
    return np.stack(bands)


def texture_statistics(picture):
    plane = gray(picture)
    plane = (plane - plane.mean()) / max(plane.std(), 1e-3)
    amplitude = np.abs(np.fft.ifft2(np.fft.fft2(plane) * log_gabor(len(plane))))
    mean = amplitude.mean((1, 2))
    normal = (amplitude - mean[:, None, None]) / np.maximum(amplitude.std((1, 2)), 1e-9)[:, None, None]
    flat = normal.reshape(len(normal), -1)
    correlation = (flat @ flat.T / flat.shape[1])[np.triu_indices(len(normal), 1)]
    shifted = []
    for band, plane in enumerate(normal):
        unit = 2 ** (band // ORIENTATIONS + 1)
        shifted += [(plane * np.roll(plane, (y * unit, x * unit), (0, 1))).mean() for y, x in SHIFTS]
    skewness = (normal ** 3).mean((1, 2)).clip(-10, 10) / 5
    return np.log(mean + 1e-4), correlation, np.array(shifted), skewness


def statistics_distance(a, b):
    return sum(np.abs(p - q).mean() for p, q in zip(a, b))


def sliced_distance(a, b, directions):
    """Mean distance of the sorted projections of two sets of as many points (points × dimensions)."""
    return np.abs(np.sort(a @ directions, 0) - np.sort(b @ directions, 0)).mean()


def directions(dimensions, count):
    drawn = np.random.default_rng(1).normal(size=(dimensions, count))
    return drawn / np.linalg.norm(drawn, axis=0)


def colour_distance(a, b):
    return sliced_distance(a.reshape(-1, 3), b.reshape(-1, 3), directions(3, 32))


def patch_distance(a, b):
    """Sliced distance of 5×5 gray patches without their means, over three scales."""
    total, a, b = 0.0, gray(a), gray(b)
    for _ in range(3):
        patches = []
        for plane in (a, b):
            windows = np.lib.stride_tricks.sliding_window_view(plane, (5, 5)).reshape(-1, 25)
            patches.append(windows - windows.mean(1, keepdims=True))
        total += sliced_distance(*patches, directions(25, 32)) / 3
        a, b = (plane.reshape(len(plane) // 2, 2, -1, 2).mean((1, 3)) for plane in (a, b))
    return total


def blurred_gradient(plane, sigma):
    """Gradient of the plane after a Gaussian blur, H×W complex (x + iy); mirrored at the borders."""
    margin = 4 * int(np.ceil(sigma))
    plane = np.pad(plane, margin, mode="symmetric")
    fy, fx = np.fft.fftfreq(plane.shape[0])[:, None], np.fft.fftfreq(plane.shape[1])[None]
    blur = np.exp(-2 * (np.pi * sigma) ** 2 * (fx ** 2 + fy ** 2))
    smooth = np.fft.ifft2(np.fft.fft2(plane) * blur).real
    dy, dx = np.gradient(smooth)
    return (dx + 1j * dy)[margin:-margin, margin:-margin]


def structure_kept(result, photograph):
    kept = []
    for sigma in (1.5, 3.0):
        g, h = blurred_gradient(gray(result), sigma), blurred_gradient(gray(photograph), sigma)
        norm = np.sqrt((np.abs(g) ** 2).sum() * (np.abs(h) ** 2).sum())
        kept.append(np.abs((g * h.conj()).real).sum() / max(norm, 1e-12))
    return float(np.mean(kept))


@functools.lru_cache
def read_once(path):
    return read(path)


@functools.lru_cache
def painting_statistics(path):
    return texture_statistics(read_once(path))


@functools.lru_cache
def photograph_distances(photograph, painting):
    """T₀ and C₀."""
    own, other = read_once(photograph), read_once(painting)
    return statistics_distance(texture_statistics(own), painting_statistics(painting)), colour_distance(own, other)


def measure(result, photograph, painting):
    """All measures of the picture file `result`; the files of the pair are read once."""
    picture, other = read(result), read_once(painting)
    texture = statistics_distance(texture_statistics(picture), painting_statistics(painting))
    colour = colour_distance(picture, other)
    texture0, colour0 = photograph_distances(photograph, painting)
    return {"structure": structure_kept(picture, read_once(photograph)),
            "style": float(texture / texture0 + colour / colour0) / 2, "texture": float(texture),
            "colour": float(colour), "patches": float(patch_distance(picture, other))}
