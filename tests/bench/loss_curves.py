#!/usr/bin/python3
"""Loss against time of optimisers and schedules, on three pairs of pictures at two sizes.

    loss_curves.py STYLE_TRANSFER RESULTS_FOLDER [--size 512,1024] [--pairs N] [--threads N]

Runs the program for each pair, size and schedule (runs that RESULTS_FOLDER already holds are not run again), then
prints the table and writes loss_curves.svg there. Time is the processor's, divided by the threads, so that a busy
machine lengthens nothing. Only the last scale's iterations have the loss that is compared; the time of the coarser
ones counts. Wants Pillow (Debian: python3-pil).
"""
import argparse
import json
import os
import pathlib
import subprocess

from PIL import Image

DATA = pathlib.Path(__file__).resolve().parent.parent / "data"
PAIRS = [("city", "starry-night"), ("mountain", "scream"), ("lake", "shipwreck")]
# The first is what the others are measured by.
SCHEDULES = {
    "L-BFGS, 1 scale, 500": "--optimizer lbfgs --scales 1 --iterations 500",
    "L-BFGS, all scales, 100": "--optimizer lbfgs --iterations 100",
    "Adam, 1 scale, 200": "--optimizer adam --scales 1 --iterations 200",
    "Adam, 2 scales, 150": "--optimizer adam --scales 2 --iterations 150",
    "Adam, all scales, 50": "--optimizer adam --iterations 50",
    "Adam, all scales, 100": "--optimizer adam --iterations 100",
    "Adam, all scales, 100, f32": "--optimizer adam --iterations 100 --precision f32",
}
# The rest would take hours above this size.
LARGE = 600
AT_LARGE_SIZES = ["L-BFGS, 1 scale, 500", "Adam, 1 scale, 200", "Adam, 2 scales, 150", "Adam, all scales, 100"]
COLOURS = ["#000000", "#c23b22", "#e6a000", "#2ca02c", "#9ecae1", "#08519c", "#888888"]


def schedules(size):
    return [name for name in SCHEDULES if size < LARGE or name in AT_LARGE_SIZES]


def enlarged(path, size, folder):
    """The picture with this longer side: the program itself never enlarges."""
    target = folder / f"{path.stem}-{size}.png"
    if not target.exists():
        picture = Image.open(path).convert("RGB")
        scale = size / max(picture.size)
        picture.resize([round(side * scale) for side in picture.size], Image.LANCZOS).save(target)
    return target


def run(program, folder, content, style, size, words, threads):
    """One run's points (seconds, loss) at the last scale, and the loss of the result."""
    log = folder / "run.jsonl"
    command = [program, "--content", content, "--style", style, "--size", str(size), "--threads", str(threads),
               "--output", folder / "painted.png", "--log", log, "--quiet", *words.split()]
    process = subprocess.Popen([str(word) for word in command])
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        raise SystemExit(f"failed: {' '.join(map(str, command))}")
    lines = [json.loads(line) for line in log.read_text().splitlines()]
    steps = [line for line in lines if "iteration" in line]
    # The share of the wall clock that the program had.
    share = (usage.ru_utime + usage.ru_stime) / threads / steps[-1]["seconds"]
    last = steps[-1]["scale"]
    points = [(step["seconds"] * share, step["total_loss"]) for step in steps if step["scale"] == last]
    return {"points": points, "seconds": steps[-1]["seconds"] * share, "result": lines[-1]["total_loss"]}


def time_to(points, loss):
    return next((seconds for seconds, value in points if value <= loss), None)


def table(results, sizes, pairs):
    rows = []
    for size in sizes:
        rows += [f"\n| {size} px | " + " | ".join(f"{c} + {s}" for c, s in pairs) + " |",
                 "|---|" + "---|" * len(pairs)]
        for name in schedules(size):
            cells = []
            for pair in pairs:
                reference = results[size, pair, next(iter(SCHEDULES))]
                this = results[size, pair, name]
                reached = time_to(this["points"], reference["result"])
                ratio = f"÷{reference['seconds'] / reached:.1f}" if reached else "not reached"
                cells.append(f"{this['result']:.4f}, {this['seconds']:.1f} s, {ratio}")
            rows.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(rows)


def svg(results, sizes, pairs):
    """A panel per pair and size; both axes logarithmic."""
    import math
    width, height, left, top = 380, 260, 56, 34
    parts = []
    for row, size in enumerate(sizes):
        for column, pair in enumerate(pairs):
            curves = {name: results[size, pair, name] for name in schedules(size)}
            seconds = [point[0] for curve in curves.values() for point in curve["points"]]
            losses = [point[1] for curve in curves.values() for point in curve["points"]]
            losses += [curve["result"] for curve in curves.values()]
            t0, t1 = math.log(max(min(seconds), 0.1)), math.log(max(seconds))
            l0, l1 = math.log(min(losses)), math.log(min(max(losses), 30 * min(losses)))

            def place(second, loss):
                x = left + (math.log(max(second, 0.1)) - t0) / (t1 - t0) * (width - left - 14)
                y = top + (l1 - min(math.log(loss), l1)) / (l1 - l0) * (height - top - 40)
                return f"{x:.1f},{y:.1f}"

            parts.append(f'<g transform="translate({column * width},{row * height})">'
                         f'<text x="{left}" y="20" font-weight="bold">{pair[0]} + {pair[1]}, {size} px</text>'
                         f'<rect x="{left}" y="{top}" width="{width - left - 14}" height="{height - top - 40}" '
                         'fill="none" stroke="#ccc"/>')
            for second in (0.3, 1, 3, 10, 30, 100, 300):
                if t0 <= math.log(second) <= t1:
                    x = place(second, math.exp(l0)).split(",")[0]
                    parts.append(f'<text x="{x}" y="{height - 24}" text-anchor="middle">{second:g} s</text>')
            for exponent in range(-12, 13):
                for digit in (1, 2, 5):
                    loss = digit * 10.0 ** exponent
                    if l0 <= math.log(loss) <= l1:
                        y = place(1, loss).split(",")[1]
                        parts.append(f'<text x="{left - 6}" y="{y}" text-anchor="end">{loss:g}</text>')
            for colour, name in zip(COLOURS, SCHEDULES):
                if name not in curves:
                    continue
                curve = curves[name]
                path = " ".join(place(*point) for point in curve["points"])
                x, y = place(curve["seconds"], curve["result"]).split(",")
                parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="1.3"/>'
                             f'<circle cx="{x}" cy="{y}" r="3" fill="{colour}"/>')
            parts.append("</g>")
    below = len(sizes) * height + 14
    for index, (colour, name) in enumerate(zip(COLOURS, SCHEDULES)):
        x, y = 20 + index % 4 * 270, below + index // 4 * 18
        parts.append(f'<rect x="{x}" y="{y - 8}" width="16" height="4" fill="{colour}"/>'
                     f'<text x="{x + 22}" y="{y}">{name}</text>')
    return (f'<svg xmlns="http://www.w3.org/2000/svg" width="{len(pairs) * width}" height="{below + 30}" '
            'font-family="sans-serif" font-size="11"><rect width="100%" height="100%" fill="#fff"/>'
            + "\n".join(parts) + "</svg>\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--size", default="512,1024")
    parser.add_argument("--pairs", type=int, default=len(PAIRS))
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    sizes, pairs = [int(size) for size in options.size.split(",")], PAIRS[:options.pairs]
    results = {}
    for size in sizes:
        for pair in pairs:
            content = enlarged(DATA / f"content-{pair[0]}.png", size, options.folder)
            style = enlarged(DATA / f"style-{pair[1]}.png", size, options.folder)
            for name in schedules(size):
                words = SCHEDULES[name]
                kept = options.folder / f"{size}-{pair[0]}-{name.replace(' ', '').replace(',', '-')}.json"
                if not kept.exists():
                    result = run(options.program, options.folder, content, style, size, words, options.threads)
                    kept.write_text(json.dumps(result))
                results[size, pair, name] = json.loads(kept.read_text())
                print(f"{size} px, {pair[0]}, {name}: {results[size, pair, name]['result']:.4f} after "
                      f"{results[size, pair, name]['seconds']:.1f} s", flush=True)
    print(table(results, sizes, pairs))
    (options.folder / "loss_curves.svg").write_text(svg(results, sizes, pairs))


if __name__ == "__main__":
    main()
