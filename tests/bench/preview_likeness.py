#!/usr/bin/python3
"""How alike are the dialog's preview and the render that it promises?

Renders three pairs of the sample pictures, shrinks the results to the preview's size and compares them with what the
preview paints there: the same parameters at a smaller size, with the style shrunk in proportion or by another factor.

    preview_likeness.py PROGRAM [--render 512] [--preview 256] [--style-factors 0.5,0.71,1,1.41,2] [--iterations 55,36]
                        [--options="…"] [--continued]

PROGRAM is the built style-transfer. Needs numpy and Pillow. --continued also goes on from the preview without the options,
at its size alone, as a dialog might do after a change of strength. Columns: rmse of 0…1 values; ssim, the structural
similarity of luma in 8-px windows (Wang et al. 2004); change, the correlation of the two differences from the photograph,
which is 0 for an untouched one. The last lines compare with the untouched photograph and with another style's render.
"""

import argparse
import pathlib
import subprocess
import tempfile

import numpy
from PIL import Image

DATA = pathlib.Path(__file__).resolve().parents[1] / "data"
PAIRS = [("city", "starry-night"), ("mountain", "scream"), ("lake", "shipwreck")]
WINDOW = 8


def pixels(image, size=None):
    image = image.convert("RGB")
    if size and image.size != size:
        image = image.resize(size, Image.LANCZOS)
    return numpy.asarray(image, float) / 255


def window_means(plane):
    sums = numpy.pad(plane.cumsum(0).cumsum(1), ((1, 0), (1, 0)))
    return (sums[WINDOW:, WINDOW:] - sums[:-WINDOW, WINDOW:] - sums[WINDOW:, :-WINDOW]
            + sums[:-WINDOW, :-WINDOW]) / WINDOW**2


def ssim(a, b):
    a, b = (picture @ [0.299, 0.587, 0.114] for picture in (a, b))
    mean_a, mean_b = window_means(a), window_means(b)
    variance_a = window_means(a * a) - mean_a**2
    variance_b = window_means(b * b) - mean_b**2
    covariance = window_means(a * b) - mean_a * mean_b
    c1, c2 = 0.01**2, 0.03**2
    return float(((2 * mean_a * mean_b + c1) * (2 * covariance + c2)
                  / ((mean_a**2 + mean_b**2 + c1) * (variance_a + variance_b + c2))).mean())


def compare(a, b, content):
    change = numpy.corrcoef((a - content).ravel(), (b - content).ravel())[0, 1] if (a != content).any() else 0
    return numpy.sqrt(((a - b)**2).mean()), ssim(a, b), change


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--render", type=int, default=512)
    parser.add_argument("--preview", type=int, default=256)
    parser.add_argument("--style-factors", default="0.5,0.71,1,1.41,2")
    parser.add_argument("--iterations", default="", help="of the preview, where they are not the render's")
    parser.add_argument("--options", default="", help="further options of the program, for both")
    parser.add_argument("--continued", action="store_true")
    arguments = parser.parse_args()

    with tempfile.TemporaryDirectory() as folder:
        def paint(pair, size, *options, name="painted"):
            output = pathlib.Path(folder) / f"{name}.png"
            subprocess.run([arguments.program, "--content", DATA / f"content-{pair[0]}.png", "--style",
                            DATA / f"style-{pair[1]}.png", "--output", output, "--size", str(size), "--quiet",
                            *map(str, options)], check=True)
            return Image.open(output)

        chosen = arguments.options.split()
        figures = {}
        for pair in PAIRS:
            previews = {f"style × {factor}": paint(pair, arguments.preview, "--style-scale", factor, *chosen)
                        for factor in arguments.style_factors.split(",")}
            for count in filter(None, arguments.iterations.split(",")):
                previews[f"{count} steps"] = paint(pair, arguments.preview, "--iterations", count, *chosen)
            if arguments.continued:
                paint(pair, arguments.preview, name="before")
                before = pathlib.Path(folder) / "before.png"
                previews["continued"] = paint(pair, arguments.preview, "--init", before, "--scales", 1, *chosen)
            size = next(iter(previews.values())).size
            content = pixels(Image.open(DATA / f"content-{pair[0]}.png"), size)
            render = pixels(paint(pair, arguments.render, *chosen), size)
            previews = {name: pixels(preview) for name, preview in previews.items()}
            previews["photograph"] = content
            previews["other style"] = pixels(paint((pair[0], "langlois-bridge"), arguments.render, *chosen), size)
            for name, preview in previews.items():
                figures.setdefault(name, []).append(compare(preview, render, content))

    print(f"{arguments.preview} px against {arguments.render} px: " + "   ".join("/".join(pair) for pair in PAIRS))
    for name, rows in figures.items():
        print(f"{name:14}" + "   ".join(f"rmse {rmse:.3f} ssim {likeness:.2f} change {change:.2f}"
                                        for rmse, likeness, change in rows))


if __name__ == "__main__":
    main()
