#!/usr/bin/env python3
"""Makes the small weight files that the reader is tested with, by PyTorch and the safetensors package.

    python3 make_safetensors_fixtures.py        (needs torch and the PyPI package safetensors)

Networks are built as torchvision builds them (features: convolution, rectifier, pooling; classifier behind),
with few channels. Value i of the weights of layer N is ((37*i + N) mod 255 - 127) / 128, of its biases
((37*i + N + 1) mod 255 - 127) / 128: exact in every format down to bfloat16, so that tests can say what each
value must be. The package writes `__metadata__` in an order of its own: files with several entries differ from
run to run.
"""
import pathlib

import torch
from safetensors.torch import save_file

import narrow_vgg

HERE = pathlib.Path(__file__).resolve().parent
CORPUS = HERE.parent.parent / "fuzz" / "corpus" / "safetensors"


class Vgg(narrow_vgg.Vgg):
    def __init__(self, network, divisor, classes=None):
        super().__init__(network, divisor)
        if classes:
            in_channels = self.features[-3].out_channels
            self.classifier = torch.nn.Sequential(
                torch.nn.Linear(in_channels, 8), torch.nn.ReLU(inplace=True), torch.nn.Linear(8, classes))

    def fill(self):
        for name, parameter in self.named_parameters():
            number = int(name.split(".")[1]) + (1 if name.endswith("bias") else 0)
            i = torch.arange(parameter.numel(), dtype=torch.float64)
            parameter.data = (((37 * i + number) % 255 - 127) / 128).reshape(parameter.shape).float()
        return self


def tensors(model, dtype, layers=None):
    """The state dict in `dtype`, cut off before features.`layers`."""
    return {name: value.to(dtype).contiguous() for name, value in model.state_dict().items()
            if layers is None or int(name.split(".")[1]) < layers}


def main():
    CORPUS.mkdir(parents=True, exist_ok=True)
    full = Vgg("vgg19", 32, classes=5).fill()
    narrow19 = Vgg("vgg19", 32).fill()
    narrow16 = Vgg("vgg16", 32).fill()
    save_file(tensors(full, torch.float32), HERE / "vgg19-narrow-f32.safetensors")
    save_file(tensors(narrow16, torch.bfloat16), HERE / "vgg16-narrow-bf16.safetensors")
    save_file(tensors(narrow19, torch.float16, layers=29), HERE / "vgg19-narrow-f16.safetensors",
              {"network": "vgg19", "pooling": "max", "preprocessing": "caffe"})
    save_file(tensors(narrow16, torch.float64, layers=15), HERE / "vgg-narrow-cut-f64.safetensors")

    tiny19 = Vgg("vgg19", 512).fill()
    classifying = Vgg("vgg19", 512, classes=2).fill()
    metadata = {"network": "vgg19", "pooling": "avg", "input": "bgr", "range": "0..255",
                "mean": "103.939,116.779,123.68", "std": "1,1,1", "random": "false"}
    save_file(tensors(tiny19, torch.float16), CORPUS / "vgg19-f16-metadata.safetensors", metadata)
    save_file(tensors(Vgg("vgg16", 512).fill(), torch.float32), CORPUS / "vgg16-f32.safetensors")
    save_file(tensors(tiny19, torch.float64, layers=6), CORPUS / "cut-f64.safetensors",
              {"preprocessing": "caffe"})
    save_file(tensors(classifying, torch.bfloat16, layers=3), CORPUS / "cut-bf16-classifier.safetensors",
              {"note": "a classifier that nobody reads"})


if __name__ == "__main__":
    main()
