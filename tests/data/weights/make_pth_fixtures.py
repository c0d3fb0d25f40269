#!/usr/bin/env python3
"""Makes the small PyTorch files that the reader is tested with, and the features that PyTorch computes with them.

    /usr/bin/python3 make_pth_fixtures.py        (needs torch; written by Debian's 1.13.1)

Each file is loaded again by PyTorch and run in double precision over one picture, prepared as the file's origin wants
it; features-pytorch.json holds what comes out, channel by channel, row by row. The picture of 16 by 16 pixels has at
(channel c, row y, column x) the value ((37 x + 59 y + 83 c + 11 x y) mod 256) / 255. The older container calls its
storages by their place in memory: such files differ from run to run.
"""
import collections
import json
import pathlib

import torch

from narrow_vgg import Vgg, block_names

HERE = pathlib.Path(__file__).resolve().parent
CORPUS = HERE.parent.parent / "fuzz" / "corpus" / "pytorch"

TORCHVISION = dict(order="rgb", range=1, mean=[.485, .456, .406], std=[.229, .224, .225])
CAFFE = dict(order="bgr", range=255, mean=[103.939, 116.779, 123.68], std=[1, 1, 1])
FEATURES_ONLY = dict(order="rgb", range=1, mean=[.48235, .45882, .40784], std=[1 / 255] * 3)


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


def picture():
    c, y, x = torch.meshgrid(torch.arange(3), torch.arange(16), torch.arange(16), indexing="ij")
    return ((37 * x + 59 * y + 83 * c + 11 * x * y) % 256).double()[None] / 255


def prepared(image, preprocessing):
    if preprocessing["order"] == "bgr":
        image = image.flip(1)
    of_channel = {key: torch.tensor(preprocessing[key]).double().view(1, 3, 1, 1) for key in ("mean", "std")}
    return (image * preprocessing["range"] - of_channel["mean"]) / of_channel["std"]


def features_of(network, state, preprocessing, taps):
    """`state`: {features.N.weight: …}, as far as it goes."""
    model = Vgg(network).features.double()
    names = block_names(network)
    values, found = prepared(picture(), preprocessing), {}
    for number, layer in enumerate(model):
        if list(found) == taps:
            return found
        name = f"features.{number}"
        if isinstance(layer, torch.nn.Conv2d):
            layer.weight.data = state[name + ".weight"].double()
            layer.bias.data = state[name + ".bias"].double()
        values = layer(values)
        tap = names.get(f"features.{number - 1}", "").replace("conv", "relu")
        if isinstance(layer, torch.nn.ReLU) and tap in taps:
            assert values.count_nonzero() > values.numel() / 8, "most filters are dead"
            found[tap] = [float(f"{value:.9g}") for value in values.flatten().tolist()]


def main():
    CORPUS.mkdir(parents=True, exist_ok=True)
    records = []

    def save(name, network, content, preprocessing, taps, state_of, zip_container=True):
        torch.save(content, HERE / name, _use_new_zipfile_serialization=zip_container)
        state = state_of(torch.load(HERE / name))
        records.append({"file": name, "network": network, "preprocessing": preprocessing,
                        "features": features_of(network, state, preprocessing, taps)})

    torch.manual_seed(1)
    torchvision = random_vgg("vgg19", classifier=[0, 3, 6]).state_dict()
    save("vgg19-narrow-zip.pth", "vgg19", torchvision, TORCHVISION, ["relu3_1", "relu5_4"], lambda state: state)

    torchvision = random_vgg("vgg16", classifier=[0, 3, 6]).state_dict()
    save("vgg16-narrow-legacy.pth", "vgg16", torchvision, TORCHVISION, ["relu3_1", "relu5_3"], lambda state: state,
         zip_container=False)

    state = converted(random_vgg("vgg16", classifier=[0, 3, 6]).state_dict(), torch.float16)
    old = OldDict({name: OldTensor(value) for name, value in state.items()})
    save("vgg16-narrow-as-2017.pth", "vgg16", old, TORCHVISION, ["relu3_1", "relu5_3"], lambda state: state,
         zip_container=False)

    model = random_vgg("vgg19", divisor=64)
    optimizer = torch.optim.SGD(model.parameters(), lr=.1, momentum=.9)
    checkpoint = {"epoch": 3, "loss": .25, "best": True, "history": [.5, .25], "note": None,
                  "state_dict": torch.nn.DataParallel(model).state_dict(), "optimizer": optimizer.state_dict()}
    save("vgg19-narrow-checkpoint.pth", "vgg19", checkpoint, TORCHVISION, ["relu3_1", "relu5_4"],
         lambda state: {name[len("module."):]: value for name, value in state["state_dict"].items()})

    names = block_names("vgg19")
    gatys = collections.OrderedDict(
        (name.replace(name.rpartition(".")[0], names[name.rpartition(".")[0]]), torch.nn.Parameter(value))
        for name, value in random_vgg("vgg19", divisor=64).state_dict().items())
    origin = {block: feature for feature, block in names.items()}
    save("vgg19-narrow-gatys.pth", "vgg19", gatys, CAFFE, ["relu3_1", "relu5_4"],
         lambda state: {f"{origin[name.split('.')[0]]}.{name.split('.')[1]}": value
                        for name, value in state.items()}, zip_container=False)

    johnson = converted(random_vgg("vgg16", classifier=[1, 4, 6]).state_dict(), torch.bfloat16)
    save("vgg16-narrow-johnson-bf16.pth", "vgg16", johnson, CAFFE, ["relu3_1", "relu5_3"], lambda state: state)

    features_only = random_vgg("vgg16", divisor=64, classifier=[0, 3, 6])
    for parameter in features_only.classifier.parameters():
        parameter.data.fill_(torch.nan)
    save("vgg16-narrow-features-f16.pth", "vgg16", converted(features_only.state_dict(), torch.float16),
         FEATURES_ONLY, ["relu3_1", "relu5_3"], lambda state: state)

    cut = one_storage(until(random_vgg("vgg19").state_dict(), 15))
    save("vgg-narrow-cut-one-storage-f64.pth", "vgg19", cut, TORCHVISION, ["relu3_1", "relu3_3"], lambda state: state)

    bare = collections.OrderedDict((name[len("features."):], value)
                                   for name, value in until(random_vgg("vgg19").state_dict(), 8).items())
    save("vgg-narrow-cut-bare.pth", "vgg19", bare, TORCHVISION, ["relu1_2", "relu2_2"],
         lambda state: {"features." + name: value for name, value in state.items()})

    (HERE / "features-pytorch.json").write_text(
        "[\n" + ",\n".join(json.dumps(record, separators=(",", ":")) for record in records) + "\n]\n")

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
