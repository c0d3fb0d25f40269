"""What is expected of a run before it begins. Times are told but not held to anything: the machine may be busy."""

import png
import program


class Prediction(program.ProgramTest):
    def test_of_memory_is_within_a_quarter_of_what_the_run_takes(self):
        for options in (dict(size=720), dict(size=256, weights="vgg16", precision="f32"),
                        dict(size=512, optimizer="lbfgs", style=[program.STARRY_NIGHT, program.SCREAM])):
            with self.subTest(options):
                self.paint(log="run.jsonl", iterations=1, scales=2, **options)
                header, _, last = self.read_log()
                self.assertAlmostEqual(header["predicted_bytes"] / last["peak_rss_bytes"], 1, delta=0.25)

    def test_is_all_that_is_done_where_only_it_is_asked_for(self):
        options = {**self.small(), "content": program.CITY, "estimate": True}
        for words in program.arguments(options), self.paint_words(**options, log="run.jsonl", quiet=True):
            before = self.files()
            run = self.run_program(*words)
            self.assertEqual((run.code, run.stderr), (program.DONE, ""))
            self.assertRegex(run.stdout, r"\AExpected: \d+ s, \d+ MiB\n\Z")
            self.assertEqual(self.files(), before)

    def test_is_not_made_for_what_cannot_be_painted(self):
        clear = self.make("clear.png", program.gradient(24, 32, 4) * [1, 1, 1, 0], colour_type=png.RGBA)
        run = self.run_program(*program.arguments({**self.small(), "content": clear, "estimate": True}))
        self.assert_refused(run, program.FAILED, "transparent")
        self.assertEqual(run.stdout, "")


if __name__ == "__main__":
    program.main()
