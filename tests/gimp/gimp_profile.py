"""A GIMP user folder of its own with nothing but the built plug-in, so that no test sees another's settings."""

import os
import pathlib
import shutil
import subprocess

HERE = pathlib.Path(__file__).resolve().parent
DATA = HERE.parent / "data"
PLUG_IN = pathlib.Path(os.environ["STYLE_TRANSFER_PLUG_IN"])
NAME = "plug-in-style-transfer"
GENERATION = int(os.environ["STYLE_TRANSFER_GIMP"])  # 2: GIMP 2.10, 3: GIMP 3
# See known_plug_ins.py; a test that is started by itself need not have them.
ANSWERS = pathlib.Path(os.environ["STYLE_TRANSFER_BUILD"]) / f"gimp{GENERATION}-pluginrc"


def make_profile(folder):
    """Makes the folders below `folder`; returns the environment that sends GIMP and the plug-in there."""
    plug_ins = folder / "gimp" / "plug-ins" / NAME
    plug_ins.mkdir(parents=True)
    (plug_ins / NAME).symlink_to(PLUG_IN)
    # GIMP makes these only where its whole folder is missing.
    for name in ("brushes", "dynamics", "patterns", "gradients", "palettes", "tool-presets", "fonts", "scripts"):
        (folder / "gimp" / name).mkdir()
    if ANSWERS.exists():
        shutil.copy(ANSWERS, folder / "gimp" / "pluginrc")
    environment = dict(os.environ, HOME=str(folder), LC_ALL="C.UTF-8", LANGUAGE="")
    environment[f"GIMP{GENERATION}_DIRECTORY"] = str(folder / "gimp")
    for name in ("CONFIG", "CACHE", "DATA"):
        environment[f"XDG_{name}_HOME"] = str(folder / name.lower())
        (folder / name.lower()).mkdir(exist_ok=True)
    # Threads that wait must not spin: other tests run at the same time.
    environment["OMP_WAIT_POLICY"] = "PASSIVE"
    environment.pop("DISPLAY", None)
    environment.pop("WAYLAND_DISPLAY", None)
    return environment


def convert(*arguments):
    """ImageMagick."""
    subprocess.run(["convert", *map(str, arguments)], check=True)


def make_pictures(folder):
    """photo.png and painting.png: small, because what is tested does not depend on size."""
    convert(DATA / "content-city.png", "-resize", "96x64!", folder / "photo.png")
    convert(DATA / "style-scream.png", "-resize", "80x", folder / "painting.png")


def scheme_string(text):
    return '"' + str(text).replace("\\", "\\\\").replace('"', '\\"') + '"'
