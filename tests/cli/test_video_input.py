"""Films that cannot be painted are refused in one sentence; damaged ones are painted as far as they can be read."""

import random
import re
import unittest

import film
import program
from program import DONE, FAILED, WRONG_USAGE


class Refused(film.FilmTest):
    def test_is_what_is_no_film(self):
        (self.folder / "empty.mp4").touch()
        (self.folder / "text.mp4").write_text("no film\n" * 100)
        (self.folder / "list.m3u8").write_text("#EXTM3U\n#EXTINF:1,\nclip.ts\n#EXT-X-ENDLIST\n")
        (self.folder / "list.ffconcat").write_text("ffconcat version 1.0\nfile clip.mp4\n")
        (self.folder / "folder").mkdir()
        film.ffmpeg("-f", "lavfi", "-i", film.SOUND, self.folder / "sound.wav")
        film.ffmpeg("-f", "lavfi", "-i", film.PICTURES, "-t", "0", self.folder / "nothing.mp4")
        for name, pattern in {
                "none.mp4": "none.mp4 cannot be opened: No such file",
                "empty.mp4": "empty.mp4 is empty; a film is needed",
                "text.mp4": "text.mp4 ",
                "list.m3u8": "list.m3u8 (is of a kind that is not read|cannot be read as a film)",
                "list.ffconcat": "list.ffconcat is of a kind that is not read",
                "folder": "folder has no numbered pictures",
                "sound.wav": "sound.wav has no pictures in it, only sound",
                "nothing.mp4": "nothing.mp4 has no pictures in it, nor anything else",
                "http://127.0.0.1/clip.mp4": "cannot be opened: No such file",
                "concat:a.mp4|b.mp4": "cannot be opened: No such file",
                "none%04d.png": "no file is called as none%04d.png says",
        }.items():
            with self.subTest(name):
                self.assert_refused(self.run_video(name), FAILED, pattern)

    def test_are_frames_that_change_their_size(self):
        for number, height in enumerate((24, 24, 26), 1):
            self.make(f"{number}.png", program.gradient(height, 32))
        self.assert_refused(self.run_video("%d.png"), FAILED, "3.png has 32×26 px, but 1.png has 32×24")
        parts = [self.clip(f"{size}.ts", pictures=f"testsrc2=size={size}:rate=25:duration=0.12", sound=None,
                           codec="mpeg2video") for size in ("48x32", "64x48")]
        (self.folder / "both.ts").write_bytes(b"".join(part.read_bytes() for part in parts))
        run = self.run_video("both.ts", output="both.mp4")
        self.assert_refused(run, FAILED, r"change from 48×32 to 64×48 px; --to \df ends before")
        self.paint_film("both.ts", output="both.mp4", to=re.search("--to (.f)", run.stderr)[1])

    def test_is_hdr(self):
        clip = self.clip("clip.mkv", "-vf",
                         "setparams=color_trc=smpte2084:color_primaries=bt2020:colorspace=bt2020nc")
        self.assert_refused(self.run_video(clip), FAILED, r"HDR film \(PQ\)")

    def test_are_outputs_that_cannot_be(self):
        clip = self.clip()
        (self.folder / "kept").mkdir()
        (self.folder / "kept/a.txt").touch()
        for options, pattern in (
                (dict(output="out.doc"), "out.doc must end with the kind of film that is wanted: mp4, .*gif"),
                (dict(output="out"), "out must end with"),
                (dict(output="none/out.mp4"), "the folder none does not exist"),
                (dict(output="clip.mp4"), "--output names the film that is painted"),
                (dict(output="out%d.jpg"), "numbered pictures are written as .png, not as .jpg"),
                (dict(codec="libx264", output="out.webm"), "--codec libx264 is none for .webm.*libvpx-vp9"),
                (dict(codec="divx"), "--codec divx is none for .mp4; that can have libx264"),
                (dict(codec="libx265"), "libx265 takes no pictures of less than 64 px a side"),
                (dict(quality=52), "--quality must be 0 … 51 with libx264, not 52"),
                (dict(quality=5, output="out.gif"), "--quality cannot be chosen with gif"),
                (dict(keep_frames="kept"), "kept, which has files in it"),
                ({"from": "9f"}, "no frame of .*clip.mp4 is between"),
        ):
            with self.subTest(options):
                self.assert_refused(self.run_video(clip, **options), FAILED, pattern)
        self.assertEqual(self.files(), ["clip.mp4", "kept", "kept/a.txt", "style.png"])

    def test_is_wrong_usage(self):
        for options, pattern in (
                ({"from": "later"}, '--from must be seconds.*not "later"'),
                ({"to": "1:75"}, '--to must be seconds.*not "1:75"'),
                ({"to": "0f"}, '--to must be seconds.*not "0f"'),
                (dict(rate="0"), '--rate must be.*not "0"'),
                (dict(passes=3), "--passes must be 1 or 2, not 3"),
                (dict(passes=2, temporal_weight=0), "--passes 2 goes on from frame to frame"),
                (dict(passes=2, colour="photo", temporal_weight=1000), "--passes 2 cannot be had with --colour photo"),
                (dict(init="start.png"), "--init must be content, matched, noise or style.*one picture cannot begin all of its shots"),
                (dict(log="style.png"), "--log names"),
                (dict(hue="red"), '"--hue" is not known here; see style-transfer video --help'),
        ):
            with self.subTest(options):
                self.assert_refused(self.run_video("clip.mp4", **options), WRONG_USAGE, pattern)


class Damaged(film.FilmTest):
    def test_films_keep_what_came_before(self):
        clip = self.clip("clip.mkv", "-g", "1", sound=None)
        data = clip.read_bytes()
        (self.folder / "cut.mkv").write_bytes(data[:len(data) * 2 // 3])
        run = self.run_video("cut.mkv")
        self.assertEqual(run.code, DONE, run.stderr)
        self.assertTrue(1 <= len(film.times(self.folder / "out.mp4")) < 6)

    def test_mp4_that_is_cut_off_is_told(self):
        clip = self.clip("clip.mp4", "-g", "1", "-movflags", "+faststart", sound=None)
        data = clip.read_bytes()
        (self.folder / "cut.mp4").write_bytes(data[:len(data) * 3 // 4])
        run = self.run_video("cut.mp4")
        self.assertEqual(run.code, DONE, run.stderr)
        self.assertRegex(run.stderr, r"\Astyle-transfer: warning: cut.mp4 is (cut off|damaged)[^\n]*\n\Z")

    def test_films_do_not_end_the_program(self):
        choose = random.Random(1)
        clips = [self.clip("clip.mp4"), self.clip("clip.mkv"), self.clip("clip.gif", sound=None, codec="gif"),
                 self.paint_film(self.clip("a.mp4"), output="clip.webp", to="3f")]
        for number in range(20):
            data = bytearray(clips[number % len(clips)].read_bytes())
            for _ in range(1 + number // 2):
                data[choose.randrange(len(data))] = choose.randrange(256)
            name = f"damaged{number}{clips[number % len(clips)].suffix}"
            (self.folder / name).write_bytes(data)
            with self.subTest(name):
                run = self.run_video(name, to="3f", iterations=1, output="out.mkv", restart=True)
                self.assertIn(run.code, (DONE, FAILED))
                self.assertRegex(run.stderr, r"\A(style-transfer: (error|warning): [^\n]+\n)*\Z")
                if run.code == FAILED:
                    self.assertIn(name, run.stderr)


class Estimate(film.FilmTest):
    def test_counts_frames_without_painting(self):
        clip = self.clip("long.mp4", pictures="color=size=16x16:rate=1000:duration=20", sound=None, codec="mpeg4")
        run = self.run_video(clip, estimate=True)
        self.assertEqual((run.code, run.stderr), (DONE, ""))
        self.assertRegex(run.stdout, r"20000 frames of 16×16 px, 1000 a second\nExpected: .*, \d+ MiB\n")
        self.assertEqual(self.files(), ["long.mp4", "style.png"])


if __name__ == "__main__":
    program.main()
