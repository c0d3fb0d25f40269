#!/usr/bin/env python3
"""Makes content.ppm, style.ppm and start.ppm from the sample pictures, then draws.json. Run once, kept in git.

The gradient of a network jumps where a value before a rectifier crosses zero, and where two values in a window of
a maximum pooling change places: a value within single precision's rounding of such a place makes one result right
in float and another in double, apart by 1/sqrt(number of values), far more than 1e-4. So each filter is drawn again
until, on the three pictures, all its values keep a margin of MARGIN times their root mean square.
"""
import json

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image

import gatys
import pictures
from generated_weights import (CONVOLUTIONS, DRAW_DIGITS, HERE, channels_of, convolution_names, filters)
from networks import NETWORKS

MARGIN = 2e-4
SAMPLES = HERE.parent / "data"


def make_pictures():
    for name, source, size in (("content", "content-city", (48, 40)), ("style", "style-starry-night", (44, 36)),
                               ("start", "content-mountain", (48, 40))):
        picture = Image.open(SAMPLES / f"{source}.png").convert("RGB")
        width = picture.height * size[0] // size[1]
        left = (picture.width - width) // 2
        reduced = picture.resize(size, Image.LANCZOS, (left, 0, left + width, picture.height))
        # Plain areas, as skies have, would be equal in whole windows.
        noise = np.random.RandomState(1).randint(-12, 13, (size[1], size[0], 3))
        values = np.clip(np.asarray(reduced, int) + noise, 0, 255).astype(np.uint8)
        Image.fromarray(values).save(HERE / f"{name}.ppm")


def margins(features, before_max_pooling):
    """Per channel of 1 x N x H x W, relative to the root mean square."""
    f = features[0]
    size = f.pow(2).mean((1, 2)).sqrt()
    margin = f.abs().amin((1, 2))
    if before_max_pooling:
        windows = F.unfold(features.transpose(0, 1), 2, stride=2)  # N x 4 x windows
        top = windows.topk(2, 1).values
        # Where the largest is rectified away, or the only one left, the margin to zero says it all.
        gap = torch.where(top[:, 1] > 0, top[:, 0] - top[:, 1], torch.full_like(top[:, 0], float("inf")))
        margin = torch.minimum(margin, gap.amin(1))
    return margin / size


def choose(network):
    settings = NETWORKS[network]
    reader = gatys.Network([], settings["pooling"], settings["preprocessing"])
    maps = [reader.preprocess(pictures.read(name))[None] for name in ("content", "style", "start")]
    names = convolution_names(network)
    draws, least = {}, float("inf")
    for index, name in enumerate(names):
        last_of_block = index + 1 < len(names) and names[index + 1][0] != name[0]
        channels = channels_of(name)
        chosen = np.zeros(channels, int)
        best = torch.zeros(channels, dtype=torch.double)
        results = [torch.zeros(1, channels, *f.shape[2:], dtype=torch.double) for f in maps]
        for draw in range(len(DRAW_DIGITS)):
            wanting = torch.nonzero(best < MARGIN).flatten()
            if len(wanting) == 0:
                break
            w, b = filters(index, wanting.numpy(), maps[0].shape[1], [draw] * len(wanting))
            w, b = torch.from_numpy(w).double(), torch.from_numpy(b).double()
            outputs = [F.conv2d(f, w, b, padding=1) for f in maps]
            margin = torch.stack([margins(f, last_of_block and settings["pooling"] == "max")
                                  for f in outputs]).amin(0)
            better = margin > best[wanting]
            chosen[wanting[better].numpy()] = draw
            best[wanting[better]] = margin[better]
            for result, output in zip(results, outputs):
                result[:, wanting[better]] = output[:, better]
        draws[name] = "".join(DRAW_DIGITS[d] for d in chosen)
        least = min(least, best.min().item())
        print(f"{network} conv{name}: least margin {best.min().item():.1e}, last draw {chosen.max()}", flush=True)
        maps = [f.relu() for f in results]
        if last_of_block:
            maps = [reader.pool(f, 2) for f in maps]
    return draws


if __name__ == "__main__":
    torch.set_grad_enabled(False)
    make_pictures()
    (HERE / "draws.json").write_text(json.dumps({n: choose(n) for n in CONVOLUTIONS}, indent=1) + "\n")
