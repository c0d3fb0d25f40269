#!/usr/bin/env python3
"""Makes the small PyTorch files that the reader is tested with, and the features that PyTorch computes with them.

    /usr/bin/python3 make_pth_fixtures.py        (needs torch; written by Debian's 1.13.1)

Each file is loaded again by PyTorch and run in double precision over the picture, prepared as the file's origin wants
it. The older container calls its storages by their place in memory: such files differ from run to run.
"""
import collections

import torch

import fixture_network as fixture
from narrow_vgg import Vgg, block_names

HERE = fixture.HERE
CORPUS = HERE.parent.parent / "fuzz" / "corpus" / "pytorch"


def random_vgg(network, divisor=32, classifier=()):
    model = Vgg(network, divisor, classifier)
    for layer in model.features:
        if isinstance(layer, torch.nn.Conv2d):
            torch.nn.init.kaiming_normal_(layer.weight, nonlinearity="relu")
            torch.nn.init.uniform_(layer.bias, -.2, .2)
    return model


def until(state, layers):
    """Cut off before features.`layers`."""
    return collections.OrderedDict((name, value) for name, value in state.items()
                                   if name.startswith("features.") and int(name.split(".")[1]) < layers)


def converted(state, dtype):
    return collections.OrderedDict((name, value.to(dtype)) for name, value in state.items())


class OldTensor:
    """Pickled as PyTorch 0.1 to 0.3 did it."""

    def __init__(self, tensor):
        self.tensor = tensor

    def __reduce__(self):
        tensor = self.tensor
        return (torch._utils._rebuild_tensor,
                (tensor.storage(), tensor.storage_offset(), tuple(tensor.shape), tensor.stride()))


class OldDict:
    """Pickled as Python 2's OrderedDict was."""

    def __init__(self, items):
        self.items = items

    def __reduce__(self):
        return collections.OrderedDict, ([[key, value] for key, value in self.items.items()],)


def one_storage(state):
    """All tensors as parts of one vector, the filters with their channels last."""
    flat = torch.zeros(sum(value.numel() for value in state.values()), dtype=torch.float64)
    views, at = collections.OrderedDict(), 0
    for name, value in state.items():
        strides = value.stride()
        if value.dim() == 4:
            strides = value.contiguous(memory_format=torch.channels_last).stride()
        views[name] = torch.as_strided(flat, value.shape, strides, at)
        views[name].copy_(value)
        at += value.numel()
    return views


def features_only_input():
    """torchvision's way with Caffe's VGG-16 turned to RGB: VGG16_Weights.IMAGENET1K_FEATURES."""
    image = torch.tensor(fixture.picture()).double().permute(2, 0, 1)[None] / 255
    return (image - torch.tensor([.48235, .45882, .40784]).double().view(1, 3, 1, 1)) * 255


def last_features(network, state, values):
    """(layer, features of the last convolution in `state`: {features.N.weight: …} after its rectifier)."""
    last = max(int(name.split(".")[1]) for name in state if name.startswith("features."))
    for number, layer in enumerate(Vgg(network).features.double()[:last + 2]):
        if isinstance(layer, torch.nn.Conv2d):
            layer.weight.data = state[f"features.{number}.weight"].double()
            layer.bias.data = state[f"features.{number}.bias"].double()
        values = layer(values)
    return block_names(network)[f"features.{last}"].replace("conv", "relu"), values.detach().numpy()


def main():
    CORPUS.mkdir(parents=True, exist_ok=True)
    features = {}

    def save(name, network, content, state_of=lambda state: state, prepared=fixture.torchvision_input(),
             zip_container=True):
        torch.save(content, HERE / name, _use_new_zipfile_serialization=zip_container)
        features[name] = last_features(network, state_of(torch.load(HERE / name)), torch.as_tensor(prepared).double())

    torch.manual_seed(1)
    torchvision = random_vgg("vgg19", classifier=[0, 3, 6]).state_dict()
    save("vgg19-narrow-zip.pth", "vgg19", torchvision)

    torchvision = random_vgg("vgg16", classifier=[0, 3, 6]).state_dict()
    save("vgg16-narrow-legacy.pth", "vgg16", torchvision, zip_container=False)

    state = converted(random_vgg("vgg16", classifier=[0, 3, 6]).state_dict(), torch.float16)
    old = OldDict({name: OldTensor(value) for name, value in state.items()})
    save("vgg16-narrow-as-2017.pth", "vgg16", old, zip_container=False)

    model = random_vgg("vgg19", divisor=64)
    optimizer = torch.optim.SGD(model.parameters(), lr=.1, momentum=.9)
    checkpoint = {"epoch": 3, "loss": .25, "best": True, "history": [.5, .25], "note": None,
                  "state_dict": torch.nn.DataParallel(model).state_dict(), "optimizer": optimizer.state_dict()}
    save("vgg19-narrow-checkpoint.pth", "vgg19", checkpoint,
         lambda state: {name[len("module."):]: value for name, value in state["state_dict"].items()})

    names = block_names("vgg19")
    gatys = collections.OrderedDict(
        (name.replace(name.rpartition(".")[0], names[name.rpartition(".")[0]]), torch.nn.Parameter(value))
        for name, value in random_vgg("vgg19", divisor=64).state_dict().items())
    origin = {block: feature for feature, block in names.items()}
    save("vgg19-narrow-gatys.pth", "vgg19", gatys,
         lambda state: {f"{origin[name.split('.')[0]]}.{name.split('.')[1]}": value
                        for name, value in state.items()},
         prepared=fixture.caffe_input().copy(), zip_container=False)

    johnson = converted(random_vgg("vgg16", classifier=[1, 4, 6]).state_dict(), torch.bfloat16)
    save("vgg16-narrow-johnson-bf16.pth", "vgg16", johnson, prepared=fixture.caffe_input().copy())

    features_only = random_vgg("vgg16", divisor=64, classifier=[0, 3, 6])
    for parameter in features_only.classifier.parameters():
        parameter.data.fill_(torch.nan)
    save("vgg16-narrow-features-f16.pth", "vgg16", converted(features_only.state_dict(), torch.float16),
         prepared=features_only_input())

    cut = one_storage(until(random_vgg("vgg19").state_dict(), 15))
    save("vgg-narrow-cut-one-storage-f64.pth", "vgg19", cut)

    bare = collections.OrderedDict((name[len("features."):], value)
                                   for name, value in until(random_vgg("vgg19").state_dict(), 8).items())
    save("vgg-narrow-cut-bare.pth", "vgg19", bare,
         lambda state: {"features." + name: value for name, value in state.items()})

    fixture.write_features("pytorch", features)

    # Small ones to start fuzzing from.
    tiny = until(random_vgg("vgg19", divisor=512).state_dict(), 6)
    torch.save(tiny, CORPUS / "zip.pth")
    torch.save(tiny, CORPUS / "legacy.pth", _use_new_zipfile_serialization=False)
    torch.save(OldDict({name: OldTensor(value) for name, value in tiny.items()}), CORPUS / "as-2017.pth",
               _use_new_zipfile_serialization=False)
    torch.save({"epoch": 1, "state_dict": {"module": one_storage(until(tiny, 3))}}, CORPUS / "nested-zip.pth")
    torch.save(converted({name.replace("features.0", "conv1_1").replace("features.2", "conv1_2"):
                          torch.nn.Parameter(value) for name, value in until(tiny, 3).items()}, torch.float16),
               CORPUS / "gatys-f16.pth", _use_new_zipfile_serialization=False)


if __name__ == "__main__":
    main()
