"""VGG-19 and VGG-16 of few channels, built as torchvision builds them, for the scripts beside this file."""
import torch

from fixture_network import CHANNELS, CONVOLUTIONS


class Vgg(torch.nn.Module):
    def __init__(self, network, divisor=32, classifier=()):
        """1/divisor of the published channels; `classifier`: the numbers of its linear layers."""
        super().__init__()
        layers, in_channels = [], 3
        for channels, count in zip(CHANNELS, CONVOLUTIONS[network]):
            for _ in range(count):
                out_channels = max(1, 32 * channels // divisor)
                layers += [torch.nn.Conv2d(in_channels, out_channels, 3, padding=1), torch.nn.ReLU(inplace=True)]
                in_channels = out_channels
            layers.append(torch.nn.MaxPool2d(2))
        self.features = torch.nn.Sequential(*layers)
        if classifier:
            self.classifier = torch.nn.ModuleDict({str(number): torch.nn.Linear(in_channels, in_channels)
                                                   for number in classifier})


def block_names(network):
    """{features.N: convX_Y}"""
    names, number = {}, 0
    for block, count in enumerate(CONVOLUTIONS[network], 1):
        for convolution in range(1, count + 1):
            names[f"features.{number}"] = f"conv{block}_{convolution}"
            number += 2
        number += 1
    return names
