"""The documentation's commands for GIMP's batch mode do what it says."""

import pathlib
import re
import subprocess
import tempfile
import unittest

import record
from gimp_profile import GENERATION, HERE, convert, make_pictures, make_profile

# Of one generation of GIMP: 2.10's console has its version in its name.
NAMES = {2: r"gimp-console-2\.10 ", 3: "gimp-console "}


def commands():
    text = (HERE.parent.parent / "docs/batch-mode.md").read_text()
    return re.findall(f"^```\n({NAMES[GENERATION]}.*?)^```$", text, re.MULTILINE | re.DOTALL)


class Documentation(unittest.TestCase):
    def test_its_batch_commands_paint(self):
        self.assertEqual(len(commands()), {2: 1, 3: 2}[GENERATION])
        for command in commands():
            with self.subTest(command), tempfile.TemporaryDirectory(prefix="style-transfer-gimp-") as folder:
                folder = pathlib.Path(folder)
                environment = make_profile(folder)
                make_pictures(folder)
                # With the default weights and all their iterations.
                convert(folder / "photo.png", "-resize", "50%", folder / "photo.png")
                run = subprocess.run(["bash", "-c", command], cwd=folder, env=environment, stdin=subprocess.DEVNULL,
                                     capture_output=True, text=True, errors="replace", timeout=300)
                said = run.stdout + run.stderr
                self.assertEqual(run.returncode, 0, said)
                self.assertTrue((folder / "painted.png").exists(), said)
                for name in ("photo", "painted"):
                    convert(folder / f"{name}.png", "-depth", "8", "-alpha", "off", folder / f"{name}.rgb")
                photo, painted = ((folder / f"{name}.rgb").read_bytes() for name in ("photo", "painted"))
                self.assertEqual(len(photo), len(painted))
                changed = sum(abs(a - b) > 5 for a, b in zip(photo, painted)) / len(photo)
                self.assertGreater(changed, 0.5)


if __name__ == "__main__":
    record.main()
