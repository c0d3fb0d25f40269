"""What a painted film keeps of the film: times, sound, subtitles, chapters, its shape; and the kinds of files."""

import json
import struct
import unittest

import numpy
import PIL.Image

import film
import png
import program

# Hardly painted, to see what lies where.
AS_IT_IS = dict(init="content", style_weight=0, content_weight=1, tv_weight=0, iterations=1, size=0)


class Times(film.FilmTest):
    @unittest.skipUnless(film.REAL_CLIP.exists(), "this Debian's python3-imageio has no clips")
    def test_and_sound_of_a_real_clip_stay(self):
        out = self.paint_film(film.REAL_CLIP, size=80, iterations=1)
        self.assertEqual(film.times(out), film.times(film.REAL_CLIP))
        self.assertEqual(film.packets(out, "a"), film.packets(film.REAL_CLIP, "a"))
        stream = film.film_stream(out)
        self.assertEqual((stream["width"], stream["height"], stream["codec_name"]), (80, 60, "h264"))
        self.assertEqual(float(stream["duration"]), float(film.film_stream(film.REAL_CLIP)["duration"]))
        self.assertEqual(self.files(), ["out.mp4", "style.png"])

    def test_stay_with_a_variable_rate(self):
        clip = self.clip("clip.mp4", "-vf", "select='not(eq(mod(n,3),1))'", "-fps_mode", "vfr")
        times = film.times(clip)
        self.assertEqual(len({float(b - a) for a, b in zip(times, times[1:])}), 2)
        for name, codec in ("out.mp4", "libx264"), ("out.mp4", "mpeg4"), ("out.mkv", "libx264"):
            with self.subTest(name, codec=codec):
                begin, *_ = found = film.times(self.paint_film(clip, output=name, codec=codec))
                # Matroska has no times before 0, where this sound begins.
                self.assertLess(begin, 0.03 if name == "out.mkv" else 1e-6)
                self.assertEqual([float(time - begin) for time in found], list(map(float, times)))

    def test_of_a_part_begin_at_zero(self):
        clip = self.clip()
        for part in {"from": "0.08", "to": "0.16"}, {"from": "3f", "to": "4f"}:
            with self.subTest(part):
                out = self.paint_film(clip, **part)
                self.assertEqual([float(time) for time in film.times(out)], [0, 0.04])
                whole = dict((data, time) for time, data in film.packets(clip, "a"))
                kept = film.packets(out, "a")
                self.assertTrue(kept)
                for time, data in kept:
                    self.assertAlmostEqual(whole[data] - 0.08, time, delta=0.001)

    def parted(self, clip, **options):
        """Times in the film and pixels of what is painted of it, and what is told of damage."""
        words = dict(output="part/", log="part.jsonl", temporal_weight=0, restart=True, iterations=1)
        run = self.run_video(clip, **{**words, **options})
        self.assertEqual(run.code, program.DONE, run.stderr)
        times = [line["time"] for line in map(json.loads, (self.folder / "part.jsonl").read_text().splitlines())
                 if "time" in line]
        shown = [PIL.Image.open(self.folder / f"part/{number:06}.png").tobytes() for number in range(1, 1 + len(times))]
        return times, shown, run.stderr

    def test_and_frames_of_a_part_are_those_of_the_whole(self):
        # Key frames at 8, 16, …, shown after some that are decoded later and need those before.
        for name in "clip.mp4", "clip.mkv":
            clip = self.clip(name, "-x264-params", "keyint=8:min-keyint=8:scenecut=0:open-gop=1:bframes=3", "-vf",
                             "select='not(eq(mod(n,3),1))'", "-fps_mode", "vfr",
                             pictures="testsrc2=size=32x32:rate=25:duration=2", sound=None)
            times, shown, _ = self.parted(clip, size=16)
            for first in 8, 15:
                with self.subTest(name, first=first):
                    part = self.parted(clip, size=16, **{"from": times[first]})
                    self.assertEqual(part[0], times[first:])
                    self.assertEqual(part[1], shown[first:])

    def test_of_a_part_are_found_without_what_lies_before(self):
        for name in "clip.mp4", "clip.mkv":
            clip = self.clip(name, "-g", "8", pictures="testsrc2=size=48x36:rate=25:duration=1", sound=None)
            data = bytearray(clip.read_bytes())
            for packet in film.probe(clip, "-select_streams", "v", "-show_packets")["packets"][9:15]:
                begin, size = int(packet["pos"]) + 12, int(packet["size"]) - 12
                data[begin:begin + size] = bytes(size)
            clip.write_bytes(data)
            with self.subTest(name):
                self.assertIn("is damaged at", self.parted(clip)[-1])
                times, _, told = self.parted(clip, **{"from": 0.8})
                self.assertEqual((len(times), told), (5, ""))


class Beside(film.FilmTest):
    def test_subtitles_chapters_and_titles_stay(self):
        (self.folder / "lines.srt").write_text("1\n00:00:00,000 --> 00:00:00,200\nHello\n")
        (self.folder / "told.txt").write_text(";FFMETADATA1\ntitle=A walk\n[CHAPTER]\nTIMEBASE=1/100\nSTART=0\nEND=12\n"
                                              "title=Begin\n[CHAPTER]\nTIMEBASE=1/100\nSTART=12\nEND=24\ntitle=End\n")
        plain = self.clip("plain.mkv")
        clip = self.folder / "clip.mkv"
        film.ffmpeg("-i", plain, "-i", self.folder / "lines.srt", "-i", self.folder / "told.txt", "-map", "0", "-map",
                    "1", "-map_metadata", "2", "-map_chapters", "2", "-c", "copy", clip)
        out = self.paint_film(clip, output="out.mkv")
        self.assertEqual(film.packets(out, "s"), film.packets(clip, "s"))
        self.assertEqual(film.packets(out, "a"), film.packets(clip, "a"))
        chapters = [film.probe(path, "-show_chapters")["chapters"] for path in (clip, out)]
        self.assertEqual(*([(c["start_time"], c["end_time"], c["tags"]) for c in found] for found in chapters))
        self.assertEqual(film.probe(out, "-show_format")["format"]["tags"]["title"], "A walk")

    def test_sound_that_the_file_cannot_hold_is_refused(self):
        clip = self.clip("clip.mkv", "-c:a", "pcm_s16le")
        run = self.run_video(clip)
        if run.code == program.DONE:  # FFmpeg 7 puts it into an MP4
            sums = [[packet[-1] for packet in film.packets(path, "a")] for path in (self.folder / "out.mp4", clip)]
            self.assertEqual(*sums)
        else:
            self.assert_refused(run, program.FAILED, r"sound of .*clip\.mkv \(pcm_s16le\).*\.mkv")
        self.paint_film(clip, output="out.mkv")


class Shape(film.FilmTest):
    def test_of_a_turned_film_is_upright(self):
        clip = self.clip()
        upright = film.pixels(clip, (48, 36))[0]
        data = bytearray(clip.read_bytes())
        at = data.index(b"tkhd") + 44  # the display matrix of the first track
        data[at:at + 36] = struct.pack(">9i", 0, 1 << 16, 0, -(1 << 16), 0, 0, 0, 0, 1 << 30)
        clip.write_bytes(data)
        self.paint_film(clip, keep_frames="frames", to="1f", **AS_IT_IS)
        stream = film.film_stream(self.folder / "out.mp4")
        self.assertEqual((stream["width"], stream["height"], stream.get("side_data_list", [])), (36, 48, []))
        frame = png.Picture(self.folder / "frames/000001.png").pixels
        self.assertLess(numpy.abs(frame - numpy.rot90(upright, -1).astype(int)).mean(), 12)

    def test_keeps_the_pixels_aspect(self):
        out = self.paint_film(self.clip("clip.mp4", "-vf", "setsar=16/11"))
        self.assertEqual(film.film_stream(out)["sample_aspect_ratio"], "16:11")

    def test_masks_hold_for_every_frame(self):
        mask = numpy.zeros((36, 48, 3), int)
        mask[:, :24] = 255
        picture = self.make("mask.png", mask)
        clip = self.clip()
        self.paint_film(clip, **AS_IT_IS, keep_frames="content")
        self.paint_film(clip, size=48, iterations=10, freeze=picture, keep_frames="frames")
        for number in range(1, 7):
            content, painted = (png.Picture(self.folder / f"{folder}/{number:06}.png").pixels.astype(int)
                                for folder in ("content", "frames"))
            change = numpy.abs(painted - content)
            self.assertGreater(change[:, 28:].mean(), 4 * change[:, :22].mean(), number)

    def test_of_a_draft_is_half(self):
        out = self.paint_film(self.clip(), draft=True, size=48)
        self.assertEqual((film.film_stream(out)["width"], film.film_stream(out)["height"]), (24, 18))

    def test_of_odd_sizes_is_made_even_in_words(self):
        clip = self.clip("clip.mkv", "-vf", "format=yuv444p,crop=33:25,format=rgb24", "-pix_fmt", "bgr0", sound=None,
                         codec="ffv1")
        run = self.run_video(clip, size=0)
        self.assertEqual(run.code, program.DONE, run.stderr)
        self.assertIn("34×26 px instead of 33×25", run.stdout)
        stream = film.film_stream(self.folder / "out.mp4")
        self.assertEqual((stream["width"], stream["height"]), (34, 26))
        stream = film.film_stream(self.paint_film(clip, size=0, output="out.webm"))
        self.assertEqual((stream["width"], stream["height"]), (33, 25))

    def test_of_deep_films_is_told(self):
        clip = self.clip("clip.mkv", "-pix_fmt", "yuv420p10le", codec="ffv1")
        run = self.run_video(clip, keep_frames="frames", to="1f")
        self.assertEqual(run.code, program.DONE, run.stderr)
        self.assertIn("more than 8 bits", run.stdout)
        self.assertEqual(png.Picture(self.folder / "frames/000001.png").depth, 16)

    def test_stays_transparent_or_that_is_told(self):
        clip = self.clip("clip.mkv", "-vf", "format=rgba,colorchannelmixer=aa=0.5", "-pix_fmt", "bgra", sound=None,
                         codec="ffv1")
        run = self.run_video(clip, to="1f")
        self.assertEqual(run.code, program.DONE, run.stderr)
        self.assertIn("is transparent in places, which out.mp4 cannot hold: they become black", run.stdout)
        run = self.run_video(clip, to="1f", output="out/")
        self.assertNotIn("transparent", run.stdout)
        self.assertLess(png.Picture(self.folder / "out/000001.png").pixels[..., 3].max(), 140)


class Kinds(film.FilmTest):
    @unittest.skipUnless(film.REAL_GIF.exists(), "this Debian's python3-imageio has no clips")
    def test_gif_keeps_durations(self):
        out = self.paint_film(film.REAL_GIF, to="5f", output="out.gif")
        with PIL.Image.open(film.REAL_GIF) as before, PIL.Image.open(out) as after:
            self.assertEqual((after.n_frames, after.info["loop"]), (5, 0))
            for frame in range(5):
                before.seek(frame)
                after.seek(frame)
                self.assertEqual(after.info["duration"], before.info["duration"])

    def test_gif_has_the_colours_of_the_frames(self):
        clip = self.clip()
        self.paint_film(clip, output="out.gif", keep_frames="frames", to="2f", **AS_IT_IS)
        with PIL.Image.open(self.folder / "out.gif") as gif:
            gif.seek(1)
            shown = numpy.asarray(gif.convert("RGB"), int)
        painted = png.Picture(self.folder / "frames/000002.png").pixels
        self.assertLess(numpy.abs(shown - painted.astype(int)).mean(), 8)

    def test_webp_is_written_and_read(self):
        # Frames that are nearly alike become one in a WebP.
        clip = self.clip("clip.mp4", "-vf", "negate=enable='mod(n,2)'")
        out = self.paint_film(clip, output="out.webp", to="4f", **AS_IT_IS)
        with PIL.Image.open(out) as webp:
            self.assertEqual(webp.n_frames, 4)
        self.paint_film(out, output="again.gif", **AS_IT_IS)
        with PIL.Image.open(self.folder / "again.gif") as gif:
            self.assertEqual((gif.n_frames, gif.info["duration"]), (4, 40))

    def test_apng_is_written_and_read(self):
        out = self.paint_film(self.clip(), output="out.apng", to="3f")
        self.assertEqual(len(film.times(self.paint_film(out))), 3)

    def test_numbered_pictures_go_in_and_out(self):
        for number in range(8, 12):
            self.make(f"a{number}.png", program.gradient(24, 32) // (number - 6))
        run = self.run_video("a%d.png", output="out/%03d.png", rate=12, temporal_weight=0, **AS_IT_IS)
        self.assertEqual((run.code, run.stderr), (program.DONE, ""))
        self.assertEqual([path.name for path in sorted((self.folder / "out").iterdir())],
                         [f"{number:03}.png" for number in range(1, 5)])
        means = [png.Picture(self.folder / f"out/{number:03}.png").pixels.mean() for number in range(1, 5)]
        self.assertEqual(means, sorted(means, reverse=True))
        out = self.paint_film("out/", rate="30000/1001")
        self.assertEqual(film.film_stream(out)["avg_frame_rate"], "30000/1001")


if __name__ == "__main__":
    program.main()
