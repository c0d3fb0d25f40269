#!/usr/bin/python3
"""How tests/bench/style_quality decides between settings, on results that are made up; and its blind sheets."""
import contextlib
import io
import json
import sys
import tempfile
import unittest
from argparse import Namespace
from pathlib import Path

try:
    import numpy as np
    from PIL import Image
    import scipy  # noqa: F401
except ModuleNotFoundError as missing:
    print(f"skipped: {missing}; see install/packages-reference.txt")
    sys.exit(77)

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "bench/style_quality"))
import report  # noqa: E402
import sheets  # noqa: E402

PAIRS = [f"{number:02}" for number in range(1, 13)]


def noise(seed):
    return np.random.default_rng(seed).normal(0, 0.05, len(PAIRS))


def run(content, style, seed):
    """Pairs that differ much in style, which explains most, and little from run to run."""
    return {pair: {"cfsd": np.exp(content), "kept": 1 - content / 10, "e": style + 3 * np.sin(at) + spread,
                   "lp": 0.1 * (style + spread), "swd": 1 - 0.1 * (style + spread), "grain": 0.0}
            for at, (pair, spread) in enumerate(zip(PAIRS, noise(seed)))}


class Decision(unittest.TestCase):
    def setUp(self):
        # A lower content weight takes up more style, and has the greater CFSD.
        self.curve = {weight: run(4 - np.log(weight), 4 - np.log(weight), seed)
                      for seed, weight in enumerate((0.5, 1.5, 3, 5, 15))}

    def compare(self, contestant, content):
        _, between = report.interpolated_run(self.curve, content, contestant)
        return report.verdict(*(report.differences(measure, contestant, between) for measure in ("e", "lp", "swd")))

    def test_more_style_for_less_content_is_no_win(self):
        contestant = run(4 - np.log(2), 4 - np.log(2), 10)
        self.assertGreater(report.differences("e", contestant, self.curve[3]).mean(), 0.3)
        for content in report.CONTENT:
            self.assertAlmostEqual(report.interpolated_run(self.curve, content, contestant)[0], 2, delta=0.1)
            self.assertEqual(self.compare(contestant, content), "equal")

    def test_more_style_at_the_same_content_is_a_win_and_less_a_loss(self):
        for content in report.CONTENT:
            self.assertEqual(self.compare(run(4 - np.log(2), 4.3 - np.log(2), 10), content), "win")
            self.assertEqual(self.compare(run(4 - np.log(2), 3.7 - np.log(2), 10), content), "loss")

    def test_e_alone_is_no_win(self):
        contestant, deceived = run(4 - np.log(2), 4 - np.log(2), 10), run(4 - np.log(2), 4.3 - np.log(2), 10)
        for pair in PAIRS:
            contestant[pair]["e"] = deceived[pair]["e"]
        self.assertEqual(self.compare(contestant, "cfsd"), "E alone")

    def test_beyond_the_curve_nothing_is_decided(self):
        self.assertIsNone(report.interpolated_run(self.curve, "cfsd", run(4 - np.log(40), 1, 10)))

    def test_faults_count_by_their_distance_from_0(self):
        grainy, smooth = (run(3, 3, 10) for _ in range(2))
        for pair, spread in zip(PAIRS, noise(11)):
            grainy[pair]["grain"], smooth[pair]["grain"] = 2 + spread, -2 + spread
        self.assertIn("more grain", report.changed_faults(grainy, self.curve[3]))
        self.assertIn("more grain", report.changed_faults(smooth, self.curve[3]))
        self.assertEqual(report.changed_faults(smooth, grainy), "")


class Sheets(unittest.TestCase):
    def test_answers_are_counted_for_the_run_that_was_on_that_side(self):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            for run_name, level in (("a@3", 80), ("b@3", 160), ("photographs", 255), ("paintings", 0)):
                (folder / run_name).mkdir()
                for number in PAIRS:
                    picture = number if "@" in run_name else f"p{number}"
                    Image.new("RGB", (40, 30), (level,) * 3).save(folder / run_name / f"{picture}.png")
            (folder / "pairs.txt").write_text("".join(f"p{number} p{number}\n" for number in PAIRS))
            sheets.make(Namespace(out=folder, runs=["a@3", "b@3"], pairs=folder / "pairs.txt", seed=1,
                                  photographs=folder / "photographs", paintings=folder / "paintings",
                                  folder=folder / "sheets"))
            seen = {}  # row → the side of the darker picture, as whoever looks sees it
            for number in (1, 2, 3):
                sheet = np.asarray(Image.open(folder / f"sheets/sheet-{number}.jpg").convert("L"))
                self.assertEqual(sheet.shape[1], sheets.LABEL + 4 * (sheets.CELL + sheets.GAP))
                for at in range(5 if number < 3 else 2):
                    row = sheet[sheets.HEAD + at * (300 + sheets.GAP) + 150]
                    left, right = (int(row[sheets.LABEL + column * (sheets.CELL + sheets.GAP) + 200]) for column in (2, 3))
                    self.assertEqual({round(left / 80), round(right / 80)}, {1, 2})
                    seen[5 * (number - 1) + at + 1] = "L" if left < right else "R"
            self.assertEqual(set(seen.values()), {"L", "R"})
            (folder / "sheets/answers.txt").write_text(
                "".join(f"{row} style={side} content== keep={'LR'[side == 'L']}\n" for row, side in seen.items()))
            told = io.StringIO()
            with contextlib.redirect_stdout(told):
                sheets.judge(Namespace(folder=folder / "sheets"))
            counts = {line.split(":")[0][2:]: line.split("|")[2:5] for line in told.getvalue().splitlines() if "?" in line}
            self.assertEqual({question: [int(count) for count in line] for question, line in counts.items()},
                             {"style": [12, 0, 0], "content": [0, 0, 12], "keep": [0, 12, 0]})
            self.assertEqual(len(json.loads((folder / "sheets/key.json").read_text())["rows"]), 12)

    def test_an_answer_that_is_none_is_refused(self):
        with tempfile.TemporaryDirectory() as name:
            answers = Path(name) / "answers.txt"
            answers.write_text("1 style=L content=? keep=R\n")
            with self.assertRaises(SystemExit):
                sheets.read_answers(answers, {"1": {"L": "a", "R": "b"}})


if __name__ == "__main__":
    unittest.main()
