#!/usr/bin/env python3
"""Makes small MatConvNet models as its Caffe importer does, by scipy.io.savemat.

    python3 make_matconvnet_fixture.py   (needs the PyPI packages scipy, onnx and onnxruntime)

MatConvNet runs in MATLAB alone: features are computed by ONNX Runtime from the same weights, which MatConvNet documents
as height × width × in × out for an RGB picture of 0…255 less the average image.
"""
import numpy
import scipy.io

import fixture_network as fixture
from make_onnx_fixture import features, no_names
from make_onnx_fixture import model as onnx_model

HERE = fixture.HERE
CORPUS = HERE.parent.parent / "fuzz" / "corpus" / "matconvnet"


def cells(*values):
    result = numpy.empty((1, len(values)), dtype=object)
    for i, value in enumerate(values):
        result[0, i] = value
    return result


def layers(weights, old, kind):
    result = []
    for name, filters, biases in weights:
        if name.endswith("_1") and result:
            result.append({"name": f"pool{int(name[0]) - 1}", "type": "pool", "method": "max", "pool": [[2.0, 2.0]],
                           "stride": [[2.0, 2.0]], "pad": [[0.0, 0.0, 0.0, 0.0]]})
        filters, biases = filters.transpose(2, 3, 1, 0).astype(kind), biases.reshape(1, -1).astype(kind)
        values = {"filters": filters, "biases": biases} if old else {"weights": cells(filters, biases)}
        result.append({"name": f"conv{name}", "type": "conv", "stride": [[1.0, 1.0]], "pad": [[1.0, 1.0, 1.0, 1.0]], **values})
        result.append({"name": f"relu{name}", "type": "relu"})
    return cells(*result)


def save(path, weights, average, old=False, compressed=True, kind=numpy.float32):
    normalization = {"imageSize": [[224.0, 224.0, 3.0]], "averageImage": average}
    rest = {"normalization": normalization} if old else {"meta": {"normalization": normalization, "inputs": []}}
    scipy.io.savemat(path, {"layers": layers(weights, old, kind), **rest}, do_compression=compressed)


def main():
    result = {}
    mean = numpy.array([123.68, 116.779, 103.939])
    mean_pixel = numpy.reshape(mean, (1, 1, 3)).astype(numpy.float32)

    def add(name, layer, weights, mean, average, **how):
        save(HERE / name, weights, average, **how)
        picture = (fixture.picture() - mean).transpose(2, 0, 1)[None].astype(numpy.float32)
        result[name] = (layer, features(onnx_model(weights, no_names), picture))

    add("vgg19-matconvnet.mat", "relu5_4", fixture.weights("vgg19", 32, scale=128), mean, mean_pixel)
    # Before version 1.0-beta17: other fields, and the average of every pixel.
    other_mean = numpy.array([120.0, 110.0, 100.0])
    average = other_mean + numpy.array([-1.0, 1.0]).reshape(2, 1, 1) * numpy.array([-3.0, 3.0]).reshape(1, 2, 1)
    add("vgg16-matconvnet-old.mat", "relu5_3", fixture.weights("vgg16", 33, scale=128), other_mean, average, old=True)
    add("vgg16-cut-matconvnet-f64.mat", "relu3_3", fixture.weights("vgg16", 34, scale=128, blocks=3), mean, mean_pixel,
        compressed=False, kind=numpy.float64)
    fixture.write_features("matconvnet", result)

    CORPUS.mkdir(parents=True, exist_ok=True)
    small = fixture.weights("vgg19", 35, blocks=1)
    save(CORPUS / "new.mat", small, mean_pixel)
    save(CORPUS / "new-plain.mat", small, mean_pixel, compressed=False)
    save(CORPUS / "old-plain-f64.mat", small, average, old=True, compressed=False, kind=numpy.float64)


if __name__ == "__main__":
    main()
