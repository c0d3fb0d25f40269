#!/usr/bin/python3
"""Prints what passed in which GIMP, from the folders that record.py filled: matrix.py FOLDER…"""

import json
import pathlib
import sys

MARKS = {True: "pass", False: "FAIL", None: "–"}


def main(folders):
    marks = {}  # version → row → passed
    for folder in folders:
        for file in sorted(pathlib.Path(folder).glob("*.json")):
            marks.setdefault(file.name.split()[0], {}).update(json.loads(file.read_text()))
    versions = sorted(marks, key=lambda version: [int(part) for part in version.split(".")])
    rows = list(dict.fromkeys(row for version in versions for row in marks[version]))
    rows.sort(key=lambda row: ":" in row)  # the kinds of drawables, then the tests
    width = max(map(len, rows), default=0)
    print(" " * width, *(f"{version:>8}" for version in versions))
    for row in rows:
        print(f"{row:<{width}}", *(f"{MARKS[marks[version].get(row)]:>8}" for version in versions))


main(sys.argv[1:])
