#!/usr/bin/env python3
"""Makes PyTorch files in the shapes that people's checkpoints have, and the features that PyTorch computes with them.

    /usr/bin/python3 make_wild_pth_fixtures.py        (needs torch; written by Debian's 1.13.1)

A network with batch normalisation, a whole network beside other objects (pickle protocol 4), the slices of perceptual
losses, and a layer that prepares the pictures. All are cut off after the third block.
"""
import argparse
import collections
import pathlib

import torch

import fixture_network as fixture
from narrow_vgg import Vgg, block_names

HERE = fixture.HERE
CORPUS = HERE.parent.parent / "fuzz" / "corpus" / "pytorch"
BLOCKS = {"vgg19": 18, "vgg16": 16}  # layers of the first three


def layers_of(network, normalised=False, divisor=32):
    layers = []
    for layer in list(Vgg(network, divisor).features)[:BLOCKS[network]]:
        layers.append(layer)
        if isinstance(layer, torch.nn.Conv2d):
            torch.nn.init.kaiming_normal_(layer.weight, nonlinearity="relu")
            torch.nn.init.uniform_(layer.bias, 0, .2)
            if normalised:
                layers.append(normalisation(layer.out_channels))
    return layers


def normalisation(channels):
    layer = torch.nn.BatchNorm2d(channels)
    layer.running_mean.uniform_(-.5, .5)
    layer.running_var.uniform_(.2, 2)
    torch.nn.init.uniform_(layer.weight, .5, 1.5)
    torch.nn.init.uniform_(layer.bias, 0, .5)
    return layer


class Network(torch.nn.Module):
    def __init__(self, layers):
        super().__init__()
        self.features = torch.nn.Sequential(*layers)
        self.classes = {"cat", "dog"}


def run(layers, values):
    """Features of the last convolution after its rectifier, in double precision."""
    with torch.no_grad():
        net = torch.nn.Sequential(*layers).double().eval()
        values = net(torch.as_tensor(values).double())[0].numpy()
        net.float()
    return values


def sliced(state, cuts):
    """"0.weight" becomes "slice1.0.weight"."""
    return {f"slice{1 + sum(int(name.split('.')[0]) >= cut for cut in cuts)}.{name}": value
            for name, value in state.items()}


def main():
    torch.manual_seed(2)
    features = {}

    layers = layers_of("vgg19", normalised=True)
    features["vgg19-bn-cut.pth"] = ("relu3_4", run(layers, fixture.torchvision_input()))
    state = {"module." + name: value for name, value in Network(layers).state_dict().items()}
    torch.save({"state_dict": state, "state_dict_ema": {name: value + 1 for name, value in state.items()}},
               HERE / "vgg19-bn-cut.pth")

    layers = layers_of("vgg16")
    features["vgg16-whole-protocol4.pth"] = ("relu3_3", run(layers, fixture.torchvision_input()))
    torch.save({"args": argparse.Namespace(data=pathlib.PurePosixPath("/data"), rates=collections.defaultdict(list)),
                "device": torch.device("cpu"), "net": torch.nn.DataParallel(Network(layers))},
               HERE / "vgg16-whole-protocol4.pth", pickle_protocol=4)

    layers = layers_of("vgg16")
    features["vgg16-slices.pth"] = ("relu3_3", run(layers, fixture.torchvision_input()))
    state = {"net." + name: value for name, value in
             sliced(torch.nn.Sequential(*layers).state_dict(), [4, 9]).items()}
    state["lin0.model.1.weight"] = torch.rand(1, 2, 1, 1)
    torch.save(state, HERE / "vgg16-slices.pth", _use_new_zipfile_serialization=False, pickle_protocol=5)

    # As AdaIN's encoder, which has padding layers besides, prepares them for Caffe's weights.
    prepare = torch.nn.Conv2d(3, 3, 1)
    prepare.weight.data = torch.tensor([[0, 0, 255.], [0, 255., 0], [255., 0, 0]]).reshape(3, 3, 1, 1) / 100
    prepare.bias.data = -torch.tensor(fixture.CAFFE_MEAN_BGR, dtype=torch.float32) / 100
    layers = layers_of("vgg19")
    picture = torch.as_tensor(fixture.picture()).double().permute(2, 0, 1)[None] / 255
    features["vgg19-prepared.pth"] = ("relu3_4", run([prepare, *layers], picture))
    padded = [prepare] + [extra for layer in layers for extra in
                          ([torch.nn.Identity(), layer] if isinstance(layer, torch.nn.Conv2d) else [layer])]
    torch.save(torch.nn.Sequential(*padded).state_dict(), HERE / "vgg19-prepared.pth")

    fixture.write_features("wild", features)

    CORPUS.mkdir(parents=True, exist_ok=True)
    torch.save({"args": argparse.Namespace(data="/data"), "net": torch.nn.DataParallel(
        Network(layers_of("vgg19", normalised=True, divisor=512)[:7]))}, CORPUS / "whole.pth")
    tiny = torch.nn.Sequential(*layers_of("vgg16", divisor=512)[:7]).state_dict()
    torch.save({"a": {1, 2}, "b": b"bytes", "c": frozenset([1]), "state_dict": tiny}, CORPUS / "protocol5.pth",
               pickle_protocol=5)
    torch.save(sliced(tiny, [4]), CORPUS / "legacy-protocol4.pth", _use_new_zipfile_serialization=False,
               pickle_protocol=4)


if __name__ == "__main__":
    main()
