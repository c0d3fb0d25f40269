#!/usr/bin/python3
"""Writes the untrained rivals as weight files: FOLDER/he-SEED.safetensors and FOLDER/centred-SEED.safetensors.

    untrained.py FOLDER [--seeds 3] [--width 0.5]

he: normal filters that keep the energy (He et al., arXiv 1502.01852). centred: orthogonal filters of zero mean. Both
with each layer's mean square brought to 1 on random pictures of 1/f spectrum.
"""
import argparse
import sys
from pathlib import Path

import torch
from torch import nn

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "weights/training"))
from network import MEAN, STD, Network, prepare, write_safetensors  # noqa: E402


def pink_pictures(count, side):
    spectrum = torch.fft.rfft2(torch.randn(count, 3, side, side))
    frequency = torch.hypot(torch.fft.fftfreq(side).unsqueeze(1), torch.fft.rfftfreq(side).unsqueeze(0))
    frequency[0, 0] = 1
    pictures = torch.fft.irfft2(spectrum / frequency, s=(side, side))
    return (0.5 + 0.2 * pictures / pictures.std((1, 2, 3), keepdim=True)).clamp(0, 1)


def he(convolution):
    nn.init.kaiming_normal_(convolution.weight, nonlinearity="relu")


@torch.no_grad()
def centred(convolution):
    nn.init.orthogonal_(convolution.weight, gain=2 ** 0.5)
    convolution.weight -= convolution.weight.mean((1, 2, 3), keepdim=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--width", type=float, default=0.5)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    for kind in (he, centred):
        for seed in range(options.seeds):
            torch.manual_seed(seed)
            network = Network(options.width)
            for convolution in network.convolutions:
                kind(convolution)
            network.eval()
            layers = network.folded(prepare(pink_pictures(8, 128)))
            write_safetensors(options.folder / f"{kind.__name__}-{seed}.safetensors", layers, {
                "network": "vgg19", "pooling": "avg", "mean": ",".join(map(str, MEAN)), "std": ",".join(map(str, STD))})


if __name__ == "__main__":
    main()
