#!/usr/bin/env python3
"""Usage: tests/tidy.py [FOLDER…]

Runs clang-tidy with .clang-tidy's checks on the sources in the folders (default: all), with the flags of build/clang,
and fails where it warns. Exit status 77: there is no clang-tidy 14; other versions warn of other things.

The sources of a folder are read as one, since most of the time goes into the headers that they have in common. So names
in their unnamed namespaces must differ, too.
"""

import collections
import concurrent.futures
import json
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
OURS = ["base", "core", "dnn", "weights", "presets", "ui", "plugin"]


def clang_tidy():
    for program in "clang-tidy-14", "clang-tidy":
        if shutil.which(program) and " version 14." in subprocess.check_output([program, "--version"], text=True):
            return program
    print("tidy.py: nothing is checked, as there is no clang-tidy 14 here", file=sys.stderr)
    sys.exit(77)


def flags(command):
    """One instruction set's kernels show what all have."""
    command = re.sub(r" -o \S+ -c \S+", "", command)
    return [*shlex.split(command)[1:], "-DHWY_COMPILE_ONLY_STATIC"]


def units(folders):
    """The sources of each folder with their flags. A kernel, which includes itself for each instruction set, is alone."""
    commands = json.loads((ROOT / "build/clang/compile_commands.json").read_text())
    found = collections.defaultdict(dict)
    for command in commands:
        source = pathlib.Path(command["file"])
        if not source.is_relative_to(ROOT) or source.suffix != ".cpp":
            continue
        name = source.relative_to(ROOT)
        if any(name.is_relative_to(folder) for folder in folders):
            found[name if name.stem.endswith("_kernel") else name.parent].setdefault(source, flags(command["command"]))
    return found


def check(program, name, sources):
    unit = ROOT / "build/tidy" / (str(name).replace("/", "_") + ".cpp")
    unit.write_text("".join(f'#include "{source}"\n' for source in sources))
    # A kernel's offsets are those within a block, which is small.
    fewer = "-bugprone-implicit-widening-of-multiplication-result" if name.suffix else ""
    run = subprocess.run([program, "--quiet", "--warnings-as-errors=*", f"--checks={fewer}", unit, "--",
                          *next(iter(sources.values()))],
                         cwd=ROOT / "build/clang", capture_output=True, text=True)
    return run.returncode, run.stdout


def main():
    if any(word.startswith("-") for word in sys.argv[1:]):
        print(__doc__.split("\n\n")[0], file=sys.stderr)
        sys.exit(2)
    program = clang_tidy()
    (ROOT / "build/tidy").mkdir(exist_ok=True)
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        runs = [pool.submit(check, program, *unit) for unit in units(sys.argv[1:] or OURS).items()]
        for run in runs:
            print(run.result()[1], end="", flush=True)
        sys.exit(any(run.result()[0] for run in runs))


if __name__ == "__main__":
    main()
