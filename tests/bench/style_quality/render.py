#!/usr/bin/python3
"""Paints the judged pairs with every contestant and measures the results; goes on where it was stopped.

    render.py PROGRAM PICTURES OUT CONTESTANT=WEIGHTS[,calibrated] … [--samples] [--workers N]

WEIGHTS is "random", "patches" or a safetensors file, {seed} in whose name stands for the seed. PICTURES is the folder
that judged_pictures.py filled. A line for each result goes to OUT/results.jsonl, the pictures beside it.
"""
import argparse
import json
import os
import struct
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
from PIL import Image

from judged_pictures import SIDE, pairs, sample_pairs
from measures import measure, read

CONTENT_WEIGHTS = (0.1, 0.3, 1, 3, 10, 30)
SEEDS = (0, 1, 2)
ITERATIONS = 50
START_NOISE = 0.1
OPTIONS = ("--size", SIDE, "--scales", 1, "--iterations", ITERATIONS, "--style-weight", 10, "--tv-weight", 1,
           "--optimizer", "adam", "--style-loss", "covariance", "--content-layers", "relu3_1", "--pooling", "avg",
           "--style-layers", "input,relu1_1,relu2_1,relu3_1,relu4_1,relu5_1", "--normalization", "gradient",
           "--threads", 1, "--quiet")
PATCHES = Path(__file__).with_name("sliced_wasserstein.py")


def calibrated_copy(weights, out):
    """The file with the mark that makes the program give each channel zero mean and unit variance on the pictures."""
    copy = out / "calibrated" / weights.name
    if not copy.exists() or copy.stat().st_mtime < weights.stat().st_mtime:
        data = weights.read_bytes()
        length, = struct.unpack("<Q", data[:8])
        header = json.loads(data[8:8 + length])
        header.setdefault("__metadata__", {})["calibrate"] = "true"
        text = json.dumps(header).encode()
        copy.parent.mkdir(exist_ok=True)
        copy.write_bytes(struct.pack("<Q", len(text)) + text + data[8 + length:])
    return copy


class Contestant:
    def __init__(self, text, out):
        self.name, self.weights = text.split("=", 1)
        self.weights, *marks = self.weights.split(",")
        self.calibrated = "calibrated" in marks
        self.out = out

    def command(self, program, seed):
        if self.weights == "patches":
            return [sys.executable, PATCHES, "--iterations", ITERATIONS]
        if self.weights == "random":
            return [program, *OPTIONS]
        weights = Path(self.weights.format(seed=seed))
        return [program, *OPTIONS, "--weights", calibrated_copy(weights, self.out) if self.calibrated else weights]


def start(photograph, seed, path):
    if not path.exists():
        noisy = read(photograph) + np.random.default_rng(seed).normal(0, START_NOISE, (SIDE, SIDE, 3))
        Image.fromarray((255 * noisy.clip(0, 1)).round().astype(np.uint8)).save(path)
    return path


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program", type=Path)
    parser.add_argument("pictures", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("contestants", nargs="+")
    parser.add_argument("--samples", action="store_true", help="the sample pairs with one seed")
    parser.add_argument("--workers", type=int, default=1)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    results = options.out / "results.jsonl"
    done = set()
    if results.exists():
        for line in results.read_text().splitlines():
            row = json.loads(line)
            done.add((row["contestant"], row["photograph"], row["painting"], row["content_weight"], row["seed"]))
    chosen, seeds = (sample_pairs(), SEEDS[:1]) if options.samples else (pairs(), SEEDS)
    contestants = [Contestant(text, options.out) for text in options.contestants]

    def paint(contestant, photograph, painting, weight, seed):
        folder = options.pictures
        picture = options.out / f"{contestant.name}_{photograph}_{painting}_{weight}_{seed}.png"
        begin = start(folder / f"{photograph}.png", seed, options.out / f"start_{photograph}_{seed}.png")
        arguments = [*contestant.command(options.program, seed), "--content", folder / f"{photograph}.png", "--style",
                     folder / f"{painting}.png", "--init", begin, "--content-weight", weight, "--seed", seed,
                     "--output", picture]
        subprocess.run(list(map(str, arguments)), check=True, env={**os.environ, "OMP_WAIT_POLICY": "PASSIVE"})
        row = {"contestant": contestant.name, "photograph": photograph, "painting": painting,
               "content_weight": weight, "seed": seed,
               **measure(picture, folder / f"{photograph}.png", folder / f"{painting}.png")}
        with open(results, "a", encoding="utf-8") as file:
            file.write(json.dumps(row) + "\n")

    with ThreadPoolExecutor(options.workers) as pool:
        jobs = [pool.submit(paint, contestant, photograph, painting, weight, seed)
                for seed in seeds for photograph, painting in chosen for contestant in contestants
                for weight in CONTENT_WEIGHTS
                if (contestant.name, photograph, painting, weight, seed) not in done]
        for job in jobs:
            job.result()


if __name__ == "__main__":
    main()
