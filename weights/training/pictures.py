#!/usr/bin/python3
"""Fetches the training pictures: photographs and textures of Debian packages whose licences allow it without doubt.

    pictures.py FOLDER [--manifest FILE]

Downloads the packages with apt-get, unpacks them below FOLDER and writes the manifest: one line a picture with
package, version, licence, holder, SHA-256 and the path in FOLDER/pictures. Each file's licence is the one that the
package's debian/copyright gives for that very file; public domain, CC0, CC-BY and Expat are taken, all else is not.
Wants python3-debian, python3-pil and python3-numpy.
"""
import argparse
import hashlib
import io
import re
import struct
import subprocess
import zipfile
import zlib
from pathlib import Path

import numpy as np
from debian.copyright import Copyright
from debian.debfile import DebFile
from PIL import Image

FREE = re.compile(r"public-domain|CC0(-1\.0)?|CC-BY-[1-4]\.0|Expat")
SUFFIXES = {".jpg", ".jpeg", ".png", ".webp"}
LEAST_SIDE = 192      # of a picture, in pixels
LEAST_CONTRAST = 12   # standard deviation of 0…255: less is a blank
# What is no picture of anything: the textures' maps of normals and gloss, and drawings for buttons.
NO_PICTURE = re.compile(r"_(nm|sm|gm|rm|em)\.|/(lang|menu|core)/|"
                        r"/images/(ship|outfit|ui|icon|label|font|effect|projectile|hardpoint|star)/")
# The project's own sample photographs, and their variants.
SAMPLES = re.compile(r"/land/(city9|mountain4|water0)\b")


def qt_resources(data):
    """The files of a Qt resource file (rcc, version 1 to 3), as pairs of path and content."""
    version, tree, payload, names = struct.unpack(">4xIIII", data[:20])
    entry = 22 if version >= 2 else 14

    def walk(index, path):
        at = tree + index * entry
        name_at, flags = struct.unpack(">IH", data[at:at + 6])
        if index:
            length, = struct.unpack(">H", data[names + name_at:names + name_at + 2])
            begin = names + name_at + 6
            path = f"{path}/{data[begin:begin + 2 * length].decode('utf-16-be')}"
        if flags & 2:
            count, first = struct.unpack(">II", data[at + 6:at + 14])
            for child in range(first, first + count):
                yield from walk(child, path)
            return
        content_at = payload + struct.unpack(">I", data[at + 10:at + 14])[0]
        size, = struct.unpack(">I", data[content_at:content_at + 4])
        content = data[content_at + 4:content_at + 4 + size]
        if flags & 1:
            content = zlib.decompress(content[4:])
        if not flags & 4:  # Zstandard is not used by the packages here
            yield path.lstrip("/"), content

    yield from walk(0, "")


def plain_files(deb, folder):
    for member in deb.data:
        if member.startswith("./" + folder):
            file = deb.data.tgz().getmember(member)
            if file.isfile():
                yield member[2:], deb.data.get_content(member)


def endless_sky(deb):
    for path, content in plain_files(deb, "usr/share/games/endless-sky/images/"):
        yield path.removeprefix("usr/share/games/endless-sky/"), content


def gcompris(deb):
    for path, content in plain_files(deb, "usr/share/gcompris-qt/rcc/"):
        if path.endswith(".rcc"):
            for name, resource in qt_resources(content):
                yield name.removeprefix("gcompris/"), resource


def lomiri(deb):
    for path, content in plain_files(deb, "usr/share/backgrounds/"):
        yield "16.04/" + Path(path).name, content


def ufoai(deb):
    for path, content in plain_files(deb, "usr/share/games/ufoai/base/"):
        if path.endswith(".pk3"):
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                for name in archive.namelist():
                    yield "base/" + name, archive.read(name)


# How each package's files are found and named as in its source, which debian/copyright speaks of.
PACKAGES = {
    "endless-sky-data": endless_sky,
    "gcompris-qt-data": gcompris,
    "lomiri-wallpapers-16.04": lomiri,
    "ufoai-textures": ufoai,
}


def fetch(package, folder):
    found = sorted(folder.glob(f"{package}_*.deb"))
    if not found:
        subprocess.run(["apt-get", "download", "-q", package], cwd=folder, check=True)
        found = sorted(folder.glob(f"{package}_*.deb"))
    return found[-1]


def is_picture(content):
    try:
        image = Image.open(io.BytesIO(content))
        if min(image.size) < LEAST_SIDE:
            return False
        pixels = np.asarray(image.convert("RGBA"))
    except (OSError, ValueError):
        return False
    return pixels[..., 3].min() >= 128 and pixels[..., :3].std() >= LEAST_CONTRAST


def licence_paragraph(copyright_file, path):
    """The last paragraph that names the file, as the format rules, under the suffix that it has in the source."""
    names = [path, *(str(Path(path).with_suffix(suffix)) for suffix in sorted(SUFFIXES))]
    matching = [paragraph for paragraph in copyright_file.all_files_paragraphs()
                if any(paragraph.matches(name) for name in names)]
    return matching[-1] if matching else None


def free_pictures(package, deb):
    text = deb.data.get_content(f"usr/share/doc/{package}/copyright", encoding="utf-8")
    copyright_file = Copyright(text.splitlines(), strict=False)
    for path, content in sorted(PACKAGES[package](deb)):
        if Path(path).suffix.lower() not in SUFFIXES or NO_PICTURE.search("/" + path) or SAMPLES.search("/" + path):
            continue
        paragraph = licence_paragraph(copyright_file, path)
        licence = paragraph and paragraph.license and paragraph.license.synopsis
        if licence and FREE.fullmatch(licence) and is_picture(content):
            yield path, content, licence, " ".join(paragraph.copyright.split())


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--manifest", type=Path, default=Path(__file__).with_name("manifest.tsv"))
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    seen, lines = set(), []
    for package in PACKAGES:
        deb = DebFile(str(fetch(package, options.folder)))
        version = deb.control.debcontrol()["Version"]
        for path, content, licence, holder in free_pictures(package, deb):
            digest = hashlib.sha256(content).hexdigest()
            if digest in seen:
                continue
            seen.add(digest)
            target = options.folder / "pictures" / package / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
            lines.append("\t".join([package, version, licence, holder, digest, path]))
        print(package, version, sum(line.startswith(package + "\t") for line in lines), "pictures", flush=True)
    header = "package\tversion\tlicence\tholder\tsha256\tpath"
    options.manifest.write_text("\n".join([header, *lines]) + "\n")


if __name__ == "__main__":
    main()
