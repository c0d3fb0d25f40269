"""Films made by FFmpeg's programs and looked at with them, and painted by the program."""

import fractions
import json
import os
import pathlib
import subprocess

import numpy

import program

CLIPS = pathlib.Path("/usr/lib/python3/dist-packages/imageio/resources/images")
REAL_CLIP = CLIPS / "realshort.mp4"  # 320×240, 36 frames, with sound
REAL_GIF = CLIPS / "newtonscradle.gif"
# Built without optical flow, the program paints each frame by itself where it is told to.
WITHOUT_FLOW = dict(temporal_weight=0) if "STYLE_TRANSFER_WITHOUT_FLOW" in os.environ else {}
PICTURES = "testsrc2=size=48x36:rate=25:duration=0.24"  # 6 frames
SOUND = "sine=frequency=440:duration=0.24"


def ffmpeg(*words):
    subprocess.run(["ffmpeg", "-nostdin", "-loglevel", "error", "-y", *map(str, words)], check=True)


def probe(path, *words):
    run = subprocess.run(["ffprobe", "-loglevel", "error", "-of", "json", *words, str(path)], check=True,
                         capture_output=True)
    return json.loads(run.stdout)


def streams(path):
    return probe(path, "-show_streams")["streams"]


def film_stream(path):
    return next(stream for stream in streams(path) if stream["codec_type"] == "video")


def times(path):
    """When each frame is shown, in seconds."""
    found = probe(path, "-select_streams", "v:0", "-show_packets")["packets"]
    base = fractions.Fraction(film_stream(path)["time_base"])
    return sorted(packet["pts"] * base for packet in found)


def packets(path, kind):
    """What stands in the packets of a kind of streams ("a": sound), and when."""
    found = probe(path, "-select_streams", kind, "-show_packets", "-show_data_hash", "sha256").get("packets", [])
    return [(round(float(packet["pts_time"]), 4), packet["data_hash"]) for packet in found]


def pixels(path, size):
    """All frames, decoded by FFmpeg: frames × height × width × 3."""
    width, height = size
    run = subprocess.run(["ffmpeg", "-nostdin", "-loglevel", "error", "-i", str(path), "-fps_mode", "passthrough",
                          "-f", "rawvideo", "-pix_fmt", "rgb24", "-"], check=True, capture_output=True)
    return numpy.frombuffer(run.stdout, numpy.uint8).reshape(-1, height, width, 3)


class FilmTest(program.ProgramTest):
    def clip(self, name="clip.mp4", *words, pictures=PICTURES, sound=SOUND, codec="libx264"):
        path = self.folder / name
        inputs = ["-f", "lavfi", "-i", pictures] + (["-f", "lavfi", "-i", sound] if sound else [])
        ffmpeg(*inputs, "-c:v", codec, "-pix_fmt", "yuv420p", *words, path)
        return path

    def video_words(self, content, **options):
        """The least work that still paints."""
        usual = dict(content=content, style=self.make("style.png", program.gradient(40, 36)), weights=program.NARROW,
                     size=32, scales=1, iterations=2, threads=1, output="out.mp4")
        return ["video", *program.arguments({**usual, **WITHOUT_FLOW, **options})]

    def run_video(self, content, **options):
        return self.run_program(*self.video_words(content, **options))

    def paint_film(self, content, **options):
        """A run that must be done; gives the output's path."""
        run = self.run_video(content, **options)
        self.assertEqual((run.code, run.stderr), (program.DONE, ""), run.stdout)
        return self.folder / options.get("output", "out.mp4")
