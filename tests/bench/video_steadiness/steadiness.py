#!/usr/bin/python3
"""Measures how steady painted films are, beside the films that they were painted of.

    steadiness.py CONTENT PAINTED … [--style PAINTING] [--basis BASIS.npz --still PICTURE]

CONTENT and each PAINTED are folders of PNG pictures of the same names and sizes. README.md says what the columns are.
"""
import argparse
import sys
from pathlib import Path

import cv2
import numpy as np

sys.path.append(str(Path(__file__).resolve().parent.parent / "style_quality"))
from picture_files import at_longer_side, longer_side, read  # noqa: E402

LAGS = (1, 10)
CLOSE = 1 / 255     # what rests changes by less
EDGE = 3            # pixels beside what moves that do not rest


def gray8(picture):
    return cv2.cvtColor(np.round(picture * 255).astype(np.uint8), cv2.COLOR_RGB2GRAY)


def optical_flow(a, b):
    return cv2.DISOpticalFlow_create(cv2.DISOPTICAL_FLOW_PRESET_MEDIUM).calc(gray8(a), gray8(b), None)


def at_flow(picture, flow):
    """The picture where the flow leads from each pixel."""
    y, x = np.mgrid[:flow.shape[0], :flow.shape[1]].astype(np.float32)
    return cv2.remap(picture, x + flow[..., 0], y + flow[..., 1], cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)


def trusted(there, back):
    """Where the two flows agree and end in the picture (Ruder et al., arXiv 1604.08610, eq. 5)."""
    y, x = np.mgrid[:there.shape[0], :there.shape[1]]
    inside = ((x + there[..., 0] >= 0) & (x + there[..., 0] <= there.shape[1] - 1)
              & (y + there[..., 1] >= 0) & (y + there[..., 1] <= there.shape[0] - 1))
    returned = at_flow(back, there)
    apart = np.square(there + returned).sum(2)
    lengths = np.square(there).sum(2) + np.square(returned).sum(2)
    return inside & (apart <= 0.01 * lengths + 0.5)


def warp_errors(contents, films, lag):
    """E_warp of the contents, and of each film: mean square over what is seen in both frames."""
    errors = []
    for t in range(len(contents) - lag):
        there, back = (optical_flow(contents[t], contents[t + lag]), optical_flow(contents[t + lag], contents[t]))
        mask = trusted(there, back)
        errors.append([np.square(film[t] - at_flow(film[t + lag], there))[mask].mean() for film in (contents, *films)])
    return np.mean(errors, axis=0) if errors else np.full(1 + len(films), np.nan)


def resting_deviation(contents, films):
    """Mean temporal deviation, in levels of 255, where the content's is less than one."""
    change = np.stack(contents).std(axis=0).mean(2)
    resting = cv2.erode((change < CLOSE).astype(np.uint8), np.ones((EDGE, EDGE))).astype(bool)
    if resting.mean() < 0.01:
        return [np.nan] * (1 + len(films))
    return [255 * np.stack(film).std(axis=0)[resting].mean() for film in (contents, *films)]


def colour_drift(film):
    """The greatest distance of a frame's mean colour from the first one's, in levels of 255."""
    means = np.array([frame.mean((0, 1)) for frame in film])
    return 255 * np.abs(means - means[0]).max()


def style_measures(film, painting, basis, weights):
    """SWD of the first, the middle and the last frame, and E where a basis is given."""
    import measures
    shown = [film[0], film[len(film) // 2], film[-1]]
    style = measures.patch_quantiles(at_longer_side(painting, longer_side(film[0])))
    swd = [np.mean(measures.patch_distance(measures.patch_quantiles(frame), style)) for frame in shown]
    if not basis:
        return {"SWD": swd}
    import vgg16
    from basis import read_basis
    measure = measures.Measures(vgg16.Vgg16.from_file(weights or vgg16.DEFAULT), read_basis(basis, weights or vgg16.DEFAULT))
    return {"SWD": swd, "E": [np.mean(measure.effectiveness(frame, painting)) for frame in shown]}


def row(name, figures):
    print(f"{name:<24}" + "".join(f"{figure:>12.3g}" for figure in figures))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("content", type=Path)
    parser.add_argument("painted", type=Path, nargs="+")
    parser.add_argument("--style", type=Path)
    parser.add_argument("--basis", type=Path)
    parser.add_argument("--weights", type=Path)
    options = parser.parse_args()
    films = [[read(path) for path in sorted(folder.glob("*.png"))] for folder in options.painted]
    contents = [read(options.content / path.name) for path in sorted(options.painted[0].glob("*.png"))]
    columns = [warp_errors(contents, films, lag) for lag in LAGS]
    columns += [resting_deviation(contents, films), [colour_drift(film) for film in (contents, *films)]]
    names = ["content", *(folder.name for folder in options.painted)]
    print(f"{len(contents)} frames".ljust(24) + "".join(f"{name:>12}" for name in ("warp 1", "warp 10", "resting", "drift")))
    for i, name in enumerate(names):
        row(name, [column[i] for column in columns])
    for name, film in zip(names[1:], films):
        if options.style:
            for measure, figures in style_measures(film, read(options.style), options.basis, options.weights).items():
                row(f"{name} {measure}", figures)


if __name__ == "__main__":
    main()
