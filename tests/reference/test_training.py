#!/usr/bin/python3
"""weights/training narrows a network so that it answers as before, and writes a file that the program reads."""
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

try:
    import torch
    import torch.nn.functional as F
except ModuleNotFoundError:
    sys.exit(77)

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "weights/training"))
from narrow import POOLED, narrow, pivots  # noqa: E402
from vgg16_file import PLACES, read_metadata, read_network, write_network  # noqa: E402

PROGRAM = os.environ["STYLE_TRANSFER_PROGRAM"]
CHANNELS = (4, 4, 8, 8, 12, 12, 12, 16, 16, 16, 16)


def wide_network():
    torch.manual_seed(0)
    layers, below = {}, 3
    for name, channels in zip(PLACES, CHANNELS):
        weight = torch.randn(channels, below, 3, 3) * (2 / (9 * below)) ** 0.5
        layers[name] = (weight, 0.1 * torch.randn(channels))
        below = channels
    return layers


def twice(layers):
    """Every channel stands there twice, so that half of them tell all."""
    doubled = {}
    for name, (weight, bias) in layers.items():
        weight = weight if name == "1_1" else torch.cat([weight, weight], 1) / 2
        doubled[name] = (torch.cat([weight, weight]), torch.cat([bias, bias]))
    return doubled


def answers(layers, x):
    for name, (weight, bias) in layers.items():
        if name in POOLED:
            x = F.max_pool2d(x, 2)
        x = F.relu(F.conv2d(x, weight, bias, padding=1))
        yield name, x


class NarrowedNetwork(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.once = wide_network()
        cls.batch = torch.randn(12, 3, 64, 64)
        cls.narrowed = narrow(twice(cls.once), cls.batch, 0.5)

    def test_answers_as_the_wide_one_where_half_of_the_channels_tell_all(self):
        fresh = torch.randn(2, 3, 64, 64)
        for (name, wanted), (_, answer) in zip(answers(self.once, fresh), answers(self.narrowed, fresh)):
            self.assertEqual(answer.shape, wanted.shape, name)
            # Either twin may have been kept, so the order is free.
            errors = (answer[:, :, None] - wanted[:, None]).square().mean((0, 3, 4))
            self.assertLess(errors.min(0).values.max().item(), 1e-2 * wanted.var().item(), name)

    def test_keeps_the_channels_that_tell_most(self):
        self.assertEqual(pivots(np.diag([1., 4, 9, 2]), 2), [1, 2])
        twins = np.array([[5., 5, 0], [5, 5, 0], [0, 0, 4]])
        self.assertEqual(pivots(twins, 2), [0, 2])

    def test_is_read_by_the_program(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "narrow.safetensors"
            write_network(path, self.narrowed, {"network": "vgg16", "title": "narrowed"})
            told = subprocess.run([PROGRAM, "weights", "info", path], check=True, capture_output=True, text=True).stdout
            for name, (weight, bias) in read_network(path).items():
                self.assertTrue(torch.equal(weight, self.narrowed[name][0].half().float()), name)
                self.assertTrue(torch.equal(bias, self.narrowed[name][1].half().float()), name)
            self.assertEqual(read_metadata(path)["title"], "narrowed")
        parameters = sum(weight.numel() + bias.numel() for weight, bias in self.narrowed.values())
        self.assertIn(f"vgg16 to conv5_1, {parameters} parameters", told)


if __name__ == "__main__":
    unittest.main()
