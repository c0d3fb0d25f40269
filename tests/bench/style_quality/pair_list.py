"""Pairs of a photograph and a painting: text files of two names a line, without suffix; # begins a comment."""


def read_pairs(path):
    """(number, photograph, painting), numbered "01", "02" … by their lines."""
    lines = [line.split("#")[0].split() for line in path.read_text().splitlines()]
    return [(f"{number:02}", *names) for number, names in enumerate(filter(None, lines), 1)]


def picture_file(folder, name):
    for suffix in (".png", ".jpg", ".jpeg"):
        if (folder / (name + suffix)).exists():
            return folder / (name + suffix)
    raise SystemExit(f"there is no picture {name} in {folder}")
