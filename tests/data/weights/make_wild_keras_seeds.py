#!/usr/bin/env python3
"""Makes seeds to start fuzzing Keras' reader from, with the names and groups that Keras 2 and 3 give them.

    python3 make_wild_keras_seeds.py      (needs the PyPI packages h5py and numpy)

Blocks as networks within a network, with side outputs of 1×1; a later session's numbers with batch normalisation.
"""
import pathlib

import h5py
import numpy

CORPUS = pathlib.Path(__file__).resolve().parent.parent.parent / "fuzz" / "corpus" / "keras"


def values(*shape):
    return numpy.linspace(.1, 1, int(numpy.prod(shape)), dtype=numpy.float32).reshape(shape)


def main():
    with h5py.File(CORPUS / "keras3-nested.weights.h5", "w", libver="latest") as file:
        inputs = 3
        for block in 1, 2:
            for layer in ("conv2d", "conv2d_1"):
                file[f"block{block}/layers/{layer}/vars/0"] = values(3, 3, inputs, block)
                file[f"block{block}/layers/{layer}/vars/1"] = values(block)
                inputs = block
            file[f"layers/side_{block}/vars/0"] = values(1, 1, inputs, 1)
            file[f"layers/side_{block}/vars/1"] = values(1)
    with h5py.File(CORPUS / "keras2-normalised.h5", "w") as file:
        inputs = 3
        for number, outputs in (16, 1), (17, 1):
            layer = f"conv2d_{number}"
            file[f"{layer}/{layer}/kernel:0"] = values(3, 3, inputs, outputs)
            inputs = outputs
            layer = f"batch_normalization_{number}"
            for kind in "gamma", "beta", "moving_mean", "moving_variance":
                file[f"{layer}/{layer}/{kind}:0"] = values(outputs)


if __name__ == "__main__":
    main()
