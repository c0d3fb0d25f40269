#!/usr/bin/python3
"""What weights/training writes: convolutions that compute what the network learnt, in a file that the program reads."""
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

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "weights/training"))
from network import Network, prepare, write_safetensors  # noqa: E402

PROGRAM = os.environ["STYLE_TRANSFER_PROGRAM"]


def learnt_network():
    """Narrow, with statistics and gains such as training leaves."""
    torch.manual_seed(0)
    network = Network(1 / 16)
    for norm in network.norms:
        norm.running_mean.normal_()
        norm.running_var.uniform_(0.5, 2)
        torch.nn.init.uniform_(norm.weight, 0.5, 1.5)
        torch.nn.init.normal_(norm.bias)
    return network.eval()


class FoldedNetwork(unittest.TestCase):
    def setUp(self):
        self.network = learnt_network()
        self.pictures = prepare(torch.rand(2, 3, 64, 64))
        self.layers = self.network.folded(self.pictures)

    def test_computes_the_learnt_features_at_unit_energy(self):
        x = self.pictures
        with torch.no_grad():
            learnt = self.network(self.pictures)
        for name, (weight, bias) in zip(self.network.names, self.layers):
            if name[-1] == "1" and name[0] != "1":
                x = F.avg_pool2d(x, 2)
            x = F.relu(F.conv2d(x, weight, bias, padding=1))
            expected = learnt[name] / learnt[name].square().mean().sqrt()
            self.assertLess((x - expected).abs().max().item(), 1e-4 * expected.abs().max().item(), name)

    def test_is_read_by_the_program(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "learnt.safetensors"
            write_safetensors(path, self.layers, {"network": "vgg19", "pooling": "avg"})
            told = subprocess.run([PROGRAM, "weights", "info", path], check=True, capture_output=True, text=True).stdout
        self.assertIn("vgg19 to conv5_1, 50900 parameters", told)


if __name__ == "__main__":
    unittest.main()
