#!/usr/bin/python3
"""Measures the pictures that paint.py or other programs have painted; goes on where it was stopped.

    measure.py OUT PAIRS PHOTOGRAPHS PAINTINGS BASIS.npz [--weights FILE] [--only RUN …] [--threads N]

Every folder in OUT is a run, with the pictures NUMBER.png of the pairs. A line for each goes to OUT/results.jsonl. The
basis is written by basis.py.
"""
import argparse
import hashlib
import json
from pathlib import Path

import torch

import vgg16
from basis import read_basis
from faults import faults
from measures import Measures
from pair_list import picture_file, read_pairs
from picture_files import at_longer_side, at_size, longer_side, read


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


def rounded(value):
    if isinstance(value, list):
        return [rounded(item) for item in value]
    return float(f"{value:.6g}") if isinstance(value, float) else value


def measured(results):
    """(run, number, digest of the picture) that results.jsonl has."""
    lines = map(json.loads, results.read_text().splitlines()) if results.exists() else ()
    return {(line["run"], line["pair"], line["picture"]) for line in lines}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name in ("out", "pairs", "photographs", "paintings", "basis"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--weights", type=Path, default=vgg16.DEFAULT)
    parser.add_argument("--only", nargs="+", metavar="RUN")
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    measures = Measures(vgg16.Vgg16.from_file(options.weights), read_basis(options.basis, options.weights))
    results = options.out / "results.jsonl"
    done = measured(results)
    for number, photograph, painting in read_pairs(options.pairs):
        content = read(picture_file(options.photographs, photograph))
        style_file, styles = read(picture_file(options.paintings, painting)), {}
        for path in sorted(options.out.glob(f"*/{number}.png")):
            name, picture = path.parent.name, digest(path)
            if (name, number, picture) in done or (options.only and name not in options.only):
                continue
            result = read(path)
            side = longer_side(result)
            if side not in styles:
                styles[side] = at_longer_side(style_file, side)
            found = {**measures.measure(result, content, styles[side]),
                     **faults(result, at_size(content, *result.shape[:2]), styles[side])}
            line = {"run": name, "pair": number, "content": photograph, "style": painting, "picture": picture,
                    **{key: rounded(value) for key, value in found.items()}}
            with open(results, "a", encoding="utf-8") as file:
                file.write(json.dumps(line) + "\n")
            print(f"{name} {number}: E {line['e']:.3f} LP {line['lp']:.3f} SWD {line['swd']:.3f} "
                  f"CFSD {line['cfsd']:.0f}", flush=True)


if __name__ == "__main__":
    main()
