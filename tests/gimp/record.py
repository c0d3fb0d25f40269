"""unittest.main() that also leaves, in the folder $STYLE_TRANSFER_MATRIX, what passed in which GIMP: for matrix.py."""

import json
import os
import pathlib
import re
import subprocess
import sys
import unittest

from gimp_profile import GENERATION


def gimp_version():
    program = "gimp-console-2.10" if GENERATION == 2 else "gimp-console"
    told = subprocess.run([program, "--version"], capture_output=True, text=True).stdout
    return re.search(r"(\d+\.\d+\.\d+)", told)[1]


class Recorder(unittest.TextTestResult):
    """Marks for each test and, where a test looks at drawable kinds, for each kind over all tests."""

    def __init__(self, *arguments, **keywords):
        super().__init__(*arguments, **keywords)
        self.marks = {}

    def _mark(self, row, passed):
        self.marks[row] = self.marks.get(row, True) and passed

    @staticmethod
    def _sentence(test):
        return f"{type(test).__name__}: {test._testMethodName.removeprefix('test_').replace('_', ' ')}"

    def addSuccess(self, test):
        super().addSuccess(test)
        self._mark(self._sentence(test), True)

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self._mark(self._sentence(test), False)

    def addError(self, test, err):
        super().addError(test, err)
        if isinstance(test, unittest.TestCase):
            self._mark(self._sentence(test), False)

    def addSubTest(self, test, subtest, err):
        super().addSubTest(test, subtest, err)
        if "kind" in subtest.params:
            self._mark(f"{subtest.params['model']} {subtest.params['kind']}", err is None)
        if err is not None:
            self._mark(self._sentence(test), False)


class Runner(unittest.TextTestRunner):
    resultclass = Recorder

    def run(self, test):
        result = super().run(test)
        folder = os.environ.get("STYLE_TRANSFER_MATRIX")
        if folder:
            name = f"{gimp_version()} {pathlib.Path(sys.argv[0]).stem}.json"
            pathlib.Path(folder).mkdir(parents=True, exist_ok=True)
            (pathlib.Path(folder) / name).write_text(json.dumps(result.marks))
        return result


def main():
    unittest.main(testRunner=Runner)
