#!/usr/bin/python3
"""Paints a list of pairs with every contestant; goes on where it was stopped.

    paint.py PROGRAM PAIRS PHOTOGRAPHS PAINTINGS OUT CONTESTANT … [--content-weights W …] [--size PX] [--threads N]

CONTESTANT is NAME=OPTIONS, or the name of one in contestants.json; the weights are the program's own where the options
name none. The picture of each pair goes to
OUT/NAME@W/NUMBER.png, and a line with its options, time and peak memory to OUT/runs.jsonl. One process at a time.
"""
import argparse
import json
import os
import subprocess
import time
from pathlib import Path

from PIL import Image

from pair_list import picture_file, read_pairs

CONTESTANTS = Path(__file__).with_name("contestants.json")


def options_of(contestant):
    """(name, options) of a contestant as it is named on the command line."""
    name, equals, options = contestant.partition("=")
    if equals:
        return name, options.split()
    known = json.loads(CONTESTANTS.read_text())
    if name not in known:
        raise SystemExit(f"{CONTESTANTS.name} has no contestant {name}, only {', '.join(known)}")
    return name, known[name].split()


def as_png(path, folder):
    """The file, or its copy as PNG, which is all that the program reads."""
    if path.suffix == ".png":
        return path
    copy = folder / (path.stem + ".png")
    if not copy.exists():
        folder.mkdir(exist_ok=True)
        whole = copy.with_name("." + copy.name)  # takes its name when it is complete
        Image.open(path).convert("RGB").save(whole)
        whole.rename(copy)
    return copy


def run(command):
    """Seconds, processor seconds and peak memory in MiB of a process that succeeds."""
    begin = time.monotonic()
    process = subprocess.Popen(list(map(str, command)), env={**os.environ, "OMP_WAIT_POLICY": "PASSIVE"})
    try:
        _, status, usage = os.wait4(process.pid, 0)
    except KeyboardInterrupt:
        process.terminate()
        process.wait()
        raise
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(map(str, command))} failed with {process.returncode}")
    return time.monotonic() - begin, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def painted(runs):
    """(run, number) → its line in runs.jsonl."""
    lines = map(json.loads, runs.read_text().splitlines()) if runs.exists() else ()
    return {(line["run"], line["pair"]): line for line in lines}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name in ("program", "pairs", "photographs", "paintings", "out"):
        parser.add_argument(name, type=Path)
    parser.add_argument("contestants", nargs="+")
    parser.add_argument("--content-weights", nargs="+", default=["3"])
    parser.add_argument("--size", default="288")
    parser.add_argument("--threads", default="1")
    options = parser.parse_intermixed_args()
    options.out.mkdir(parents=True, exist_ok=True)
    runs = options.out / "runs.jsonl"
    done = painted(runs)
    for number, photograph, painting in read_pairs(options.pairs):
        content, style = (as_png(picture_file(folder, name), options.out / "inputs") for folder, name in
                          ((options.photographs, photograph), (options.paintings, painting)))
        for contestant in options.contestants:
            name, own = options_of(contestant)
            for weight in options.content_weights:
                line = {"run": f"{name}@{weight}", "pair": number, "content": photograph, "style": painting,
                        "options": " ".join([*own, "--content-weight", weight, "--size", options.size])}
                before = done.get((line["run"], number))
                if before:
                    changed = [key for key in line if before[key] != line[key]]
                    if changed:
                        raise SystemExit(f"{line['run']}, pair {number}, was painted with another {changed[0]}: "
                                         f"{before[changed[0]]}")
                    continue
                folder = options.out / line["run"]
                folder.mkdir(exist_ok=True)
                seconds, processor, peak = run([options.program, "--content", content, "--style", style, "--output",
                                     folder / f"{number}.png", *line["options"].split(),
                                     "--threads", options.threads, "--quiet"])
                line.update(threads=int(options.threads), seconds=round(seconds, 1),
                            processor_seconds=round(processor, 1), peak_mib=round(peak))
                with open(runs, "a", encoding="utf-8") as file:
                    file.write(json.dumps(line) + "\n")
                print(line["run"], number, photograph, painting, f"{seconds:.0f} s", flush=True)


if __name__ == "__main__":
    main()
