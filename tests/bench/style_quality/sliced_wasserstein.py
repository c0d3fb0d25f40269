#!/usr/bin/python3
"""Style transfer without a network: patches of the result are drawn to be distributed as the painting's.

    sliced_wasserstein.py --content A.png --style B.png --init C.png --output D.png [--content-weight W] …

At three scales the 7×7 colour patches' projections on directions drawn anew in each iteration are sorted and compared
(sliced Wasserstein distance, Rabin et al. 2011; for textures Heitz et al., arXiv 2006.07229, who project features of a
network). The layout is held by the gradients of the blurred gray picture. Adam with averaged iterates as in the program.
Pictures are squares of one size. Wants python3-torch.
"""
import argparse

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image

SCALES, PATCH, DIRECTIONS = 3, 7, 16
CONTENT_FACTOR = 0.5  # brings content weight 1 to the middle of the trade-off
BLUR = torch.tensor([1.0, 4.0, 6.0, 4.0, 1.0]) / 16


def read(path):
    pixels = np.asarray(Image.open(path).convert("RGB"), np.float32) / 255
    return torch.from_numpy(pixels).permute(2, 0, 1).unsqueeze(0)


def style_loss(x, style, generator):
    loss = 0
    for _ in range(SCALES):
        filters = torch.randn(DIRECTIONS, 3, PATCH, PATCH, generator=generator)
        filters = filters / filters.flatten(1).norm(dim=1).view(-1, 1, 1, 1)
        ours, theirs = (F.conv2d(picture, filters).flatten(2).sort(2)[0] for picture in (x, style))
        loss = loss + (ours - theirs).square().mean() / SCALES
        x, style = F.avg_pool2d(x, 2), F.avg_pool2d(style, 2)
    return loss


def gradients(x):
    plane = (x * x.new_tensor([0.299, 0.587, 0.114]).view(1, 3, 1, 1)).sum(1, keepdim=True)
    plane = F.conv2d(F.pad(plane, (2, 2, 2, 2), mode="reflect"), torch.outer(BLUR, BLUR).view(1, 1, 5, 5))
    return plane[..., :, 1:] - plane[..., :, :-1], plane[..., 1:, :] - plane[..., :-1, :]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name in ("content", "style", "init", "output"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--content-weight", type=float, default=1)
    parser.add_argument("--iterations", type=int, default=50)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    torch.set_num_threads(1)
    generator = torch.Generator().manual_seed(options.seed)
    content, style = gradients(read(options.content)), read(options.style)
    x = read(options.init).requires_grad_()
    adam = torch.optim.Adam([x], lr=0.02, betas=(0.9, 0.99))
    mean, weight = torch.zeros_like(x), 0.0
    for step in range(options.iterations):
        held = sum((ours - theirs).square().mean() for ours, theirs in zip(gradients(x), content))
        loss = style_loss(x, style, generator) + CONTENT_FACTOR * options.content_weight * held
        adam.zero_grad()
        loss.backward()
        adam.step()
        with torch.no_grad():
            x.clamp_(0, 1)
            if step >= options.iterations // 2:
                mean, weight = mean + x, weight + 1
    picture = (255 * mean / weight).round().byte()[0].permute(1, 2, 0).numpy()
    Image.fromarray(picture).save(options.output)


if __name__ == "__main__":
    main()
