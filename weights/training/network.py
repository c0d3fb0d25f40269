"""A VGG-19 of reduced width up to conv5_1, with batch normalisation while it learns and without when it is written.

Pictures are N×3×H×W, R'G'B' in 0…1, prepared with torchvision's mean and standard deviation. Average pooling.
"""
import json
import struct

import torch
import torch.nn.functional as F
from torch import nn

BLOCKS = [(64, 2), (128, 2), (256, 4), (512, 4), (512, 1)]  # channels of the published width, convolutions
# The convolutions' places in torchvision's list of layers, conv1_1 first.
FEATURES = [0, 2, 5, 7, 10, 12, 14, 16, 19, 21, 23, 25, 28]
MEAN = (0.485, 0.456, 0.406)
STD = (0.229, 0.224, 0.225)


def prepare(pictures):
    return (pictures - pictures.new_tensor(MEAN).view(1, 3, 1, 1)) / pictures.new_tensor(STD).view(1, 3, 1, 1)


class Network(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.names, self.channels = [], {}
        self.convolutions, self.norms = nn.ModuleList(), nn.ModuleList()
        in_channels = 3
        for block, (channels, count) in enumerate(BLOCKS, 1):
            for index in range(1, count + 1):
                out_channels = int(channels * width)
                convolution = nn.Conv2d(in_channels, out_channels, 3, padding=1, bias=False)
                nn.init.kaiming_normal_(convolution.weight, nonlinearity="relu")
                self.convolutions.append(convolution)
                self.norms.append(nn.BatchNorm2d(out_channels))
                self.names.append(f"{block}_{index}")
                self.channels[self.names[-1]] = out_channels
                in_channels = out_channels

    def forward(self, x):
        """The rectified features of every convolution by name."""
        features = {}
        for name, convolution, norm in zip(self.names, self.convolutions, self.norms):
            if name[-1] == "1" and name[0] != "1":
                x = F.avg_pool2d(x, 2)
            x = F.relu(norm(convolution(x)))
            features[name] = x
        return features

    @torch.no_grad()
    def folded(self, pictures):
        """Plain convolutions (weight, bias) that compute the same up to a factor per layer, which gives each
        layer's rectified features mean square 1 on `pictures` (prepared)."""
        layers, x, below = [], pictures, 1.0
        for name, convolution, norm in zip(self.names, self.convolutions, self.norms):
            gain = norm.weight / torch.sqrt(norm.running_var + norm.eps)
            weight = convolution.weight * gain.view(-1, 1, 1, 1) / below
            bias = norm.bias - norm.running_mean * gain
            if name[-1] == "1" and name[0] != "1":
                x = F.avg_pool2d(x, 2)
            y = F.relu(F.conv2d(x, weight, bias, padding=1))
            scale = 1 / y.square().mean().sqrt().item()
            layers.append((weight * scale, bias * scale))
            x, below = y * scale, scale
        return layers


def write_safetensors(path, layers, metadata):
    header, blobs, at = {"__metadata__": metadata}, [], 0
    for index, (weight, bias) in zip(FEATURES, layers):
        for name, tensor in (("weight", weight), ("bias", bias)):
            blob = tensor.half().contiguous().numpy().tobytes()
            header[f"features.{index}.{name}"] = {"dtype": "F16", "shape": list(tensor.shape),
                                                  "data_offsets": [at, at + len(blob)]}
            blobs.append(blob)
            at += len(blob)
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + b"".join(blobs))
