"""The narrow networks and the picture that the fixtures of other programs' files are made with.

Filters are drawn with He's deviation, so that features keep their size through all layers. What the other program
computes from the picture is kept in PROGRAM-features.json, for our own network to be compared with.
"""
import json
import pathlib

import numpy

HERE = pathlib.Path(__file__).resolve().parent

# Simonyan & Zisserman, arXiv 1409.1556, table 1, configurations E and D; 1/32 of the channels.
CHANNELS = [2, 4, 8, 16, 16]
CONVOLUTIONS = {"vgg19": [2, 2, 4, 4, 4], "vgg16": [2, 2, 3, 3, 3]}
SIZE = 32
CAFFE_MEAN_BGR = numpy.array([103.939, 116.779, 123.68])


def layers(network, blocks=5):
    """(block, convolution, channels) of each convolution in order."""
    return [(block + 1, i + 1, CHANNELS[block]) for block in range(blocks) for i in range(CONVOLUTIONS[network][block])]


def weights(network, seed, scale=1.0, blocks=5):
    """[("1_1", filters OIHW, biases), …] in float32; `scale` is by how much the input is larger than ±1."""
    random = numpy.random.default_rng(seed)
    result, inputs = [], 3
    for block, i, channels in layers(network, blocks):
        filters = random.normal(0, (2 / (9 * inputs)) ** 0.5, (channels, inputs, 3, 3))
        if not result:
            filters /= scale
        result.append((f"{block}_{i}", filters.astype(numpy.float32), random.uniform(0, 0.2, channels).astype(numpy.float32)))
        inputs = channels
    return result


def picture():
    """Bytes, height × width × RGB."""
    y, x, c = numpy.meshgrid(range(SIZE), range(SIZE), range(3), indexing="ij")
    return ((89 * c + 13 * y * y + 7 * x * y + 5 * x) % 256).astype(numpy.uint8)


def torchvision_input():
    """1×3×H×W, as torchvision's networks want it."""
    mean, std = numpy.array([0.485, 0.456, 0.406]), numpy.array([0.229, 0.224, 0.225])
    return ((picture() / 255 - mean) / std).transpose(2, 0, 1)[None].astype(numpy.float32)


def caffe_input():
    """1×3×H×W, as the networks of Caffe want it."""
    return (picture()[:, :, ::-1] - CAFFE_MEAN_BGR).transpose(2, 0, 1)[None].astype(numpy.float32)


def write_features(program, features):
    """`features`: {file: (layer, channels × height × width)}."""
    for name, (_, values) in features.items():
        assert (values > 0).mean() > 0.3, f"{name}: too much of it is cut off by the rectifier; choose another seed"
    lines = [json.dumps(name) + ": " + json.dumps({"layer": layer, "values": [float(f"{v:.9g}") for v in numpy.ravel(values)]})
             for name, (layer, values) in features.items()]
    (HERE / f"{program}-features.json").write_text("{\n" + ",\n".join(lines) + "\n}\n")
