#!/usr/bin/python3
"""Blind two-way sheets of two runs, and what the answers say.

    sheets.py make OUT RUN RUN PAIRS PHOTOGRAPHS PAINTINGS FOLDER [--seed N]
    sheets.py judge FOLDER

make: FOLDER/sheet-N.jpg, up to five rows each of photograph, painting and the two results, in an order drawn by lot;
which is which stands in FOLDER/key.json alone. FOLDER/answers.txt is to be filled, L, R or = for each question:
style (which looks more as if the style's painter had painted it?), content (which keeps the content better?), keep
(which would you keep?). judge: reads both, and counts.
"""
import argparse
import json
import random
import re
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from scipy.stats import binomtest

from pair_list import picture_file, read_pairs

CELL, GAP, LABEL, HEAD = 400, 8, 40, 26
ROWS = 5
QUESTIONS = {"style": "which looks more as if the style's painter had painted it?",
             "content": "which keeps the content better?", "keep": "which would you keep?"}
FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")


def font(size):
    return ImageFont.truetype(str(FONT), size) if FONT.exists() else ImageFont.load_default()


def fitted(path):
    """The picture with CELL px longer side, whatever its own size: sizes must not tell the runs apart."""
    image = Image.open(path).convert("RGB")
    scale = CELL / max(image.size)
    return image.resize([max(1, round(side * scale)) for side in image.size], Image.LANCZOS)


def sheet(rows):
    """rows: (label, four picture files)."""
    images = [(label, [fitted(path) for path in paths]) for label, paths in rows]
    heights = [max(image.height for image in row) for _, row in images]
    canvas = Image.new("RGB", (LABEL + 4 * (CELL + GAP), HEAD + sum(heights) + GAP * len(rows)), "white")
    draw = ImageDraw.Draw(canvas)
    for column, title in enumerate(("content", "style", "L", "R")):
        draw.text((LABEL + column * (CELL + GAP), 3), title, "black", font(18))
    top = HEAD
    for (label, row), height in zip(images, heights):
        draw.text((4, top), label, "black", font(22))
        for column, image in enumerate(row):
            canvas.paste(image, (LABEL + column * (CELL + GAP) + (CELL - image.width) // 2, top))
        top += height + GAP
    return canvas


def make(options):
    options.folder.mkdir(parents=True, exist_ok=True)
    lot = random.Random(options.seed)
    pairs = [pair for pair in read_pairs(options.pairs)
             if all((options.out / run / f"{pair[0]}.png").exists() for run in options.runs)]
    lot.shuffle(pairs)
    rows, key = [], {}
    for row, (number, photograph, painting) in enumerate(pairs, 1):
        sides = lot.sample(options.runs, 2)
        key[str(row)] = {"pair": number, "content": photograph, "style": painting, "L": sides[0], "R": sides[1]}
        given = [picture_file(options.photographs, photograph), picture_file(options.paintings, painting)]
        rows.append((str(row), [*given, *(options.out / run / f"{number}.png" for run in sides)]))
    for first in range(0, len(rows), ROWS):
        sheet(rows[first:first + ROWS]).save(options.folder / f"sheet-{first // ROWS + 1}.jpg", quality=92)
    (options.folder / "key.json").write_text(json.dumps({"runs": options.runs, "rows": key}, indent=1) + "\n")
    questions = "".join(f"# {name}: {question}\n" for name, question in QUESTIONS.items())
    blanks = "".join(f"{row} " + " ".join(f"{name}=?" for name in QUESTIONS) + "\n" for row in key)
    (options.folder / "answers.txt").write_text(questions + "# L, R or = for neither\n" + blanks)


def read_answers(path, key):
    """row → question → the run that was chosen, or None for neither."""
    answers = {}
    for line in path.read_text().splitlines():
        if line.strip() and not line.startswith("#"):
            row, found = line.split()[0], dict(re.findall(r"(\w+)=([LR=])(?:\s|$)", line))
            if set(found) != set(QUESTIONS) or row not in key:
                raise SystemExit(f"{path.name}: \"{line}\" is no answer to all of {', '.join(QUESTIONS)} by L, R or =")
            answers[row] = {question: key[row].get(side) for question, side in found.items()}
    return answers


def judge(options):
    key = json.loads((options.folder / "key.json").read_text())
    answers = read_answers(options.folder / "answers.txt", key["rows"])
    one, other = key["runs"]
    print(f"{len(answers)} of {len(key['rows'])} rows; p: chance of so uneven a count among equals\n\n"
          f"| question | {one} | {other} | neither | p |\n|---|---|---|---|---|")
    for question, words in QUESTIONS.items():
        chosen = [answer[question] for answer in answers.values()]
        ours, theirs = chosen.count(one), chosen.count(other)
        p = binomtest(ours, ours + theirs).pvalue if ours + theirs else 1
        print(f"| {question}: {words} | {ours} | {theirs} | {chosen.count(None)} | {p:.2f} |")
    print("\n| row | pair | " + " | ".join(QUESTIONS) + " |\n|---|---|" + "---|" * len(QUESTIONS))
    for row, answer in answers.items():
        pair = key["rows"][row]
        print(f"| {row} | {pair['content']}, {pair['style']} | " +
              " | ".join(answer[question] or "neither" for question in QUESTIONS) + " |")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(dest="command", required=True)
    maker = commands.add_parser("make")
    maker.add_argument("out", type=Path)
    maker.add_argument("runs", nargs=2, metavar="RUN")
    for name in ("pairs", "photographs", "paintings", "folder"):
        maker.add_argument(name, type=Path)
    maker.add_argument("--seed", type=int, default=0)
    judge_parser = commands.add_parser("judge")
    judge_parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    (make if options.command == "make" else judge)(options)


if __name__ == "__main__":
    main()
