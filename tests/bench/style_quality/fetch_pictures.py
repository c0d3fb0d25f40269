#!/usr/bin/python3
"""Fetches the pictures of the pairs from where pictures.tsv says, and brings them to 1024 px.

    fetch_pictures.py FOLDER [--only NAME …] [--git PREFIX]

Writes FOLDER/photographs/NAME.png and FOLDER/paintings/NAME.png; what is there is left. A source is a Debian package
("debian:…", by apt-get download), a public git repository ("git:OWNER/NAME", cloned without its history from PREFIX), or
this project. Each source file is compared with its SHA-256. `change` is what ImageMagick cuts off or reduces first; then
it brings the picture to sRGB and, where that is larger, to 1024 px. Wants python3-debian, git, imagemagick and libgs-common
(a profile of sRGB); `what`, `author` and `licence` in the table are the credits.
"""
import argparse
import csv
import functools
import hashlib
import subprocess
import sys
import tempfile
from pathlib import Path

from debian.debfile import DebFile

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "weights/training"))
from pictures import fetch, gcompris  # noqa: E402

TABLE = Path(__file__).with_name("pictures.tsv")
SRGB = "/usr/share/color/icc/ghostscript/srgb.icc"
FOLDERS = {"photograph": "photographs", "painting": "paintings"}


@functools.lru_cache
def package(name, folder):
    return DebFile(str(fetch(name, folder)))


@functools.lru_cache
def activities(folder):
    """The files of GCompris's resources, by their names in its source."""
    return dict(gcompris(package("gcompris-qt-data", folder)))


def from_debian(name, file, folder):
    if file.startswith("usr/"):
        return package(name, folder).data.get_content(file)
    return activities(folder)[file]


def from_git(name, file, folder, prefix):
    clone = folder / "git" / name
    if not clone.exists():
        subprocess.run(["git", "clone", "--quiet", "--bare", "--depth", "1", "--filter=blob:none", prefix + name, clone],
                       check=True)
    return subprocess.run(["git", "-C", clone, "show", "HEAD:" + file], check=True, capture_output=True).stdout


def source_file(row, folder, prefix):
    kind, _, name = row["source"].partition(":")
    if kind == "debian":
        return from_debian(name, row["file"], folder)
    if kind == "git":
        return from_git(name, row["file"], folder, prefix)
    return (ROOT / row["file"]).read_bytes()


def convert(source, *arguments):
    subprocess.run(["convert", "-quiet", source, "-auto-orient", "-profile", SRGB, *arguments], check=True)


def write_picture(content, row, path):
    with tempfile.TemporaryDirectory() as name:
        source = Path(name) / ("source" + Path(row["file"]).suffix)
        source.write_bytes(content)
        if row["change"] or source.suffix == ".webp":
            changed = Path(name) / "changed.png"
            convert(source, *row["change"].split(), "+repage", "-strip", changed)
            source = changed
        whole = path.with_name("." + path.name)  # takes its name when it is complete
        convert(source, "-colorspace", "sRGB", "-background", "white", "-alpha", "remove", "-alpha", "off",
                "-resize", "1024x1024>", "-depth", "8", "-strip", "-define", "png:color-type=2", whole)
        whole.rename(path)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", nargs="+", metavar="NAME")
    parser.add_argument("--git", default="https://github.com/", metavar="PREFIX")
    options = parser.parse_args()
    with open(TABLE, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, dialect="excel-tab", quoting=csv.QUOTE_NONE))
    for row in rows:
        path = options.folder / FOLDERS[row["as"]] / f"{row['name']}.png"
        if path.exists() or (options.only and row["name"] not in options.only):
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        content = source_file(row, options.folder, options.git)
        if hashlib.sha256(content).hexdigest() != row["sha256"]:
            raise SystemExit(f"{row['file']} of {row['source']} is not the file that was used")
        write_picture(content, row, path)
        print(row["name"], flush=True)


if __name__ == "__main__":
    main()
