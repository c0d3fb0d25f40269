#!/usr/bin/python3
"""Scores the results of render.py as PROTOCOL.md says and makes the sheets.

    report.py OUT scores                       a table, Markdown
    report.py OUT curves CURVES.png            mean trade-off curves
    report.py OUT sheets PICTURES FOLDER       blind sheets and their key

Each over what all contestants have finished, or those that --only names.
"""
import argparse
import json
import random
from collections import defaultdict
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

WEIGHTS = 6  # content weights of a finished curve
LEVELS = np.arange(0.40, 0.901, 0.05)
SHEET_STRUCTURE = 0.6
REFERENCE = "random"
ROWS = 5   # pairs on a sheet
CELL = 132


def read_results(out):
    """contestant → seed → pair → the results in the order of their content weights."""
    results = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
    for line in (out / "results.jsonl").read_text().splitlines():
        row = json.loads(line)
        results[row["contestant"]][row["seed"]][row["photograph"], row["painting"]].append(row)
    for seeds in results.values():
        for curves in seeds.values():
            for rows in curves.values():
                rows.sort(key=lambda row: row["content_weight"])
    return results


def lowest_style_distance(points, level):
    """The lowest S on the polyline of (E, S) where E ≥ level."""
    lowest = np.inf
    for (e0, s0), (e1, s1) in zip(points, points[1:]):
        for e, s in ((e0, s0), (e1, s1)):
            if e >= level:
                lowest = min(lowest, s)
        if min(e0, e1) < level < max(e0, e1):
            lowest = min(lowest, s0 + (s1 - s0) * (level - e0) / (e1 - e0))
    return lowest


def polyline(rows):
    return [(row["structure"], row["style"]) for row in rows] + [(1.0, 1.0)]


def score(rows):
    return float(np.mean([lowest_style_distance(polyline(rows), level) for level in LEVELS]))


def scores(results):
    """The pairs, and contestant → array seeds × pairs, over the seeds and pairs that all have finished."""
    finished = [{(seed, pair) for seed, curves in seeds.items() for pair, rows in curves.items()
                 if len(rows) == WEIGHTS} for seeds in results.values()]
    common = sorted(set.intersection(*finished))
    pairs_of = defaultdict(set)
    for seed, pair in common:
        pairs_of[seed].add(pair)
    every = sorted(set.intersection(*pairs_of.values()))
    return every, {name: np.array([[score(seeds[seed][pair]) for pair in every] for seed in sorted(pairs_of)])
                   for name, seeds in results.items()}


def at_level(seeds, level, pairs):
    return np.array([[lowest_style_distance(polyline(curves[pair]), level) for pair in pairs]
                     for curves in seeds.values() if all(len(curves[pair]) == WEIGHTS for pair in pairs)])


def error(values):
    return values.std(ddof=1) / np.sqrt(len(values))


def table(results):
    every, found = scores(results)
    seeds, pairs = found[REFERENCE].shape
    print(f"{pairs} pairs, {seeds} seeds; lower is better; ± is the standard error over the pairs\n")
    print("| contestant | score | seeds | difference to random | by seed | pairs won against random |")
    print("|---|---|---|---|---|---|")
    reference = found[REFERENCE]
    for name, values in sorted(found.items(), key=lambda item: item[1].mean()):
        mean, difference = values.mean(0), (values - reference).mean(0)
        print(f"| {name} | {mean.mean():.3f} ± {error(mean):.3f} | {' '.join(f'{v:.3f}' for v in values.mean(1))} | "
              f"{difference.mean():+.3f} ± {error(difference):.3f} | "
              f"{' '.join(f'{v:+.3f}' for v in (values - reference).mean(1))} | "
              f"{(difference < 0).sum()} of {pairs} |")
    print("\nLowest style distance where the structure kept is at least 0.80, 0.85, 0.90, 0.95; difference to random\n")
    for name in found:
        if name != REFERENCE:
            cells = []
            for level in (0.80, 0.85, 0.90, 0.95):
                ours, theirs = (at_level(results[which], level, every) for which in (name, REFERENCE))
                difference = (ours - theirs).mean(0)
                cells.append(f"{difference.mean():+.3f} ± {error(difference):.3f}")
            print(f"{name:14} " + "   ".join(cells))
    print("\nMean at each content weight: structure kept / style distance (texture, colour, patches)\n")
    for name, seeds_of in results.items():
        by_weight = defaultdict(list)
        for curves in seeds_of.values():
            for rows in curves.values():
                for row in rows:
                    by_weight[row["content_weight"]].append(
                        [row[key] for key in ("structure", "style", "texture", "colour", "patches")])
        for weight in sorted(by_weight):
            e, s, t, c, p = np.mean(by_weight[weight], 0)
            print(f"{name:14} {weight:5g}  {e:.3f} / {s:.3f}  ({t:.3f}, {c:.4f}, {p:.4f})")


def curves(results, path):
    size, margin = 640, 50
    image = Image.new("RGB", (size + 160, size), "white")
    draw = ImageDraw.Draw(image)
    left, right, low, high = 0.7, 1.0, 0.2, 0.8
    place = lambda e, s: (margin + (e - left) / (right - left) * (size - 2 * margin),  # noqa: E731
                          size - margin - (s - low) / (high - low) * (size - 2 * margin))
    for tick in np.arange(left, right + 0.01, 0.05):
        draw.line([place(tick, low), place(tick, high)], "#dddddd")
        draw.text((place(tick, low)[0] - 10, size - margin + 5), f"{tick:.2f}", "black")
    for tick in np.arange(low, high + 0.01, 0.1):
        draw.line([place(left, tick), place(right, tick)], "#dddddd")
        draw.text((10, place(left, tick)[1] - 6), f"{tick:.1f}", "black")
    draw.text((size // 2 - 60, size - 20), "structure kept", "black")
    draw.text((5, 10), "style distance (lower is better)", "black")
    colours = ["black", "#d62728", "#1f77b4", "#2ca02c", "#ff7f0e", "#9467bd", "#8c564b", "#17becf"]
    for index, (name, seeds) in enumerate(results.items()):
        by_weight = defaultdict(list)
        for curve in seeds.values():
            for rows in curve.values():
                for row in rows:
                    by_weight[row["content_weight"]].append((row["structure"], row["style"]))
        points = [place(*np.mean(by_weight[weight], 0)) for weight in sorted(by_weight)]
        colour = colours[index % len(colours)]
        draw.line(points, colour, 2)
        for x, y in points:
            draw.ellipse([x - 3, y - 3, x + 3, y + 3], colour)
        draw.text((size + 10, 40 + 20 * index), name, colour)
    image.save(path)


def sheets(results, out, pictures, folder):
    folder.mkdir(parents=True, exist_ok=True)
    names = sorted(results)
    pairs = sorted(set.intersection(*({pair for pair, rows in results[name][0].items() if len(rows) == WEIGHTS}
                                      for name in names)))
    order = random.Random(2024)
    key = []
    for first in range(0, len(pairs), ROWS):
        rows = pairs[first:first + ROWS]
        image = Image.new("RGB", ((2 + len(names)) * CELL, len(rows) * CELL), "white")
        for y, pair in enumerate(rows):
            shuffled = order.sample(names, len(names))
            key.append(f"sheet {first // ROWS + 1} row {y + 1} ({pair[0]}, {pair[1]}): " + " ".join(shuffled))
            files = [pictures / f"{pair[0]}.png", pictures / f"{pair[1]}.png"]
            for name in shuffled:
                row = min(results[name][0][pair], key=lambda row: abs(row["structure"] - SHEET_STRUCTURE))
                files.append(out / f"{name}_{pair[0]}_{pair[1]}_{row['content_weight']}_0.png")
            for x, file in enumerate(files):
                image.paste(Image.open(file).convert("RGB"), (x * CELL + 2, y * CELL + 2))
        image.save(folder / f"sheet-{first // ROWS + 1}.png")
    (folder / "key.txt").write_text("\n".join(key) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("what", choices=["scores", "curves", "sheets"])
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--only", nargs="+", metavar="CONTESTANT")
    options = parser.parse_args()
    results = read_results(options.out)
    if options.only:
        results = {name: results[name] for name in options.only}
    if options.what == "scores":
        table(results)
    elif options.what == "curves":
        curves(results, *options.paths)
    else:
        sheets(results, options.out, *options.paths)


if __name__ == "__main__":
    main()
