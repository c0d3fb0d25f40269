#!/usr/bin/python3
"""Trains a VGG-19 of reduced width without labels and writes it as a safetensors file.

    train.py PICTURES OUTPUT.safetensors [--objective contrast+inpainting] [--steps N] …

PICTURES is the folder `pictures` that pictures.py filled. Progress is kept in OUTPUT.checkpoint every few minutes; the
same command goes on from there. OUTPUT.log has a line every 50 steps. Wants Debian's python3-torch, python3-pil and
python3-numpy.
"""
import argparse
import hashlib
import math
import time
from pathlib import Path

import torch
from torch import nn

from crops import Windows, view
from network import MEAN, STD, Network, prepare, write_safetensors
from objectives import OBJECTIVES

VERSION = "1"
CHECKPOINT_SECONDS = 300
WARM_UP = 50


def rate(step, steps):
    return min(1.0, step / WARM_UP) * (0.5 + 0.5 * math.cos(math.pi * step / steps))


class Training:
    def __init__(self, options):
        self.options = options
        torch.manual_seed(options.seed)
        self.network = Network(options.width).to(memory_format=torch.channels_last)
        self.names = options.objective.split("+")
        self.objectives = nn.ModuleList(OBJECTIVES[name][0](self.network) for name in self.names)
        self.optimizer = torch.optim.AdamW([*self.network.parameters(), *self.objectives.parameters()],
                                           lr=options.rate, weight_decay=1e-4)
        self.step = 0
        self.checkpoint = options.output.with_suffix(".checkpoint")
        self.log = options.output.with_suffix(".log")
        if self.checkpoint.exists():
            self.load()
        elif options.begin:
            self.network.load_state_dict(torch.load(options.begin)["network"])
        # Seeded by the step too, so that a resumed run does not see the first windows again.
        self.windows = Windows(options.manifest, options.pictures, [options.seed, self.step])
        torch.manual_seed(options.seed * 1_000_003 + self.step)

    def load(self):
        state = torch.load(self.checkpoint)
        self.step = state["step"]
        self.network.load_state_dict(state["network"])
        self.objectives.load_state_dict(state["objectives"])
        self.optimizer.load_state_dict(state["optimizer"])

    def save(self):
        part = self.checkpoint.with_suffix(".part")
        torch.save({"step": self.step, "network": self.network.state_dict(),
                    "objectives": self.objectives.state_dict(), "optimizer": self.optimizer.state_dict()}, part)
        part.rename(self.checkpoint)
        self.write()

    def advance(self):
        for group in self.optimizer.param_groups:
            group["lr"] = self.options.rate * rate(self.step, self.options.steps)
        windows = self.windows.batch(self.options.batch)
        losses = {}
        with torch.autocast("cpu", dtype=torch.bfloat16):
            for name, objective in zip(self.names, self.objectives):
                losses[name] = objective(self.network, windows, self.options.side)
        self.optimizer.zero_grad()
        sum(OBJECTIVES[name][1] * loss for name, loss in losses.items()).backward()
        nn.utils.clip_grad_norm_(self.network.parameters(), 5.0)
        self.optimizer.step()
        self.step += 1
        return losses

    def run(self):
        saved = begin = time.monotonic()
        with open(self.log, "a", encoding="utf-8") as log:
            while self.step < self.options.steps:
                losses = self.advance()
                if self.step % 50 == 0:
                    text = "  ".join(f"{name} {loss.item():.4f}" for name, loss in losses.items())
                    print(f"step {self.step}  {time.monotonic() - begin:.0f} s  {text}", file=log, flush=True)
                if time.monotonic() - saved > CHECKPOINT_SECONDS:
                    self.save()
                    saved = time.monotonic()
        self.save()

    @torch.no_grad()
    def write(self):
        state = torch.get_rng_state()
        layers = self.network.folded(prepare(view(self.windows.batch(64), 128)))
        torch.set_rng_state(state)
        write_safetensors(self.options.output, layers, {
            "network": "vgg19", "pooling": "avg", "preprocessing": "torch", "input": "rgb", "range": "0..1",
            "mean": ",".join(map(str, MEAN)), "std": ",".join(map(str, STD)),
            "licence": "GPL-3.0-or-later", "training_script": VERSION, "training_objective": self.options.objective,
            "training_begins_with": self.options.begin.stem if self.options.begin else "nothing",
            "training_steps": f"{self.step} of {self.options.steps}", "training_seed": str(self.options.seed),
            "training_pictures_sha256": hashlib.sha256(self.options.manifest.read_bytes()).hexdigest()})


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pictures", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--objective", default="contrast", help="+ between: " + ", ".join(OBJECTIVES))
    parser.add_argument("--begin", type=Path, help="checkpoint of another run, whose network this one begins with")
    parser.add_argument("--steps", type=int, default=20000)
    parser.add_argument("--batch", type=int, default=96, help="windows a step, each seen twice")
    parser.add_argument("--side", type=int, default=64, help="of a view, in pixels")
    parser.add_argument("--width", type=float, default=0.5, help="share of the published channels")
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--manifest", type=Path, default=Path(__file__).with_name("manifest.tsv"))
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    Training(options).run()


if __name__ == "__main__":
    main()
