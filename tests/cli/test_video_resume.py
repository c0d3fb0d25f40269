"""Painted frames outlive the run: Ctrl-C, a kill, a full disk; the same call goes on to the same film."""

import json
import os
import signal
import subprocess
import unittest

import film
import program

ENDLESS = 100000  # iterations


class Resume(film.FilmTest):
    def start(self, content, frames, **options):
        """A run that has painted so many frames and goes on."""
        words = self.video_words(content, quiet=True, log="/dev/stdout", **options)
        process = subprocess.Popen([program.PROGRAM, *words], cwd=self.folder, env=self.environment, text=True,
                                   stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.addCleanup(process.__exit__, None, None, None)
        self.addCleanup(process.kill)
        for _ in range(1 + frames):
            self.assertIsInstance(json.loads(process.stdout.readline()), dict)
        return process

    def end(self, process, number):
        process.send_signal(number)
        process.stdout.read()
        return process.wait(), process.stderr.read()

    def result(self, folder="frames"):
        names = sorted((self.folder / folder).iterdir())
        return [path.read_bytes() for path in names], (self.folder / "out.mp4").read_bytes()

    def test_after_a_kill_gives_the_same_film(self):
        clip = self.clip()
        self.paint_film(clip, keep_frames="frames", iterations=6)
        whole = self.result()
        self.assertEqual(len(whole[0]), 6)
        for frames in 1, 3, 5:
            with self.subTest(frames):
                process = self.start(clip, frames, keep_frames=f"after{frames}", iterations=6)
                self.assertEqual(self.end(process, signal.SIGKILL)[0], -signal.SIGKILL)
                left = self.folder / "out.mp4.frames"
                self.assertGreaterEqual(len(list(left.glob("*.png"))), frames)
                before = {path.name: path.stat().st_ino for path in left.glob("*.png")}
                self.paint_film(clip, keep_frames=f"after{frames}", iterations=6)
                for number in range(1, frames + 1):
                    kept = self.folder / f"after{frames}/{number:06}.png"
                    self.assertEqual(kept.stat().st_ino, before[kept.name], "painted anew")
                self.assertEqual(self.result(f"after{frames}"), whole)
                self.assertFalse(left.exists())

    @unittest.skipIf(film.WITHOUT_FLOW, "there is a second pass only where frames go on from each other")
    def test_after_a_kill_in_the_second_pass_gives_the_same_film(self):
        clip = self.clip()
        self.paint_film(clip, keep_frames="frames", passes=2)
        whole = self.result()
        self.paint_film(clip, keep_frames="once")
        self.assertNotEqual(self.result("once")[0], whole[0])
        process = self.start(clip, 8, passes=2)
        self.assertEqual(self.end(process, signal.SIGKILL)[0], -signal.SIGKILL)
        self.assertTrue((self.folder / "out.mp4.frames.back").exists())
        self.paint_film(clip, keep_frames="after", passes=2)
        self.assertEqual(self.result("after"), whole)
        self.assertFalse(list(self.folder.glob("*.frames*")))

    def test_after_an_interruption_says_so(self):
        clip = self.clip()
        for number in signal.SIGINT, signal.SIGTERM:
            with self.subTest(number.name):
                process = self.start(clip, 0, iterations=ENDLESS)
                self.assertEqual(self.end(process, number), (program.CANCELLED, ""))
        self.assertFalse((self.folder / "out.mp4").exists())
        self.assertTrue((self.folder / "out.mp4.frames/recipe.json").exists())

    def test_with_other_settings_is_refused_or_begun_anew(self):
        clip = self.clip()
        self.end(self.start(clip, 2, iterations=20), signal.SIGKILL)
        run = self.run_video(clip, iterations=3)
        self.assert_refused(run, program.FAILED, "iterations is 20 there and 3 here", "--restart")
        other = self.clip("other.mp4", "-vf", "negate")
        self.assert_refused(self.run_video(other, iterations=20), program.FAILED, "content is")
        out = self.paint_film(clip, iterations=3, restart=True)
        self.assertEqual(len(film.times(out)), 6)

    def test_waits_for_no_other_run(self):
        clip = self.clip()
        process = self.start(clip, 0, iterations=ENDLESS)
        self.assert_refused(self.run_video(clip, iterations=ENDLESS), program.FAILED, "another run is painting this film")
        self.end(process, signal.SIGKILL)

    def test_after_a_full_disk(self):
        """A limit on the size of files stands for it."""
        clip = self.clip()
        words = self.video_words(clip, size=0, codec="ffv1", output="out.mkv")
        limited = ["sh", "-c", 'ulimit -f 10; exec "$@"', "sh", program.PROGRAM, *words]
        run = program.Finished(subprocess.run(limited, cwd=self.folder, env=self.environment, capture_output=True,
                                              text=True, stdin=subprocess.DEVNULL))
        self.assert_refused(run, program.FAILED, "cannot be written: File too large")
        self.assertNotIn("out.mkv", os.listdir(self.folder))
        self.paint_film(clip, size=0, codec="ffv1", output="out.mkv")


if __name__ == "__main__":
    program.main()
