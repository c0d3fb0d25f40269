#!/usr/bin/env python3
"""Makes vgg16.safetensors of this folder out of a safetensors file with the convolutions of ImageNet's VGG-16.

    cut.py VGG16.safetensors vgg16.safetensors

Keeps conv1_1 … conv5_1 in half precision, and writes origin and recipe into the metadata. The values stay as they are.
The first line printed is the SHA-256 that vgg16.cpp asks for.
"""
import hashlib
import json
import struct
import sys

NUMBERS = (0, 2, 5, 7, 10, 12, 14, 17, 19, 21, 24)  # torchvision's, of conv1_1 … conv5_1
METADATA = {
    "network": "vgg16", "preprocessing": "caffe", "input": "bgr", "range": "0..255", "mean": "103.939,116.779,123.68",
    "std": "1,1,1", "pooling": "max",
    "style_loss": "wasserstein", "content_layers": "relu4_1",
    "style_layers": "relu1_1,relu2_1,relu3_1,relu4_1,relu5_1", "content_weight": "1.25",
    "title": "VGG-16 trained on ImageNet, to conv5_1, in half precision",
    "licence": "CC-BY-4.0 (Visual Geometry Group, University of Oxford); cut after conv5_1 and rounded to half precision",
    "citation": "K. Simonyan, A. Zisserman: Very Deep Convolutional Networks for Large-Scale Image Recognition, "
                "arXiv 1409.1556",
}


def main(source, target):
    with open(source, "rb") as file:
        data = file.read()
    length, = struct.unpack("<Q", data[:8])
    tensors = json.loads(data[8:8 + length])
    header, values = {"__metadata__": METADATA}, b""
    for number in NUMBERS:
        for part in ("weight", "bias"):
            tensor = tensors[f"features.{number}.{part}"]
            assert tensor["dtype"] == "F16"
            begin, end = (8 + length + offset for offset in tensor["data_offsets"])
            header[f"features.{number}.{part}"] = {**tensor, "data_offsets": [len(values), len(values) + end - begin]}
            values += data[begin:end]
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    result = struct.pack("<Q", len(text)) + text + values
    with open(target, "wb") as file:
        file.write(result)
    print(hashlib.sha256(result).hexdigest())
    print(len(result))


if __name__ == "__main__":
    main(*sys.argv[1:])
