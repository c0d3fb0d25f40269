"""What the dialog copies as a command paints the same when it is pasted: into a shell, and into GIMP."""

import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

import numpy
from PIL import Image

import record
from gimp_profile import GENERATION, make_pictures, make_profile

COPIED = os.environ["STYLE_TRANSFER_COPIED"]
COMMAND = pathlib.Path(os.environ["STYLE_TRANSFER_COMMAND"])
VALUES = ["weights=fast", "iterations=3", "threads=1", "colour=matched", "content-weight=2.5"]
# Names of files that mean something to a shell, to Scheme, to Python, to lists of options, or are no UTF-8.
NAMES = [b"plain.png", b"two  words.png", b"it's $(touch x) `id` \"100%\" \\n #;.png", b"a|b,c=d.png", b"line\nend.png",
         "Gemälde.png".encode(), b"caf\xe9.png", b"%41.png"]
# Of 255 levels: GIMP reads PNG files and rounds by itself, GIMP 3 more so.
NEAR = {2: 1, 3: 3}[GENERATION]
SCRIPTS = {2: ["script-fu-2"], 3: ["script-fu-3", "python-3"]}[GENERATION]


def copied(kind, content, styles, layer="", values=VALUES):
    """`styles`: files, or each with its share."""
    pairs = [style if isinstance(style, tuple) else (style, "1") for style in styles]
    command = [COPIED, kind, content, layer, *(word for pair in pairs for word in pair), "--", *values]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout


def batch_command(kind, texts):
    if GENERATION == 2:
        return ["gimp-console-2.10", "-i", "-d", *(word for text in texts for word in ("-b", text)), "-b", "(gimp-quit 0)"]
    interpreter = "python-fu-eval" if kind == "python-3" else "plug-in-script-fu-eval"
    return ["gimp-console", "-n", "-i", "-d", "--batch-interpreter", interpreter,
            *(word for text in texts for word in ("-b", text)), "--quit"]


class CopiedCommand(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory(prefix="style-transfer-copied-")
        self.addCleanup(temporary.cleanup)
        self.folder = pathlib.Path(temporary.name)
        self.environment = make_profile(self.folder)
        self.environment["PATH"] = f"{COMMAND.parent}:{self.environment['PATH']}"
        make_pictures(self.folder)

    def place(self, name):
        """A content and a style of that name, and what they give when every word is passed as it is."""
        content, style = (os.fsencode(self.folder) + folder + name for folder in (b"/in/", b"/style/"))
        for file, picture in (content, "photo.png"), (style, "painting.png"):
            os.makedirs(os.path.dirname(file), exist_ok=True)
            shutil.copy(self.folder / picture, file)
        return content, style

    def paint_directly(self, content, styles, *more):
        output = self.folder / "direct.png"
        words = [word for style in styles for word in ("--style", style)]
        values = [f"--{value}" for value in VALUES]
        subprocess.run([COMMAND, "--quiet", "--content", content, *words, *values, *more, "--output", output], check=True,
                       env=self.environment)
        return numpy.asarray(Image.open(output).convert("RGB")).astype(int)

    def painted(self, content):
        output = content[:-len(b".png")] + b"-painted.png"
        self.assertTrue(os.path.exists(output), f"{output} is not there")
        picture = numpy.asarray(Image.open(output).convert("RGB")).astype(int)
        os.remove(output)
        return picture

    def run_scripts(self, kind, texts):
        run = subprocess.run(batch_command(kind, texts), env=self.environment, stdin=subprocess.DEVNULL,
                             capture_output=True, timeout=500)
        return run.stdout + run.stderr

    @unittest.skipIf(GENERATION == 3, "once is enough")
    def test_in_a_shell(self):
        for name in NAMES:
            with self.subTest(name):
                content, style = self.place(name)
                text = copied("shell", content, [style])
                run = subprocess.run(["bash", "-c", text], env=self.environment, cwd=self.folder, capture_output=True)
                self.assertEqual((run.returncode, run.stderr), (0, b""), text)
                self.assertTrue(numpy.array_equal(self.painted(content), self.paint_directly(content, [style])))
        self.assertFalse((self.folder / "x").exists(), "a name was run")

    def test_in_gimp(self):
        for kind in SCRIPTS:
            # Script-Fu opens no file whose name is no UTF-8.
            placed = [self.place(name) for name in NAMES if kind == "python-3" or name != b"caf\xe9.png"]
            direct = self.paint_directly(*[placed[0][0], [placed[0][1]]])
            told = self.run_scripts(kind, [copied(kind, content, [style]) for content, style in placed])
            for content, _ in placed:
                with self.subTest(kind, name=content):
                    self.assertLess(numpy.abs(self.painted(content) - direct).mean(), NEAR, told)

    def test_with_several_styles_in_their_shares(self):
        content, first = self.place(b"one.png")
        second = self.place(b"it's \"two\" |.png")[0]
        styles = [(first, "0.25"), (second, "0.75")]
        direct = self.paint_directly(content, [first, second], "--style-weights", "0.25,0.75")
        run = subprocess.run(["bash", "-c", copied("shell", content, styles)], env=self.environment, capture_output=True)
        self.assertEqual((run.returncode, run.stderr), (0, b""))
        self.assertTrue(numpy.array_equal(self.painted(content), direct))
        for kind in SCRIPTS:
            told = self.run_scripts(kind, [copied(kind, content, styles)])
            self.assertLess(numpy.abs(self.painted(content) - direct).mean(), NEAR, told)


if __name__ == "__main__":
    record.main()
