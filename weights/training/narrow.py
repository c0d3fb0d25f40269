#!/usr/bin/python3
"""Narrows VGG-16: a network of fewer channels that answers as the wide one does, for a fraction of the work.

    narrow.py PICTURES OUTPUT.safetensors [--width 0.5] [--paintings FOLDER …]

Layer by layer, in closed form: of a layer's channels those are kept from which the others can best be told, and their
filters are fitted anew, by least squares, to what the wide layer answers where the narrowed layers below it stand (He,
Zhang, Sun, "Channel Pruning for Accelerating Very Deep Neural Networks", arXiv 1707.06168, with pivots of the
covariance in place of its LASSO). Nothing is trained by steps. Wants python3-torch, python3-numpy and python3-pil.
"""
import argparse
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

import crops
from vgg16_file import MEAN, read_metadata, read_network, write_network

TAPS = ("1_1", "2_1", "3_1", "4_1", "5_1")  # whose statistics are compared when it paints
POOLED = ("2_1", "3_1", "4_1", "5_1")       # layers that begin with a pooling
SIDE = 192                                  # of a window, in pixels
POSITIONS = 600                             # of a window that a layer's fit sees
CONTENT_WEIGHT = "0.83"                     # of the recipe: at it as much style is taken up as by the wide network
RIDGE = 1e-5                                # of the inputs' mean energy


def pivots(covariance, count):
    """The channels that tell most of what the others vary, one after the other (a pivoted Cholesky factor)."""
    rest = covariance.astype(np.float64)
    floor = 1e-9 * np.trace(rest)
    chosen = []
    for _ in range(count):
        own = np.diag(rest).copy()
        told = np.where(own > floor, np.square(rest).sum(0) / np.maximum(own, floor), -1)
        told[chosen] = -2
        best = int(np.argmax(told))
        chosen.append(best)
        if own[best] > floor:
            rest -= np.outer(rest[:, best], rest[best]) / own[best]
    return sorted(chosen)


def surroundings(features, positions):
    """What a filter sees at these positions: a row of 9·C values and a 1 for each."""
    padded = F.pad(features.float(), (1, 1, 1, 1))
    rows, columns = positions // features.shape[-1], positions % features.shape[-1]
    seen = torch.stack([padded[:, rows + y, columns + x] for y in range(3) for x in range(3)], 1)
    return torch.cat([seen.reshape(-1, len(positions)).t(), torch.ones(len(positions), 1)], 1)


def covariance_of(answers, random):
    """Of the rectified answers' channels."""
    channels = answers[0].shape[0]
    products, sums, count = np.zeros((channels, channels)), np.zeros(channels), 0
    for answer in answers:
        flat = answer.float().clamp(min=0).reshape(channels, -1)
        flat = flat[:, random.integers(flat.shape[1], size=min(2 * POSITIONS, flat.shape[1]))]
        products += (flat @ flat.t()).numpy()
        sums += flat.sum(1).numpy()
        count += flat.shape[1]
    return products / count - np.outer(sums, sums) / count ** 2


def fitted(features, answers, keep, random):
    """Weight and bias of the filters that answer most like the wide layer's channels `keep`."""
    inputs = 9 * features[0].shape[0] + 1
    normal, right = np.zeros((inputs, inputs)), np.zeros((inputs, len(keep)))
    for feature, answer in zip(features, answers):
        places = answer.shape[-1] * answer.shape[-2]
        positions = random.choice(places, min(POSITIONS, places), replace=False)
        seen = surroundings(feature, positions)
        normal += (seen.t() @ seen).numpy()
        right += (seen.t() @ answer[keep].float().reshape(len(keep), -1)[:, positions].t()).numpy()
    normal[np.diag_indices(inputs)] += RIDGE * np.trace(normal) / inputs
    solution = torch.from_numpy(np.linalg.solve(normal, right)).float()
    return solution[:-1].t().reshape(len(keep), -1, 3, 3).contiguous(), solution[-1].contiguous()


def convolved(features, weight, bias):
    return [F.conv2d(feature.float()[None], weight, bias, padding=1)[0].half() for feature in features]


def rectified(features):
    return [feature.float().clamp(min=0).half() for feature in features]


def error_of(narrowed, answers, keep):
    """Mean square error as a share of the variance."""
    error, energy = 0.0, 0.0
    for feature, answer in zip(narrowed, answers):
        wanted = answer[keep].float().clamp(min=0)
        error += (feature.float() - wanted).square().sum().item()
        energy += (wanted - wanted.mean((1, 2), keepdim=True)).square().sum().item()
    return error / energy


@torch.no_grad()
def narrow(wide, batch, width):
    """`wide`: name → (weight, bias), conv1_1 first; `batch`: prepared pictures, N×3×H×W. The same of the narrow one."""
    random = np.random.default_rng(1)
    true = narrowed = list(batch)  # what reaches a layer of the wide network, of the narrow one; by picture
    layers, names = {}, list(wide)
    for name, above in zip(names, names[1:] + [None]):
        begin = time.time()
        if name in POOLED:
            true, narrowed = ([F.max_pool2d(f.float()[None], 2)[0].half() for f in fs] for fs in (true, narrowed))
        answers = convolved(true, *wide[name])
        covariance = covariance_of(answers, random)
        if name not in TAPS:  # what counts is what the next layer makes of it
            reach = wide[above][0].square().sum((0, 2, 3)).sqrt().numpy()
            covariance *= np.outer(reach, reach)
        keep = pivots(covariance, max(1, round(len(covariance) * width)))
        layers[name] = fitted(narrowed, answers, keep, random)
        narrowed = rectified(convolved(narrowed, *layers[name]))
        print(f"conv{name}: {len(keep)} of {len(covariance)} channels, error {error_of(narrowed, answers, keep):.4f}, "
              f"{time.time() - begin:.0f} s", flush=True)
        true = rectified(answers)
    return layers


def prepared(windows):
    bgr = torch.from_numpy(np.ascontiguousarray(windows[..., ::-1])).permute(0, 3, 1, 2).float()
    return bgr - torch.tensor(MEAN).view(1, 3, 1, 1)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pictures", type=Path, help="what pictures.py has fetched")
    parser.add_argument("output", type=Path)
    parser.add_argument("--wide", type=Path,
                        default=Path(__file__).resolve().parents[1] / "built_in/vgg16/vgg16.safetensors")
    parser.add_argument("--paintings", type=Path, nargs="*", default=[], help="folders; a third of the windows are theirs")
    parser.add_argument("--width", type=float, default=0.5, help="share of the channels")
    parser.add_argument("--windows", type=int, default=300)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--manifest", type=Path, default=Path(__file__).with_name("manifest.tsv"))
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    paintings = [path for folder in options.paintings for path in sorted(folder.iterdir())
                 if path.suffix in crops.SUFFIXES]
    windows = crops.windows(crops.photographs(options.pictures, options.manifest), paintings, options.windows, SIDE,
                            np.random.default_rng(0))
    layers = narrow(read_network(options.wide), prepared(windows), options.width)
    metadata = read_metadata(options.wide)
    metadata["content_weight"] = CONTENT_WEIGHT
    metadata["title"] += f", narrowed to {options.width:g} of its channels"
    metadata["licence"] += "; its channels chosen and refitted by this project's weights/training/narrow.py"
    write_network(options.output, layers, metadata)


if __name__ == "__main__":
    main()
