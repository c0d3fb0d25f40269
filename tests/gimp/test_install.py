"""`cmake --install` puts both programs where the shell and GIMP look for them, and all else below share."""

import os
import pathlib
import subprocess
import tempfile
import unittest

import record
from gimp_profile import GENERATION, NAME

MODULE = f"gimp-{GENERATION}.0"


def pkg_config(variable):
    command = ["pkg-config", f"--variable={variable}", MODULE]
    return pathlib.Path(subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip())


class Install(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        temporary = tempfile.TemporaryDirectory(prefix="style-transfer-install-")
        cls.addClassCleanup(temporary.cleanup)
        cls.prefix = pathlib.Path(temporary.name)
        command = ["cmake", "--install", os.environ["STYLE_TRANSFER_BUILD"], "--prefix", cls.prefix]
        subprocess.run(command, check=True, capture_output=True)
        # Where GIMP would look below the same prefix.
        cls.plug_ins = pkg_config("gimplibdir").relative_to(pkg_config("prefix")) / "plug-ins"

    def run_installed(self, path, *arguments, **settings):
        return subprocess.run([self.prefix / path, *arguments], capture_output=True, text=True, **settings)

    def test_puts_the_programs_where_they_are_looked_for(self):
        files = {path.relative_to(self.prefix) for path in self.prefix.rglob("*") if not path.is_dir()}
        programs = {path for path in files if path.parts[0] != "share"}
        self.assertIn(pathlib.Path("bin/style-transfer"), programs)
        self.assertIn(self.plug_ins / NAME / NAME, programs)
        # The other generation's plug-in, where that is built, too.
        self.assertEqual({path.name for path in programs}, {"style-transfer", NAME})

    def test_puts_nothing_else_into_gimps_folder(self):
        self.assertEqual([path.name for path in (self.prefix / self.plug_ins).iterdir()], [NAME])

    def test_puts_what_belongs_to_them_into_share(self):
        for path in ("share/gimp-style-transfer/styles/starry-night.png",
                     "share/gimp-style-transfer/built-in/vgg16.safetensors", "share/doc/gimp-style-transfer/copyright",
                     "share/locale/de/LC_MESSAGES/gimp-style-transfer.mo",
                     "share/bash-completion/completions/style-transfer",
                     "share/metainfo/org.gimp.GIMP.Plugin.StyleTransfer.metainfo.xml"):
            with self.subTest(path):
                self.assertTrue((self.prefix / path).is_file())

    def test_lets_the_command_line_find_the_weights_beside_it(self):
        environment = dict(os.environ, HOME="/nowhere", XDG_DATA_HOME="/nowhere", XDG_DATA_DIRS="/nowhere")
        info = self.run_installed("bin/style-transfer", "weights", "info", "vgg16", env=environment)
        self.assertEqual((info.returncode, info.stderr), (0, ""))
        self.assertIn("vgg16 to conv5_1", info.stdout)

    def test_both_programs_start(self):
        command_line = self.run_installed("bin/style-transfer", "--version")
        self.assertEqual((command_line.returncode, command_line.stderr), (0, ""))
        self.assertRegex(command_line.stdout, r"^style-transfer \d")
        plug_in = self.run_installed(self.plug_ins / NAME / NAME)
        self.assertEqual(plug_in.returncode, 1)
        self.assertRegex(plug_in.stdout + plug_in.stderr, "must be run by GIMP")


if __name__ == "__main__":
    record.main()
