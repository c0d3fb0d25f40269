#!/usr/bin/env python3
"""Usage: tests/unit/core_rooms.py

Fails where a room of core/, which is a folder there, includes what lies in a room after it.
"""

import pathlib
import re
import sys

CORE = pathlib.Path(__file__).resolve().parents[2] / "core"
ROOMS = ["picture", "parameters", "network", "team", "tiles", "loss", "descent", "choices", "scales", "cost", "painter", "film",
         "prediction"]
SOURCES = {path.stem: path.parent.name for path in CORE.glob("*/*.cpp")}


def room(path):
    """A public header lies where its source does; one without a source is for all."""
    folder, name = path.parts[0], path.stem
    return SOURCES.get(name, ROOMS[0]) if folder in ("core", "include") else folder


def main():
    wrong = 0
    for path in sorted((*CORE.rglob("*.h"), *CORE.rglob("*.cpp"))):
        own = path.relative_to(CORE)
        for name in re.findall(r'^#include "([^"]+)"', path.read_text(), re.MULTILINE):
            other = pathlib.Path(name)
            if other.parts[0] != "core" and not (CORE / other).exists():
                continue  # another library's
            if ROOMS.index(room(other)) > ROOMS.index(room(own)):
                print(f"core/{own} is in {room(own)}/ and includes {name} of {room(other)}/, which is above it")
                wrong += 1
    sys.exit(wrong > 0)


if __name__ == "__main__":
    main()
