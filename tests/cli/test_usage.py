"""Help, version and exit codes; what is printed on a terminal, elsewhere, and when quiet."""

import fcntl
import os
import pty
import re
import struct
import subprocess
import termios
import unittest

import program
from program import DONE, FAILED, WRONG_USAGE

PARAMETERS = program.DATA.parent.parent / "docs/parameters.md"
NUMBER = r"[-+.e\d]+"
EXPECTED = r"Expected: (\d+ s|\d+ min \d+ s), \d+ MiB"
LOSSES = fr"content {NUMBER}, style {NUMBER}, tv {NUMBER}, total {NUMBER}"


class Help(program.ProgramTest):
    def test_names_every_option(self):
        run = self.run_program("--help")
        self.assertEqual((run.code, run.stderr), (DONE, ""))
        table = self.run_program("--parameters-markdown").stdout
        names = re.findall(r"^\| `([-a-z]+)`", table, re.MULTILINE)
        self.assertGreater(len(names), 15)
        for name in [*names, "content", "style", "output", "log", "estimate", "quiet"]:
            self.assertRegex(run.stdout, fr"(?m)^  --{name}\b")

    def test_is_there_for_each_command(self):
        for words in ["weights"], *(["weights", word] for word in ("list", "info", "import", "fetch")), ["bench"]:
            with self.subTest(words):
                run = self.run_program(*words, "--help")
                self.assertEqual((run.code, run.stderr), (DONE, ""))
                self.assertIn("Usage:", run.stdout)

    def test_version(self):
        run = self.run_program("--version")
        self.assertEqual((run.code, run.stderr), (DONE, ""))
        self.assertRegex(run.stdout, r"\Astyle-transfer \d+\.\d+\.\d+\n\Z")

    def test_the_table_in_the_documentation_is_what_the_program_prints(self):
        run = self.run_program("--parameters-markdown")
        self.assertEqual(run.code, DONE)
        table = re.search(r"<!-- parameters: [^\n]*-->\n(.*)<!-- end of parameters -->",
                          PARAMETERS.read_text(encoding="utf-8"), re.DOTALL)
        self.assertEqual(table[1], run.stdout)

    def test_a_text_that_cannot_be_printed_is_a_failure(self):
        with open("/dev/full", "w") as full:
            run = self.run_program("--help", stdout=full)
        self.assert_refused(run, FAILED, "standard output")


class WrongUsage(program.ProgramTest):
    def test_is_told_with_exit_code_2(self):
        for words, pattern in {
                (): "--content is missing",
                ("--content", "a.png"): "--style is missing",
                ("--content", "a.png", "--style", "b.png"): "--output is missing",
                ("--content",): "--content lacks its value",
                ("--hue", "red"): '"--hue" is not known here; see style-transfer --help',
                ("picture.png",): '"picture.png" is not known here',
                ("weights",): "weights --help",
                ("weights", "burn"): "burn",
                ("weights", "info"): "WEIGHTS",
                ("weights", "fetch"): "NAME",
                ("bench", "--scales", "3"): '"--scales" is not known here; see style-transfer bench --help',
        }.items():
            with self.subTest(words):
                run = self.run_program(*words)
                self.assert_refused(run, WRONG_USAGE, pattern)
                self.assertEqual(run.stdout, "")


class Terminal(program.ProgramTest):
    """A terminal of 70 columns as the program's standard output."""

    def paint_on_terminal(self, **options):
        terminal, end_of_program = pty.openpty()
        self.addCleanup(os.close, terminal)
        fcntl.ioctl(end_of_program, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 70, 0, 0))
        process = subprocess.Popen([program.PROGRAM, *self.paint_words(**self.small(), **options)], cwd=self.folder,
                                   env=self.environment, stdin=subprocess.DEVNULL, stdout=end_of_program,
                                   stderr=subprocess.PIPE)
        os.close(end_of_program)
        shown = b""
        try:
            while part := os.read(terminal, 65536):
                shown += part
        except OSError:
            pass  # the program has closed its end
        _, errors = process.communicate()
        self.assertEqual((process.returncode, errors), (DONE, b""))
        return shown.decode().replace("\r\n", "\n")

    def test_shows_one_line_that_is_rewritten(self):
        expected, first, *rest = self.paint_on_terminal().split("\n")
        states = [state.removesuffix("\033[K") for state in first.split("\r")]
        self.assertRegex(expected, fr"\A{EXPECTED}\Z")
        self.assertEqual(states.pop(0), "")
        self.assertGreaterEqual(len(states), 2)
        self.assertRegex(states[0], r"^scale 1/1 \(32 px\), iteration 1/3, ")
        self.assertRegex(states[-1], r"^scale 1/1 \(32 px\), iteration 3/3, \d+:\d\d left, content \d")
        self.assertLess(max(map(len, states)), 70)
        self.assertRegex("\n".join(rest), fr"\Afirst losses: {LOSSES}\nlast losses:  {LOSSES}\nout\.png: 32×24 px in "
                                          r"[\d.]+ s\n\Z")

    def test_quiet_is_silent(self):
        self.assertEqual(self.paint_on_terminal(quiet=True), "")


class NoTerminal(program.ProgramTest):
    def test_gets_plain_lines_one_for_each_scale(self):
        run = self.run_program(*self.paint_words(**{**self.small(), "content": program.CITY, "size": 64}, scales=2))
        self.assertEqual((run.code, run.stderr), (DONE, ""))
        self.assertRegex(run.stdout, fr"\A{EXPECTED}\n"
                                     fr"scale 1/2 \(45 px\), iteration 3/3: {LOSSES}, \d+:\d\d\n"
                                     fr"scale 2/2 \(64 px\), iteration 3/3: {LOSSES}, \d+:\d\d\n"
                                     fr"first losses: {LOSSES}\nlast losses:  {LOSSES}\nout\.png: 64×32 px in [\d.]+ s"
                                     r"\n\Z")

    def test_quiet_is_silent(self):
        run = self.run_program(*self.paint_words(**self.small(), quiet=True))
        self.assertEqual((run.code, run.stdout, run.stderr), (DONE, "", ""))
        self.assertTrue((self.folder / "out.png").exists())


if __name__ == "__main__":
    program.main()
