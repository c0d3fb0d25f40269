"""Faults of a result as numbers: about 0 where it has no more of them than its style or its content.

Pictures are as in picture_files.py; luminance and chroma in levels of 0…255. The style is given at the result's longer
side, the content at the result's size.
"""
import numpy as np
from scipy import ndimage

from picture_files import gray

TILE = 64                 # pixels; of the spectra
PERIODS = (2, 4, 8)       # pixels: Nyquist, its half, its quarter: grids of one, two and three poolings
STRIP = 8                 # pixels of a border
DARK_SHARE = 0.001
SPECK = 8                 # levels beyond the pair's own chroma
ONE_COLOUR = 24           # levels; a picture whose chroma varies less is gray, or tinted in one colour


def finest_bands(picture):
    """Mean squares of the two finest bands of a Laplacian pyramid of the luminance (blurs of σ 1 and 2 px)."""
    plane = 255 * gray(picture)
    blurred = [plane, *(ndimage.gaussian_filter(plane, sigma, mode="mirror") for sigma in (1, 2))]
    return [float(np.square(fine - coarse).mean()) + 1e-3 for fine, coarse in zip(blurred, blurred[1:])]


def grain(result, style):
    """Decibels by which the finest band is stronger, against the second, than in the style; negative: smoother."""
    ours, theirs = finest_bands(result), finest_bands(style)
    return float(10 * np.log10(ours[0] / ours[1] * theirs[1] / theirs[0]))


def line_spectrum(plane):
    """Mean power of the rows of Hann-windowed tiles by frequency, 0 … TILE/2."""
    plane = plane[:, :plane.shape[1] // TILE * TILE].reshape(plane.shape[0], -1, TILE)
    plane = plane - plane.mean(2, keepdims=True)
    return np.square(np.abs(np.fft.rfft(plane * np.hanning(TILE + 1)[:-1], axis=2))).mean((0, 1)) + 1e-3


def peaks(plane):
    """Decibels of the power at each of PERIODS above what the frequencies beside it let expect (log-log line)."""
    power, found = np.log10(line_spectrum(plane)), []
    for period in PERIODS:
        at = TILE // period
        beside = [k for k in (*range(at - 5, at - 1), *range(at + 2, at + 6)) if 2 <= k <= TILE // 2 - 2]
        line = np.polynomial.Polynomial.fit(np.log10(beside), power[beside], 1)
        found.append(10 * (power[at] - line(np.log10(at))))
    return np.array(found)


def grid(result, style):
    """The strongest excess of a period of 2, 4 or 8 px over the style's, in decibels, along rows or columns. None
    where a picture is smaller than a tile."""
    if min(*result.shape[:2], *style.shape[:2]) < TILE:
        return None
    ours, theirs = ([peaks(plane) for plane in (gray(picture) * 255, gray(picture).T * 255)]
                    for picture in (result, style))
    return float(max((own - other).max() for own, other in zip(ours, theirs)))


def border_steps(picture):
    """Luminance of the outer 8 px of each side less that of the next 16 px."""
    plane = 255 * gray(picture)
    return np.array([side[:STRIP].mean() - side[STRIP:3 * STRIP].mean()
                     for side in (plane, plane[::-1], plane.T, plane.T[::-1])])


def border(result, content):
    """How much brighter the outer strips are than those beside them, less the content's own, in levels: mean of the
    four sides, signed, so that strokes that happen to end there cancel over the pairs and a frame does not."""
    return float((border_steps(result) - border_steps(content)).mean())


def dark(result, style):
    """Share of pixels darker than the style's darkest 0.1 %."""
    return float((gray(result) < np.quantile(gray(style), DARK_SHARE)).mean())


def chroma_distances(picture, centre=None):
    """Each pixel's distance in chroma (blue and red difference) from `centre`, by default its own mean; the centre."""
    luminance = gray(picture)
    chroma = 255 * np.stack([picture[..., 2] - luminance, picture[..., 0] - luminance], -1)
    centre = chroma.mean((0, 1)) if centre is None else centre
    return np.linalg.norm(chroma - centre, axis=-1), centre


def specks(result, content, style):
    """Share of pixels of a colour that neither a gray (or one-coloured) style nor the gray content has. None for other
    pairs."""
    own, centre = chroma_distances(style)
    limit = max(np.quantile(distances, 1 - DARK_SHARE) for distances in (own, chroma_distances(content, centre)[0]))
    if limit > ONE_COLOUR:
        return None
    return float((chroma_distances(result, centre)[0] > limit + SPECK).mean())


def faults(result, content, style):
    return {"grain": grain(result, style), "grid": grid(result, style), "border": border(result, content),
            "dark": dark(result, style), "specks": specks(result, content, style)}
