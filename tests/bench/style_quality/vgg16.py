"""VGG-16's features for the measures, from the project's weight file.

A safetensors file with torchvision's names (features.N.weight, O×I×3×3, and features.N.bias), F16 or F32, whose input
is BGR in 0…255 minus MEAN. Zero padding and maximum pooling as published, whatever the contestants use.
"""
import json
import struct
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

DEFAULT = Path(__file__).resolve().parents[3] / "weights/built_in/vgg16/vgg16.safetensors"
MEAN = (103.939, 116.779, 123.68)  # blue, green, red
# The convolutions' places in torchvision's list of layers.
PLACES = {"1_1": 0, "1_2": 2, "2_1": 5, "2_2": 7, "3_1": 10, "3_2": 12, "3_3": 14, "4_1": 17, "4_2": 19, "4_3": 21,
          "5_1": 24}
NUMBERS = {"F16": np.float16, "F32": np.float32}


def read_safetensors(path):
    """Name → array; only the number formats that such files have here."""
    data = Path(path).read_bytes()
    length, = struct.unpack("<Q", data[:8])
    tensors = {}
    for name, entry in json.loads(data[8:8 + length]).items():
        if name != "__metadata__":
            begin, end = (8 + length + offset for offset in entry["data_offsets"])
            tensors[name] = np.frombuffer(data[begin:end], NUMBERS[entry["dtype"]]).reshape(entry["shape"])
    return tensors


class Vgg16:
    def __init__(self, tensors):
        """tensors: features.N.weight and features.N.bias, as in the file."""
        self.convolutions = {
            name: tuple(torch.from_numpy(tensors[f"features.{place}.{kind}"].astype(np.float32))
                        for kind in ("weight", "bias"))
            for name, place in PLACES.items()}

    @classmethod
    def from_file(cls, path):
        return cls(read_safetensors(path))

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
