"""`cmake --install` puts both programs where the shell and GIMP look for them, their shared files, and nothing else."""

import os
import pathlib
import subprocess
import tempfile
import unittest

import record
from gimp_profile import NAME


def pkg_config(variable):
    command = ["pkg-config", f"--variable={variable}", "gimp-2.0"]
    return pathlib.Path(subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip())


class Install(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        temporary = tempfile.TemporaryDirectory(prefix="style-transfer-install-")
        cls.addClassCleanup(temporary.cleanup)
        cls.prefix = pathlib.Path(temporary.name)
        command = ["cmake", "--install", os.environ["STYLE_TRANSFER_BUILD"], "--prefix", cls.prefix]
        subprocess.run(command, check=True, capture_output=True)

    def run_installed(self, path, *arguments):
        return subprocess.run([self.prefix / path, *arguments], capture_output=True, text=True)

    def test_puts_programs_and_shared_files_where_they_are_looked_for(self):
        files = {str(path.relative_to(self.prefix)) for path in self.prefix.rglob("*") if not path.is_dir()}
        styles = ("starry-night", "scream", "shipwreck", "langlois-bridge")
        self.assertEqual(files, {"bin/style-transfer", f"lib/gimp/2.0/plug-ins/{NAME}/{NAME}",
                                 "share/locale/de/LC_MESSAGES/gimp-style-transfer.mo",
                                 *(f"share/gimp-style-transfer/styles/{style}.png" for style in styles)})

    def test_puts_the_plug_in_where_gimp_would_look_below_the_same_prefix(self):
        folder = pkg_config("gimplibdir").relative_to(pkg_config("prefix")) / "plug-ins"
        self.assertEqual([path.name for path in (self.prefix / folder).iterdir()], [NAME])

    def test_both_programs_start(self):
        command_line = self.run_installed("bin/style-transfer", "--version")
        self.assertEqual((command_line.returncode, command_line.stderr), (0, ""))
        self.assertRegex(command_line.stdout, r"^style-transfer \d")
        plug_in = self.run_installed(f"lib/gimp/2.0/plug-ins/{NAME}/{NAME}")
        self.assertEqual(plug_in.returncode, 1)
        self.assertRegex(plug_in.stdout + plug_in.stderr, "must be run by GIMP")


if __name__ == "__main__":
    record.main()
