"""VGG weights computed from their position, so that the C++ tests have the very same ones without a file.

Value i of filter c of convolution l is output number ((l*1024 + c)*64 + draw)*8192 + i of splitmix64 seeded with 0
(Steele, Lea & Flood, OOPSLA 2014), its upper 24 bits brought to -1...1 and scaled to variance 2/fan_in (He et al.,
arXiv 1502.01852); value number fan_in is the bias, times 0.1. draws.json says which draw each filter uses, a digit
each: see choose_inputs.py for the reason. generated_weights.cpp is the same in C++, bit for bit.
"""
import json
import math
import pathlib

import numpy as np

HERE = pathlib.Path(__file__).resolve().parent
# Simonyan & Zisserman, arXiv 1409.1556, table 1, configurations E and D.
CHANNELS = [64, 128, 256, 512, 512]
CONVOLUTIONS = {"vgg19": [2, 2, 4, 4, 4], "vgg16": [2, 2, 3, 3, 3]}
DRAW_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"


def splitmix64(counter):
    z = (counter + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return z ^ (z >> np.uint64(31))


def convolution_names(network):
    return [f"{b + 1}_{i + 1}" for b, count in enumerate(CONVOLUTIONS[network]) for i in range(count)]


def channels_of(name):
    return CHANNELS[int(name[0]) - 1]


def filters(index, channels, in_channels, draws):
    """Weights (len(channels) x in x 3 x 3) and biases, float32, of some filters of convolution number `index`."""
    fan_in = 9 * in_channels
    first = ((index * 1024 + np.asarray(channels, np.uint64)) * 64 + np.asarray(draws, np.uint64)) * 8192
    bits = splitmix64(first.astype(np.uint64)[:, None] + np.arange(fan_in + 1, dtype=np.uint64)[None, :])
    unit = (bits >> np.uint64(40)).astype(np.float32) * np.float32(2.0**-23) - np.float32(1)
    weights = unit[:, :fan_in] * np.float32(math.sqrt(6.0 / fan_in))
    return weights.reshape(-1, in_channels, 3, 3), unit[:, fan_in] * np.float32(0.1)


def network_weights(network):
    """All convolutions in order: (name, weights, bias)."""
    draws = json.loads((HERE / "draws.json").read_text())[network]
    result = []
    in_channels = 3
    for index, name in enumerate(convolution_names(network)):
        digits = [DRAW_DIGITS.index(d) for d in draws[name]]
        weights, bias = filters(index, range(channels_of(name)), in_channels, digits)
        result.append((name, weights, bias))
        in_channels = channels_of(name)
    return result


def checksum(weights):
    """Sum of all values' bit patterns modulo 2^64: equal only if the C++ side makes the same bits."""
    total = 0
    for _, w, b in weights:
        total += int(w.view(np.uint32).sum(dtype=np.uint64)) + int(b.view(np.uint32).sum(dtype=np.uint64))
    return total % 2**64
