#!/usr/bin/python3
"""Times one iteration of the standard style (Gatys et al., arXiv 1508.06576) here and in PyTorch, by turns.

    compare_pytorch.py STYLE_TRANSFER [--size PX] [--rounds N] [--threads N]

VGG-19 of the published width to relu5_1, content relu4_2, five Gram matrices, a square picture; an iteration is
forward, losses and backward to the pixels. Prints milliseconds and ratios of the least times; the machine should
have nothing else to do. Wants PyTorch and OpenBLAS (Debian: python3-torch libopenblas0-pthread).
"""
import argparse
import json
import subprocess
import time

import torch
import torch.nn.functional as F

CHANNELS = [(64, 2), (128, 2), (256, 4), (512, 4), (512, 1)]
STYLE = {0, 2, 4, 8, 12}
CONTENT = 9  # relu4_2


def make_weights():
    torch.manual_seed(0)
    weights, in_channels = [], 3
    for channels, count in CHANNELS:
        for _ in range(count):
            scale = (2 / (9 * in_channels)) ** 0.5
            weights.append((torch.randn(channels, in_channels, 3, 3) * scale, torch.zeros(channels)))
            in_channels = channels
    return weights


def features(x, weights):
    found, index = [], 0
    for block, (_, count) in enumerate(CHANNELS):
        if block:
            x = F.max_pool2d(x, 2)
        for _ in range(count):
            x = F.conv2d(x, *weights[index], padding=1).relu()
            found.append(x)
            index += 1
    return found


def gram(feature):
    flat = feature.float().flatten(2)[0]
    return flat @ flat.T / flat.shape[1]


class PyTorch:
    def __init__(self, size, bf16):
        self.bf16 = bf16
        kind = torch.channels_last if bf16 else torch.contiguous_format
        self.weights = [(w.to(memory_format=kind), b) for w, b in make_weights()]
        self.x = torch.rand(1, 3, size, size).contiguous(memory_format=kind).requires_grad_()
        with torch.no_grad():
            self.content = self.features(torch.rand_like(self.x))[CONTENT].float()
            style = self.features(torch.rand_like(self.x))
            self.grams = {i: gram(style[i]) for i in STYLE}

    def features(self, x):
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.bf16):
            return features(x, self.weights)

    def milliseconds(self):
        begin = time.perf_counter()
        found = self.features(self.x)
        loss = ((found[CONTENT].float() - self.content) ** 2).mean() / 2
        for i, target in self.grams.items():
            loss = loss + 1e3 * ((gram(found[i]) - target) ** 2).mean()
        self.x.grad = None
        loss.backward()
        return 1000 * (time.perf_counter() - begin)


def ours(program, size, threads, precision):
    run = subprocess.run([program, "bench", "--json", "--size", str(size), "--iterations", "5", "--threads",
                          str(threads), "--precision", precision], check=True, capture_output=True, text=True)
    return json.loads(run.stdout)["sizes"][0]["ms_least"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("--size", type=int, default=512)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--threads", type=int, default=torch.get_num_threads())
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    rivals = {"f32": PyTorch(options.size, False), "bf16": PyTorch(options.size, True)}
    least = {}
    for _ in range(options.rounds):
        times = {}
        for precision, rival in rivals.items():
            times["PyTorch " + precision] = min(rival.milliseconds() for _ in range(3))
            times["ours " + precision] = ours(options.program, options.size, options.threads, precision)
        print("  ".join(f"{name} {value:.0f} ms" for name, value in times.items()), flush=True)
        for name, value in times.items():
            least[name] = min(value, least.get(name, value))
    print(f"PyTorch {torch.__version__}, {options.size}×{options.size} px, {options.threads} threads")
    for precision in rivals:
        theirs, own = least["PyTorch " + precision], least["ours " + precision]
        print(f"PyTorch {precision}: {theirs:.0f} ms, {theirs / own:.2f} times ours in {precision} ({own:.0f} ms)")


if __name__ == "__main__":
    main()
