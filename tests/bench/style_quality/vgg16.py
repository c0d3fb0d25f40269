"""VGG-16's features for the measures, from the project's weight file.

A safetensors file with torchvision's names (features.N.weight, O×I×3×3, and features.N.bias), F16 or F32, whose input
is BGR in 0…255 minus MEAN. Zero padding and maximum pooling as published, whatever the contestants use.
"""
import sys
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "weights/training"))
from vgg16_file import MEAN, read_network  # noqa: E402

DEFAULT = ROOT / "weights/built_in/vgg16/vgg16.safetensors"


class Vgg16:
    def __init__(self, convolutions):
        """convolutions: name → (weight, bias), conv1_1 first."""
        self.convolutions = convolutions

    @classmethod
    def from_file(cls, path):
        return cls(read_network(path))

    @torch.no_grad()
    def features(self, picture, names):
        """Rectified features (channels × height × width) of an H×W×3 R'G'B' picture in 0…1, by layer name."""
        pixels = 255 * torch.from_numpy(np.ascontiguousarray(picture[..., ::-1], np.float32)).permute(2, 0, 1)
        x = (pixels - torch.tensor(MEAN).view(3, 1, 1)).unsqueeze(0)
        found = {}
        for name, (weight, bias) in self.convolutions.items():
            if name in ("2_1", "3_1", "4_1", "5_1"):
                x = F.max_pool2d(x, 2)
            x = F.relu(F.conv2d(x, weight, bias, padding=1))
            if name in names:
                found[name] = x[0]
                if len(found) == len(names):
                    break
        return found
